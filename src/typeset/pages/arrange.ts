import type { PageCapacity } from './block.ts'
import { fillFoot, type Notes, weighFoot } from './foot.ts'
import { partedNote, weighEnds } from './page-costs.ts'
import { isForced, pagesUpTo, type Row } from './rows.ts'

/** The end of a page, and the best way to it. */
export type End = Readonly<{
  /** The row, and the line of the notes, that the next page continues with. */
  row: number
  shown: number
  /** Cost of all pages so far. */
  cost: number
  /** The end of the page before; missing for the start of the first page. */
  previous?: End
}>

/** Most ways followed to end a page before the same row, with different numbers of note lines shown. */
const ways = 8

/**
 * Choose the page ends with the least total cost, after Knuth and Plass: the best way to an end
 * goes through the best ways to the ends one page before.
 *
 * @returns the ends in order.
 */
export function arrange(
  rows: ReadonlyArray<Row>,
  notes: Notes,
  room: PageCapacity
): ReadonlyArray<End> {
  const weights = weighEnds(rows)
  const ends: Array<ReadonlyArray<End>> = [[{ row: 0, shown: 0, cost: 0 }]]
  for (let row = 1; row <= rows.length; row++) {
    const next = rows[row]
    const isFree = !next || isForced(next)
    const found = pagesUpTo(row, rows, room.lines).flatMap(({ start, height }) =>
      (ends[start] ?? []).map((previous) => {
        const foot = fillFoot(previous.shown, row, height, room, notes)
        const free = isFree ? 0 : Math.max(0, room.lines - height - foot.height)
        const fault = (weights[row] ?? 0) + weighFoot(row, foot.shown, notes)
        const cost = previous.cost + free ** 2 + fault
        return { row, shown: foot.shown, cost, previous }
      })
    )
    ends.push(choose(isFree ? found.map((end) => finishNotes(end, room, notes)) : found))
  }
  return trace(ends.at(-1)?.[0])
}

/** Put remaining notes on pages without text: at the end, or before a forced page break. */
function finishNotes(end: End, room: PageCapacity, notes: Notes): End {
  let last = end
  while (last.shown < (notes.due[last.row] ?? 0)) {
    const { shown } = fillFoot(last.shown, last.row, 0, room, notes)
    const cost = last.cost + weighFoot(last.row, shown, notes)
    last = { row: last.row, shown, cost, previous: last }
  }
  return last
}

/**
 * Choose the ends worth following: the cheapest for each number of note lines shown, without those
 * that show fewer than the cheapest and cost more by at least a split note.
 */
function choose(ends: ReadonlyArray<End>): ReadonlyArray<End> {
  const sorted = ends.toSorted((a, b) => a.cost - b.cost || b.shown - a.shown)
  const [best = { cost: 0, shown: 0 }] = sorted
  const chosen = new Map<number, End>()
  for (const end of sorted) {
    const isBehind = end.shown < best.shown && end.cost >= best.cost + partedNote
    if (!isBehind && !chosen.has(end.shown)) chosen.set(end.shown, end)
    if (chosen.size === ways) break
  }
  return [...chosen.values()]
}

/** List the ends that lead to an end, and itself, without the start. */
function trace(last: End | undefined): ReadonlyArray<End> {
  const ends: Array<End> = []
  for (let end = last; end?.previous; end = end.previous) ends.push(end)
  return ends.toReversed()
}
