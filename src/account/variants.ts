import type { Variant } from '../book.ts'
import { type Block, type Hunk, type Move, ordinalAt, spotIn } from '../diff.ts'
import type { Collation } from './collate.ts'
import type { DifferenceKind } from './difference-kind.ts'
import type { Explanation } from './explain.ts'
import { type Point, pointBehind, pointIn, type Source } from './point.ts'
import { quote } from './quote.ts'

/** What is needed to locate a difference. */
export type TextIndex = Readonly<{
  /** The blocks of the received text and of the source. */
  old: ReadonlyArray<Block>
  now: ReadonlyArray<Block>
  source: Source
  /** The whole text of the source. */
  whole: string
  /** Returns the line of the received text of a character, by its number. */
  lineOf: (ordinal: number) => number
}>

/** Describe a difference: its kind and place. */
export function variantOf(
  hunk: Hunk,
  what: Exclude<DifferenceKind, 'form'>,
  collation: Collation,
  texts: TextIndex
): Variant {
  const { from, to } = quote(hunk, collation, what !== 'words', texts.whole)
  const words = { from, to, receivedLine: receivedLineOf(hunk, collation, texts) }
  if (isLost(collation)) return { what: 'lost', ...words, ...placeOfLoss(collation, texts) }
  return { what, ...words, ...placeOf(hunk.now, collation, texts) }
}

/** Describe a difference explained by a correction, in the correction's words. */
export function explainedVariant(
  { chain: { from, to }, old, now }: Explanation,
  collation: Collation,
  texts: TextIndex
): Variant {
  const start = { old: { from: old, to: old }, now: { from: now, to: now } }
  const receivedLine = receivedLineOf(start, collation, texts)
  const words = { from, to, receivedLine }
  if (isLost(collation)) return { what: 'lost', ...words, ...placeOfLoss(collation, texts) }
  return { what: 'words', ...words, ...placeOf({ from: now, to: now }, collation, texts) }
}

function isLost({ now }: Collation): boolean {
  return now.blocks.length === 0
}

/** Describe moved blocks, by the block they followed in the received text. */
export function movedVariant({ old, now }: Move, texts: TextIndex): Variant | undefined {
  const [first, start] = [old[0], now[0]]
  if (!first || !start) return undefined
  const before = texts.old[texts.old.indexOf(first) - 1]
  return {
    what: 'moved',
    ...named(start),
    ...rangeOf(pointIn(start, 0, texts.source), pointIn(start, start.text.length, texts.source)),
    from: before?.text ?? '',
    to: start.text,
    receivedLine: texts.lineOf(ordinalAt(first, 0))
  }
}

type Place = Pick<Variant, 'at' | 'line' | 'column' | 'endLine' | 'endColumn'>

function rangeOf({ line, column }: Point, end: Point): Place {
  return { line, column, endLine: end.line, endColumn: end.column }
}

function placeOf({ from, to }: Hunk['now'], { now }: Collation, { source }: TextIndex): Place {
  // A paragraph end is located at the start of the next paragraph.
  const start = now.text[from] === '\n' ? from + 1 : from
  const spot = spotIn(now, start)
  if (!spot) return rangeOf(source.title, source.title)
  const { block, offset } = spot
  const end = Math.min(offset + Math.max(0, to - start), block.text.length)
  return {
    ...named(block),
    ...rangeOf(
      pointIn(block, offset, source),
      end > offset ? pointBehind(block, end, source) : pointIn(block, end, source)
    )
  }
}

/** Locate a removed block at the line where it would be. */
function placeOfLoss({ old, now: { before } }: Collation, { now, source }: TextIndex): Place {
  const next = now[before ? now.indexOf(before) + 1 : 0]
  const nextLine = next ? pointIn(next, 0, source).line : source.lines.length
  const at = before ? named(before) : {}
  if (!before || before.kind === 'title') return { ...at, ...lineAt(nextLine) }
  const end = pointIn(before, before.text.length, source)
  // Blocks are separated by an empty line, list items are not.
  const isItem = old.blocks.some(({ kind }) => kind === 'item' || kind === 'signatory')
  const line = end.line + (isItem ? 1 : 2)
  return { ...at, ...lineAt(Math.min(line, Math.max(nextLine, end.line + 1))) }
}

function lineAt(line: number): Place {
  return rangeOf({ line, column: 1 }, { line, column: 1 })
}

/** Locate an added block at the line where it would have been received. */
function receivedLineOf(hunk: Hunk, { old }: Collation, { lineOf }: TextIndex): number {
  const spot = spotIn(old, hunk.old.from)
  if (!spot) return 1
  const { block, offset } = spot
  const length = block.text.length
  const ordinal = ordinalAt(block, Math.min(offset, Math.max(0, length - 1)))
  return lineOf(ordinal)
}

function named({ id, section }: Block): Readonly<{ at?: string }> {
  const at = id ?? section
  return at === undefined ? {} : { at }
}
