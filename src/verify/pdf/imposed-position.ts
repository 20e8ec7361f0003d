import type { Settings } from '../../book.ts'
import type { Rectangle } from '../../pdf/matrix.ts'
import { cutOut, mm } from '../pages/boxes.ts'
import type { PaintedPage } from '../read/pdf/glyphs.ts'

/** Where a page stands in a booklet: index of the side, the half of it, and sheets around its own. */
export type ImposedPosition = Readonly<{ side: number; half: 'left' | 'right'; around: number }>

/**
 * Where a page has to stand. In the first half of the book an odd page, on a front, opens to the right,
 * and the even one behind it has its sheet's back; a page of the second half lies beside the one that
 * is as far from the other end. Bound on the right (vertical writing), all is mirrored.
 */
export function imposedPosition(
  index: number,
  count: number,
  { writing }: Settings
): ImposedPosition {
  const isFirstHalf = index < count / 2
  const near = isFirstHalf ? index : count - 1 - index
  const isRight = (near % 2 === 0) === isFirstHalf
  const half = isRight === (writing === 'horizontal') ? 'right' : 'left'
  return { side: near, half, around: Math.floor(near / 2) }
}

/** Take a page off its sheet; by the creep of the sheets around its own it stands nearer to the fold. */
export function cutFromSheet(
  sheet: PaintedPage,
  { half, around }: ImposedPosition,
  { page: { width, height }, press: { creep } }: Settings
): PaintedPage {
  const fold = width * mm
  const foot = height * mm
  const inwards = around * creep * mm
  return half === 'left'
    ? cutOut(sheet, [0, 0, fold, foot], [inwards, 0])
    : cutOut(sheet, [fold, 0, 2 * fold, foot], [fold - inwards, 0])
}

/** What of a page both it and its sheet show: a strip at the fold is lost to the creep. */
export function visibleArea(
  { half, around }: ImposedPosition,
  { page: { width, height }, press: { creep } }: Settings
): Rectangle {
  const lost = around * creep
  const [from, to] = half === 'left' ? [0, width - lost] : [lost, width]
  return [from * mm, 0, to * mm, height * mm]
}
