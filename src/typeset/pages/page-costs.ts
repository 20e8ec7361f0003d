import { isForced, type Row } from './rows.ts'

/** Cost of a note that does not begin on the page of its call; a free line costs 1, two cost 4. */
export const lateNote = 1e10

/** Cost of a page end inside or right after a heading, and of one before all lines it keeps. */
const bareHeading = 1e7
const shortHeading = 1e6

/** Cost of a widow or orphan. */
const loneLine = 1e5

/** Cost of a note that continues on the next page: as much as ten free lines. */
export const partedNote = 100

/** Compute, for each row, the cost of a page end before it; a forced page end costs nothing. */
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

/** Compute the cost of a page end inside a block; the lines of a heading stay together. */
function weighInside({ block, offset }: Row): number {
  if (offset === 0) return 0
  const isLone = offset < block.orphans || block.rows.length - offset < block.widows
  if (!isLone) return 0
  return block.keep > 0 ? bareHeading : loneLine
}
