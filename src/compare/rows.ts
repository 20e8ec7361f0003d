import { blocksOf } from '../diff.ts'
import type { ChangedRange, Comparison, Correction, Side } from './comparison.ts'
import type { State } from './state.ts'

/** A part of a quotation, and whether it is what was changed. */
export type Part = Readonly<{ text: string; isChanged: boolean }>

/** A row of an errata sheet: what stood on a printed line, and what stands in its place. */
export type Row = Readonly<{
  correction: Correction
  old: Readonly<{ range: ChangedRange; parts: ReadonlyArray<Part> }>
  new: Readonly<{ range: ChangedRange; parts: ReadonlyArray<Part> }>
}>

/** Gives the text of the printed line a range begins on; empty, if there is none. */
type LineReader = (range: ChangedRange) => string

/** Characters quoted on either side of a change, at least and at most. */
const context = { least: 6, most: 24 }

/**
 * Take corrections apart into the rows of an errata sheet, one for each printed line a change begins on,
 * each quoted with as much around it as makes the quotation stand once on that line.
 *
 * @param lineOf gives the text of the printed line a range of the old state begins on, `lineNow` of the new.
 */
export function rowsOf(
  { corrections }: Pick<Comparison, 'corrections'>,
  lineOf: LineReader,
  lineNow: LineReader
): ReadonlyArray<Row> {
  return corrections.flatMap((correction) =>
    clusters(correction).map((indices) => {
      const [old, now] = [pick(correction.old, indices), pick(correction.new, indices)]
      const around = Math.max(
        contextOf(correction.old.text, old, lineOf),
        contextOf(correction.new.text, now, lineNow)
      )
      return {
        correction,
        old: { range: first(old), parts: quote(correction.old.text, old, around) },
        new: { range: first(now), parts: quote(correction.new.text, now, around) }
      }
    })
  )
}

/** Give the text of the printed line a character stands on. */
export function lineReader({ book, print }: State): LineReader {
  if (!print) return () => ''
  const text = blocksOf(book)
    .map((block) => block.text)
    .join('')
  const characters = [...text.replaceAll(/[\s\uFDD0]/gu, '')]
  return ({ character }) => {
    const { page, line } = print.painted
    const isHere = (at: number) => page[at] === page[character] && line[at] === line[character]
    let from = character
    let to = character
    while (from > 0 && isHere(from - 1)) from -= 1
    while (to < characters.length && isHere(to)) to += 1
    return characters.slice(from, to).join('')
  }
}

/** Put ranges together that begin on the same line, near to each other. */
function clusters({ old, new: now }: Correction): ReadonlyArray<ReadonlyArray<number>> {
  const groups: number[][] = []
  for (const [index, range] of old.ranges.entries()) {
    const before = old.ranges[index - 1]
    const beforeNow = now.ranges[index - 1]
    const gap = range.from - (before?.to ?? 0)
    const isSameLine = before?.pageNumber === range.pageNumber && before?.line === range.line
    const group = groups.at(-1)
    if (group && before && beforeNow && isSameLine && gap <= context.most) group.push(index)
    else groups.push([index])
  }
  return groups
}

function pick({ ranges }: Side, indices: ReadonlyArray<number>): ReadonlyArray<ChangedRange> {
  return indices.flatMap((index) => ranges[index] ?? [])
}

function first(ranges: ReadonlyArray<ChangedRange>): ChangedRange {
  return ranges[0] ?? { from: 0, to: 0, character: 0 }
}

/** How many characters to quote before and behind, so that the quotation stands once on its line. */
function contextOf(text: string, ranges: ReadonlyArray<ChangedRange>, lineOf: LineReader): number {
  const line = lineOf(first(ranges))
  for (let around = context.least; around < context.most; around++) {
    const words = quote(text, ranges, around)
      .map((part) => part.text)
      .join('')
      .replaceAll(/[\s…]/gu, '')
    const count = line === '' ? 1 : line.split(words).length - 1
    // A quotation that runs over the end of its line does not stand on it as a whole, and is told by its head.
    if (count <= 1) return around
  }
  return context.most
}

function quote(
  text: string,
  ranges: ReadonlyArray<ChangedRange>,
  around: number
): ReadonlyArray<Part> {
  const characters = [...text]
  const [from, to] = [first(ranges).from, ranges.at(-1)?.to ?? 0]
  const start = from - around <= 2 ? 0 : from - around
  const end = to + around >= characters.length - 2 ? characters.length : to + around
  const parts: Part[] = []
  const add = (a: number, b: number, isChanged: boolean): void => {
    if (b > a) parts.push({ text: characters.slice(a, b).join(''), isChanged })
  }
  let at = start
  for (const range of ranges) {
    add(at, range.from, false)
    add(range.from, range.to, true)
    at = range.to
  }
  add(at, end, false)
  return joined([
    ...(start > 0 ? [dots] : []),
    ...parts,
    ...(end < characters.length ? [dots] : [])
  ])
}

const dots: Part = { text: '……', isChanged: false }

/** Put parts together that are alike. */
function joined(parts: ReadonlyArray<Part>): ReadonlyArray<Part> {
  const runs: Part[] = []
  for (const part of parts) {
    const last = runs.at(-1)
    if (last?.isChanged === part.isChanged) {
      runs.pop()
      runs.push({ ...last, text: last.text + part.text })
    } else runs.push(part)
  }
  return runs
}
