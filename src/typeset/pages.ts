import { arrange, type End } from './pages/arrange.ts'
import type { Block, PageCapacity, PagePlan } from './pages/block.ts'
import { type Notes, notePieces, orderNotes } from './pages/foot.ts'
import { freeAbove, type Row, rowsOf } from './pages/rows.ts'

export type { Block, PageCapacity, PagePlan, RowRange } from './pages/block.ts'

/**
 * Choose which rows of a text, and which lines of its notes, stand on which page.
 *
 * Every row stands on one page, in order, and so does every line of the notes. A note begins on the
 * page of its first call, with two lines at least, and goes on before the notes of the next page.
 * Where not everything can be kept together, notes are kept with their calls first, then headings
 * with their lines, then the first and the last lines of paragraphs; then pages are filled. A row
 * taller than the page stands alone on one: the caller has to report it.
 *
 * The first page is a recto; where a recto must follow a recto, an empty page stands between them.
 *
 * @param notes the heights of the lines of each note, in grid lines; each note is called by a row.
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

/** Plan what stands between the ends of the pages, and put in empty versos. */
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
