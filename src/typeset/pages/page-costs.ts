import { isForced, type Row } from './rows.ts'

/** What it costs that a note does not begin on the page of its call; a free line costs 1, two cost 4. */
export const lateNote = 1e10

/** What it costs that a page ends inside a heading or right behind it, or before all it keeps. */
const bareHeading = 1e7
const shortHeading = 1e6

/** What it costs that a paragraph is parted with too few lines before or after the page's end. */
const loneLine = 1e5

/** What it costs that a note goes on on the next page: as much as ten free lines. */
export const partedNote = 100

/** Weigh, for each row, what is wrong with a page that ends before it; nothing where it has to. */
export function weighEnds(rows: ReadonlyArray<Row>): ReadonlyArray<number> {
  const weights = rows.map(weighInside)
  for (const [index, row] of rows.entries()) {
    if (row.offset < row.block.rows.length - 1) continue
    let kept = 0
    for (let end = index + 1; kept < row.block.keep; end++) {
      const next = rows[end]
      if (!next || isForced(next)) break
      weights[end] = (weights[end] ?? 0) + (kept === 0 ? bareHeading : shortHeading)
      kept += Math.max(1, next.height)
    }
  }
  return weights
}

/** Weigh the end of a page inside a block; a heading asks for all its lines on one side. */
function weighInside({ block, offset }: Row): number {
  if (offset === 0) return 0
  const isLone = offset < block.orphans || block.rows.length - offset < block.widows
  if (!isLone) return 0
  return block.keep > 0 ? bareHeading : loneLine
}
