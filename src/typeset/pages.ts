import { arrange, type End } from './pages/arrange.ts'
import type { Block, PageCapacity, PagePlan } from './pages/block.ts'
import { type Notes, notePieces, orderNotes } from './pages/foot.ts'
import { freeAbove, type Row, rowsOf } from './pages/rows.ts'

export type { Block, PageCapacity, PagePlan, RowRange } from './pages/block.ts'

/**
 * Divide the rows of a text, and the lines of its notes, into pages.
 *
 * Every row is on one page, in order, and so is every line of the notes. A note begins on the page
 * of its first call with at least two lines, and continues before the notes of the next page.
 * Priorities: notes with their calls, headings with their following lines, no widows and orphans,
 * full pages. A row taller than the page gets a page alone; the caller must report it.
 *
 * The first page is a recto; an empty page is inserted where a recto must follow a recto.
 *
 * @param notes heights of the lines of each note, in grid lines; each note must be called by a row.
 */
export function choosePages(
  blocks: ReadonlyArray<Block>,
  notes: ReadonlyArray<ReadonlyArray<number>>,
  room: PageCapacity
): ReadonlyArray<PagePlan> {
  const rows = rowsOf(blocks)
  const ordered = orderNotes(blocks, notes)
  return fillPages(arrange(rows, ordered, room), rows, ordered)
}

/** Make the pages between page ends, and insert empty versos. */
function fillPages(
  ends: ReadonlyArray<End>,
  rows: ReadonlyArray<Row>,
  notes: Notes
): ReadonlyArray<PagePlan> {
  const plans: Array<PagePlan> = []
  let last: End = { row: 0, shown: 0, cost: 0 }
  for (const end of ends) {
    const [first, ...others] = rows.slice(last.row, end.row)
    const beginsRecto = first?.offset === 0 && first.block.begins === 'recto'
    if (beginsRecto && plans.length % 2 === 1) plans.push({ pieces: [], notes: [] })
    plans.push({
      pieces: first ? textPieces([first, ...others]) : [],
      notes: notePieces(last.shown, end.shown, notes)
    })
    last = end
  }
  return plans
}

function textPieces(rows: ReadonlyArray<Row>): PagePlan['pieces'] {
  return rows.flatMap((row, place) => {
    if (place > 0 && row.offset > 0) return []
    const { block, index, offset } = row
    const to = Math.min(block.rows.length, offset + rows.length - place)
    return [{ index, from: offset, to, above: freeAbove(row, rows[place - 1]) }]
  })
}
