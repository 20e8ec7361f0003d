import type { Settings } from '../../../book.ts'

/**
 * A side of a sheet of a booklet: number of the sheet from 1, the outermost first, and the indices of
 * the pages that stand left and right on it; nothing where a page is blank.
 */
export type Side = Readonly<{
  sheet: number
  face: 'front' | 'back'
  left: number | undefined
  right: number | undefined
}>

/**
 * Order the pages of a booklet as they are printed: sheets of two pages a side, laid one in the other,
 * folded once and stitched through the fold.
 *
 * Pages are added at the end until they are a multiple of four. A front has an odd page, towards
 * which the book opens: on the right, or on the left if the book is bound on the right (vertical
 * writing).
 */
export function orderSides(count: number, writing: Settings['writing']): ReadonlyArray<Side> {
  const sheets = Math.ceil(count / 4)
  const last = sheets * 4 - 1
  const existing = (index: number) => (index < count ? index : undefined)
  return Array.from({ length: sheets }, (_, sheet) => [
    sideOf(sheet, 'front', existing(last - 2 * sheet), existing(2 * sheet)),
    sideOf(sheet, 'back', existing(2 * sheet + 1), existing(last - 2 * sheet - 1))
  ]).flat()

  function sideOf(
    sheet: number,
    face: Side['face'],
    left: number | undefined,
    right: number | undefined
  ): Side {
    const mirrored = { left: right, right: left }
    return { sheet: sheet + 1, face, ...(writing === 'vertical' ? mirrored : { left, right }) }
  }
}
