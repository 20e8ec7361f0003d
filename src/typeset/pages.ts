import { arrange } from './pages/arrange.ts'
import type { Block, Room, Sheet } from './pages/block.ts'
import { orderNotes } from './pages/foot.ts'
import { rowsOf } from './pages/rows.ts'
import { fillSheets } from './pages/sheets.ts'

export type { Block, Piece, Room, Sheet } from './pages/block.ts'

/**
 * Choose which rows of a text, and which lines of its notes, stand on which page.
 *
 * Every row stands on one page, in order, and so does every line of the notes. A note begins on the
 * page of its first call, with two lines at least, and goes on before the notes of the next page.
 * Where not everything can be kept together, notes are kept with their calls first, then headings
 * with their lines, then the first and the last lines of paragraphs; then pages are filled. A row
 * taller than the page stands alone on one: the caller has to report it.
 *
 * The first page is a recto; where a recto must follow a recto, an empty sheet stands between them.
 *
 * @param notes the heights of the lines of each note, in grid lines; each note is called by a row.
 */
export function choosePages(
  blocks: ReadonlyArray<Block>,
  notes: ReadonlyArray<ReadonlyArray<number>>,
  room: Room
): ReadonlyArray<Sheet> {
  const rows = rowsOf(blocks)
  const ordered = orderNotes(blocks, notes)
  return fillSheets(arrange(rows, ordered, room), rows, ordered)
}
