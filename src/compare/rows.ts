import { blocksOf } from '../diff.ts'
import type { ChangedRange, Comparison, Correction, Side } from './comparison.ts'
import type { State } from './state.ts'

/** A part of a quotation, and whether it is what was changed. */
export type Part = Readonly<{ text: string; isChanged: boolean }>

/** A row of an errata sheet: the old words on a printed line, and the new ones. */
export type Row = Readonly<{
  correction: Correction
  /** Which of several equal quotations on the old line is meant, from 1. */
  nth?: number
  old: Readonly<{ range: ChangedRange; parts: ReadonlyArray<Part> }>
  new: Readonly<{ range: ChangedRange; parts: ReadonlyArray<Part> }>
}>

/** Returns the text of the printed line a range begins on, and the position in it; empty if there is none. */
type LineReader = (range: ChangedRange) => Readonly<{ text: string; at: number }>

/** Least and most characters of context on each side of a change. */
const context = { least: 6, most: 24 }

/**
 * Split corrections into rows of an errata sheet, one for each printed line a change begins on,
 * each quoted with enough context to be unique on that line.
 *
 * @param lineOf reads lines of the old state; `lineNow` of the new.
 */
export function rowsOf(
  { corrections }: Pick<Comparison, 'corrections'>,
  lineOf: LineReader,
  lineNow: LineReader
): ReadonlyArray<Row> {
  return corrections.flatMap((correction) =>
    clusters(correction).map((indices) => {
      const [old, now] = [quotedSide(correction.old, indices), quotedSide(correction.new, indices)]
      const shared = commonContext(old, now)
      const around = Math.max(
        contextOf(old, shared, lineOf(first(old.ranges)).text),
        contextOf(now, shared, lineNow(first(now.ranges)).text)
      )
      const nth = nthOf(quote(old, shared, around), lineOf(first(old.ranges)))
      return {
        correction,
        ...(nth === undefined ? {} : { nth }),
        old: { range: first(old.ranges), parts: quote(old, shared, around) },
        new: { range: first(now.ranges), parts: quote(now, shared, around) }
      }
    })
  )
}

/** One side of a correction in characters, and the ranges a row is about. */
type QuotedSide = Readonly<{
  characters: ReadonlyArray<string>
  ranges: ReadonlyArray<ChangedRange>
}>

function quotedSide({ text, ranges }: Side, indices: ReadonlyArray<number>): QuotedSide {
  return { characters: [...text], ranges: indices.flatMap((index) => ranges[index] ?? []) }
}

/** The context before and after a change. */
type CommonContext = Readonly<{ before: ReadonlyArray<string>; after: ReadonlyArray<string> }>

/**
 * Find the context of a change from the side that has more: for an added sentence, only the old
 * side has the following one.
 */
function commonContext(old: QuotedSide, now: QuotedSide): CommonContext {
  const longer = (one: ReadonlyArray<string>, other: ReadonlyArray<string>) =>
    one.length >= other.length ? one : other
  const before = ({ characters, ranges }: QuotedSide) => characters.slice(0, first(ranges).from)
  const after = ({ characters, ranges }: QuotedSide) => characters.slice(ranges.at(-1)?.to ?? 0)
  return { before: longer(before(old), before(now)), after: longer(after(old), after(now)) }
}

/** Make a reader of printed lines. */
export function lineReader({ book, print }: State): LineReader {
  if (!print) return () => ({ text: '', at: 0 })
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
    return {
      text: characters.slice(from, to).join(''),
      at: characters.slice(from, character).join('').length
    }
  }
}

/** Group nearby ranges that begin on the same line. */
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

function first(ranges: ReadonlyArray<ChangedRange>): ChangedRange {
  return ranges[0] ?? { from: 0, to: 0, character: 0 }
}

/** Find how much context makes a quotation unique on its line. */
function contextOf(side: QuotedSide, shared: CommonContext, line: string): number {
  for (let around = context.least; around < context.most; around++) {
    const words = wordsOf(quote(side, shared, around))
    // A quotation that runs over the line end is not on it as a whole.
    if (line === '' || line.split(words).length <= 2) return around
  }
  return context.most
}

/** Return which of several equal quotations on its line it is; `undefined` if it is unique. */
function nthOf(
  parts: ReadonlyArray<Part>,
  { text: line, at }: ReturnType<LineReader>
): number | undefined {
  const words = wordsOf(parts)
  if (line === '' || words === '') return undefined
  const changed = parts.findIndex(({ isChanged }) => isChanged)
  const lead = wordsOf(parts.slice(0, Math.max(0, changed))).length
  const places: number[] = []
  for (let place = line.indexOf(words); place >= 0; place = line.indexOf(words, place + 1)) {
    places.push(place)
  }
  const nth = places.indexOf(at - lead) + 1
  return places.length > 1 && nth > 0 ? nth : undefined
}

/** Join the characters of a quotation, as on a line. */
function wordsOf(parts: ReadonlyArray<Part>): string {
  return parts
    .map((part) => part.text)
    .join('')
    .replaceAll(/[\s…]/gu, '')
}

function quote(
  { characters, ranges }: QuotedSide,
  shared: CommonContext,
  around: number
): ReadonlyArray<Part> {
  const { before, after } = shared
  const lead = before.length - around <= 2 ? before : before.slice(-around)
  const tail = after.length - around <= 2 ? after : after.slice(0, around)
  const parts: Part[] = []
  const add = (own: ReadonlyArray<string>, isChanged: boolean): void => {
    if (own.length > 0) parts.push({ text: own.join(''), isChanged })
  }
  add(lead, false)
  let at = first(ranges).from
  for (const { from, to } of ranges) {
    add(characters.slice(at, from), false)
    add(characters.slice(from, to), true)
    at = to
  }
  add(tail, false)
  return joined([
    ...(lead.length < before.length ? [dots] : []),
    ...parts,
    ...(tail.length < after.length ? [dots] : [])
  ])
}

const dots: Part = { text: '……', isChanged: false }

/** Merge adjacent parts of the same kind. */
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
