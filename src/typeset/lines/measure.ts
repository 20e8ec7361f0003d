import type { Joint } from './joints.ts'
import type { LineOptions } from './line-options.ts'
import { isBlank } from './marks.ts'
import type { Piece } from './piece.ts'

/** A text with prefix sums, so that any part can be measured in constant time. */
export type MeasuredText = Readonly<{
  pieces: ReadonlyArray<Piece>
  joints: ReadonlyArray<Joint>
  /** Width of the pieces before each piece, with their joints. */
  widths: ReadonlyArray<number>
  squeezes: ReadonlyArray<number>
  stretches: ReadonlyArray<number>
  gaps: ReadonlyArray<number>
  needs: ReadonlyArray<number>
  /** Number of characters other than marks and white space. */
  characters: ReadonlyArray<number>
  /** Index after the last printed piece, if a line ends after this piece. */
  solids: ReadonlyArray<number>
  /** Whether an opening mark at a line start loses its blank. */
  trimLineStart: boolean
}>

/** Part of a text as a line: its natural width, and its squeeze and stretch. In em. */
export type LineSpan = Readonly<{
  width: number
  /** The part of it that is an added hyphen. */
  hyphen: number
  squeeze: number
  stretch: number
  /** Which gaps are widened, and how many there are. */
  widened: Joint['gap']
  gaps: number
  characters: number
}>

/** Compute the prefix sums of a text. */
export function measureText(
  pieces: ReadonlyArray<Piece>,
  joints: ReadonlyArray<Joint>,
  { trimLineStart }: LineOptions
): MeasuredText {
  const solids: number[] = []
  for (const [index, piece] of pieces.entries()) {
    solids.push(isBlank(piece) ? (solids[index - 1] ?? 0) : index + 1)
  }
  return {
    ...{ pieces, joints, solids, trimLineStart },
    widths: sums(pieces, ({ width }, index) => width + (joints[index]?.space ?? 0)),
    squeezes: sums(joints, ({ squeeze }) => squeeze),
    stretches: sums(joints, ({ stretch }) => stretch),
    gaps: sums(joints, ({ gap }) => (gap === 'always' ? 1 : 0)),
    needs: sums(joints, ({ gap }) => (gap === 'need' ? 1 : 0)),
    characters: sums(pieces, ({ kind, text }) =>
      kind === 'whole' || (kind !== 'call' && /[\p{L}\p{N}]/u.test(text))
        ? [...text].length || 1
        : 0
    )
  }
}

/** Measure the line between two pieces, the second exclusive. */
export function spanOf(text: MeasuredText, from: number, to: number): LineSpan {
  const last = Math.max(text.solids[to - 1] ?? 0, from + 1) - 1
  const gaps = between(text.gaps, from, last)
  const hyphen = text.joints[to - 1]?.hyphen ?? 0
  // Space after the last piece is dropped, including a mark's blank (GB/T 15834, 5.1.10).
  const behind = text.joints[last]?.space ?? 0
  return {
    width: openingBlankOf(text, from) + between(text.widths, from, last + 1) - behind + hyphen,
    ...{ hyphen, squeeze: between(text.squeezes, from, last) },
    stretch: between(text.stretches, from, last),
    widened: gaps > 0 ? 'always' : 'need',
    gaps: gaps > 0 ? gaps : between(text.needs, from, last),
    characters: between(text.characters, from, to)
  }
}

/** How much each gap between characters may lose if squeezing marks is not enough, in em. */
const tightest = 1 / 64

/** Compute how much a line can lose between its characters, in em. */
export function tightnessOf({ widened, gaps }: LineSpan): number {
  return widened === 'always' ? gaps * tightest : 0
}

/** Compute the room a line leaves of the available width, in em; differences below 1e-6 count as 0. */
export function roomOf({ width }: LineSpan, available: number): number {
  const room = available - width
  return Math.abs(room) < 1e-6 ? 0 : room
}

/** Compute the blank an opening mark keeps at a line start, in em. */
export function openingBlankOf({ pieces, trimLineStart }: MeasuredText, from: number): number {
  const first = pieces[from]
  return first?.kind === 'opening' && !trimLineStart ? first.blank : 0
}

/** Compute prefix sums. */
function sums<Item>(
  items: ReadonlyArray<Item>,
  measureOf: (item: Item, index: number) => number
): ReadonlyArray<number> {
  let sum = 0
  return [0, ...items.map((item, index) => (sum += measureOf(item, index)))]
}

function between(sums: ReadonlyArray<number>, from: number, to: number): number {
  return (sums[to] ?? 0) - (sums[from] ?? 0)
}
