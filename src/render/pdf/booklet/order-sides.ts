import type { Settings } from '../../../book.ts'

/**
 * A side of a booklet's sheet: the number of the sheet from 1, outermost first, and the indices of
 * its left and right pages; `undefined` for a blank page.
 */
export type Side = Readonly<{
  sheet: number
  face: 'front' | 'back'
  left: number | undefined
  right: number | undefined
}>

/**
 * Order the pages of a booklet for printing: sheets with two pages on each side, nested, folded
 * once and stitched through the fold.
 *
 * Blank pages are added at the end up to a multiple of four. A front has its odd page on the right,
 * or on the left if the book is bound on the right (vertical writing).
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
