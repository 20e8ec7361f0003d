import type { PageCapacity } from './block.ts'
import { fillFoot, type Notes, weighFoot } from './foot.ts'
import { partedNote, weighEnds } from './page-costs.ts'
import { isForced, pagesUpTo, type Row } from './rows.ts'

/** The end of a page, and the best way to it. */
export type End = Readonly<{
  /** The row and the line of the notes the next page goes on with. */
  row: number
  shown: number
  /** What all pages so far cost. */
  cost: number
  /** The end of the page before; the first page begins where none ended. */
  previous?: End
}>

/** How many ways to end a page before the same row, with more or less of the notes shown, are followed. */
const ways = 8

/**
 * Choose the ends of all pages so that they cost least, after Knuth and Plass: the best way to an
 * end goes through the best ways to the ends a page before it.
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

/** Set what is left of the notes on pages without text: at the end, or before a forced page. */
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
 * Choose the ends worth following: of those that show the same lines of the notes the cheapest, and
 * none that shows less than the cheapest and costs a note parted more.
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

/** List the ends that lead to an end, and itself; where the first page begins no page has ended. */
function trace(last: End | undefined): ReadonlyArray<End> {
  const ends: Array<End> = []
  for (let end = last; end?.previous; end = end.previous) ends.push(end)
  return ends.toReversed()
}
