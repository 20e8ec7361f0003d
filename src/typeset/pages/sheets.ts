import type { End } from './arrange.ts'
import type { Sheet } from './block.ts'
import { type Notes, notePieces } from './foot.ts'
import { freeAbove, type Row } from './rows.ts'

/** Fill sheets with what stands between the ends of the pages, and put in empty versos. */
export function fillSheets(
  ends: ReadonlyArray<End>,
  rows: ReadonlyArray<Row>,
  notes: Notes
): ReadonlyArray<Sheet> {
  const sheets: Array<Sheet> = []
  let last: End = { row: 0, shown: 0, cost: 0 }
  for (const end of ends) {
    const [first, ...others] = rows.slice(last.row, end.row)
    const beginsRecto = first?.offset === 0 && first.block.begins === 'recto'
    if (beginsRecto && sheets.length % 2 === 1) sheets.push({ pieces: [], notes: [] })
    sheets.push({
      pieces: first ? textPieces([first, ...others]) : [],
      notes: notePieces(last.shown, end.shown, notes)
    })
    last = end
  }
  return sheets
}

function textPieces(rows: ReadonlyArray<Row>): Sheet['pieces'] {
  return rows.flatMap((row, place) => {
    if (place > 0 && row.offset > 0) return []
    const { block, index, offset } = row
    const to = Math.min(block.rows.length, offset + rows.length - place)
    return [{ index, from: offset, to, above: freeAbove(row, rows[place - 1]) }]
  })
}
