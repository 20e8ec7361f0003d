import { type Block, type PageCapacity, type RowRange, wholeLines } from './block.ts'
import { lateNote, partedNote } from './page-costs.ts'

/** The lines of all notes in one run, in the order of the notes' first calls. */
export type Notes = Readonly<{
  /** Of each line, its note, which of the notes called that is, and its place in the note. */
  lines: ReadonlyArray<Readonly<{ index: number; order: number; offset: number }>>
  /** Height of all lines before a line; one more entry than there are lines. */
  sums: ReadonlyArray<number>
  /** How many notes are called before a row of the text; one more entry than there are rows. */
  called: ReadonlyArray<number>
  /** How many lines those have. */
  due: ReadonlyArray<number>
}>

/** Put the notes in the order of their first calls; that a row calls each of them is for the caller. */
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
 * Fill the foot of a page with the lines of notes from `shown` on that are due where the page ends,
 * as many as have room under the text. A page without text takes one even if it is too tall.
 *
 * @returns the line the next page goes on with, and the height of the notes with their rule.
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

/** Weigh what is wrong with the notes of a page that ends before a row and a line of the notes. */
export function weighFoot(end: number, shown: number, { lines, called }: Notes): number {
  const next = lines[shown]
  const left = (called[end] ?? 0) - (next?.order ?? 0)
  if (!next || left <= 0) return 0
  const isBegun = next.offset >= 2
  return isBegun ? partedNote + (left - 1) * lateNote : left * lateNote
}

/** List the pieces of the notes whose lines stand in a stretch of the run. */
export function notePieces(from: number, to: number, { lines }: Notes): ReadonlyArray<RowRange> {
  const stretch = lines.slice(from, to)
  return stretch.flatMap(({ index, offset }, place) => {
    if (place > 0 && offset > 0) return []
    const next = stretch.findIndex((line, other) => other > place && line.offset === 0)
    return [{ index, from: offset, to: offset + (next < 0 ? stretch.length : next) - place }]
  })
}
