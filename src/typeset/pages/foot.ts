import { type Block, type PageCapacity, type RowRange, wholeLines } from './block.ts'
import { lateNote, partedNote } from './page-costs.ts'

/** The lines of all notes in one list, in the order of the notes' first calls. */
export type Notes = Readonly<{
  /** For each line: its note, that note's rank by first call, and the line's index in the note. */
  lines: ReadonlyArray<Readonly<{ index: number; order: number; offset: number }>>
  /** Height of all lines before each line; one more entry than lines. */
  sums: ReadonlyArray<number>
  /** Number of notes called before each row of the text; one more entry than rows. */
  called: ReadonlyArray<number>
  /** Number of lines of those notes. */
  due: ReadonlyArray<number>
}>

/** Sort the notes by first call; the caller ensures that each is called by a row. */
export function orderNotes(
  blocks: ReadonlyArray<Block>,
  heights: ReadonlyArray<ReadonlyArray<number>>
): Notes {
  const seen = new Set<number>()
  const lines: Array<Notes['lines'][number]> = []
  const sums = [0]
  const called = [0]
  const due = [0]
  for (const row of blocks.flatMap(({ rows }) => rows)) {
    for (const index of row.notes.filter((note) => !seen.has(note))) {
      for (const [offset, height] of heights[index]?.entries() ?? []) {
        lines.push({ index, order: seen.size, offset })
        sums.push((sums.at(-1) ?? 0) + height)
      }
      seen.add(index)
    }
    called.push(seen.size)
    due.push(lines.length)
  }
  if (seen.size !== heights.length)
    throw new Error('A note is called by no row, or a call has none')
  return { lines, sums, called, due }
}

/**
 * Fill the foot of a page with the note lines from `shown` on that are called before the page end,
 * as many as fit below the text. A page without text takes at least one, even if it is too tall.
 *
 * @returns the line the next page continues with, and the height of the notes with their rule.
 */
export function fillFoot(
  shown: number,
  end: number,
  text: number,
  room: PageCapacity,
  { due, sums }: Notes
): Readonly<{ shown: number; height: number }> {
  let foot = { shown, height: 0 }
  for (let to = shown + 1; to <= (due[end] ?? 0); to++) {
    const height = wholeLines((sums[to] ?? 0) - (sums[shown] ?? 0)) + room.rule
    const isAlone = text === 0 && to === shown + 1
    if (text + height > room.lines && !isAlone) break
    foot = { shown: to, height }
  }
  return foot
}

/** Compute the cost of the notes of a page that ends before a row and a line of the notes. */
export function weighFoot(end: number, shown: number, { lines, called }: Notes): number {
  const next = lines[shown]
  const left = (called[end] ?? 0) - (next?.order ?? 0)
  if (!next || left <= 0) return 0
  const isBegun = next.offset >= 2
  return isBegun ? partedNote + (left - 1) * lateNote : left * lateNote
}

/** List the row ranges of the notes whose lines are in a range of the list. */
export function notePieces(from: number, to: number, { lines }: Notes): ReadonlyArray<RowRange> {
  const stretch = lines.slice(from, to)
  return stretch.flatMap(({ index, offset }, place) => {
    if (place > 0 && offset > 0) return []
    const next = stretch.findIndex((line, other) => other > place && line.offset === 0)
    return [{ index, from: offset, to: offset + (next < 0 ? stretch.length : next) - place }]
  })
}
