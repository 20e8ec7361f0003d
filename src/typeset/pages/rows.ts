import { type Block, wholeLines } from './block.ts'

/** A row of the text, with its block. */
export type Row = Readonly<{
  block: Block
  /** Index of the block, and of the row in its block. */
  index: number
  offset: number
  height: number
}>

/** List the rows of all blocks in order. */
export function rowsOf(blocks: ReadonlyArray<Block>): ReadonlyArray<Row> {
  return blocks.flatMap((block, index) =>
    block.rows.map(({ height }, offset) => ({ block, index, offset, height }))
  )
}

/** Tell whether a row is forced to begin a page. */
export function isForced({ block, offset }: Row): boolean {
  return offset === 0 && block.begins !== 'anywhere'
}

/** Compute the free lines above a row, after the previous row or at the head of a page. */
export function freeAbove(row: Row, previous?: Row): number {
  if (!previous) return isForced(row) ? row.block.drop : 0
  return row.offset > 0 ? 0 : Math.max(previous.block.after, row.block.before)
}

/**
 * List the pages that can end before a row: their first row, and the height of their text.
 *
 * A page of one row is always included, even if it is too tall.
 */
export function pagesUpTo(
  end: number,
  rows: ReadonlyArray<Row>,
  lines: number
): ReadonlyArray<Readonly<{ start: number; height: number }>> {
  const pages: Array<Readonly<{ start: number; height: number }>> = []
  // Height of the blocks after the first on the page, and of the first block's rows.
  let below = 0
  let open = 0
  for (let start = end - 1; start >= 0; start--) {
    const row = rows[start]
    const next = start + 1 < end ? rows[start + 1] : undefined
    if (!row || (next && isForced(next))) break
    if (next?.offset === 0) {
      below += wholeLines(open) + freeAbove(next, row)
      open = 0
    }
    open += row.height
    const height = below + wholeLines(open)
    if (next && height > lines) break
    const head = row.offset > 0 ? row.block.repeat : freeAbove(row)
    if (!next || height + head <= lines) pages.push({ start, height: height + head })
  }
  return pages
}
