import { type Block, wholeLines } from './block.ts'

/** A row of the text, with the block it stands in. */
export type Row = Readonly<{
  block: Block
  /** Of the block among the blocks, and of the row in its block. */
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

/** Whether a page begins with a row whatever stands before it. */
export function isForced({ block, offset }: Row): boolean {
  return offset === 0 && block.begins !== 'anywhere'
}

/** Tell the free lines above a row, below the row before it or, without one, at a page's head. */
export function freeAbove(row: Row, previous?: Row): number {
  if (!previous) return isForced(row) ? row.block.drop : 0
  return row.offset > 0 ? 0 : Math.max(previous.block.after, row.block.before)
}

/**
 * List the pages that can end before a row: the row each begins with, and the lines its text takes.
 *
 * A row alone is always among them, even if it is taller than the page.
 */
export function pagesUpTo(
  end: number,
  rows: ReadonlyArray<Row>,
  lines: number
): ReadonlyArray<Readonly<{ start: number; height: number }>> {
  const pages: Array<Readonly<{ start: number; height: number }>> = []
  // Height of the blocks below the one the page begins in, and of the rows it has of that one.
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
