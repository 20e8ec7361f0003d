import { numberUnits } from '../../book.ts'
import { costs } from './costs.ts'
import { isBlank, neverBegins, neverEnds } from './marks.ts'
import type { Piece } from './piece.ts'
import type { WordBreaks } from './word-breaks.ts'

/** What is between a piece and the next (penalty and glue). Lengths are in em of the line. */
export type Joint = Readonly<{
  /** Demerits of ending a line here; infinite if it may not end here. */
  cost: number
  /** Advance of the hyphen added if a line ends here; 0 if none is. */
  hyphen: number
  /** The natural space between them. */
  space: number
  /** The part of it that is a mark's blank, and which mark's; its full-width form includes it. */
  blank: number
  owner: 'before' | 'after' | 'none'
  /** How much of it may be removed, and in which order: rank 0 first (CLREQ, line adjustment). */
  squeeze: number
  rank: 0 | 1 | 2 | 3
  /** How far a word space may be widened before other gaps. */
  stretch: number
  /** Whether it is widened with all others; `need`: only in lines without such gaps. */
  gap: 'always' | 'need' | 'never'
}>

const unit = new RegExp(`^[${numberUnits}]`, 'u')
const digit = /^[0-9]+$/
const endsInDigit = /[0-9]$/
const figure = /^[0-9.,:%]+$/
const range = /^[—～－–·／]$/u

/** Least width of a squeezed word space, in em of the words. */
const narrowest = 0.2

const nothing: Joint = {
  cost: 0,
  hyphen: 0,
  space: 0,
  blank: 0,
  owner: 'none',
  squeeze: 0,
  rank: 0,
  stretch: 0,
  gap: 'never'
}

/** The joint of most pairs of characters. */
const free: Joint = { ...nothing, gap: 'always' }

/** Compute the joint after each piece of a text. */
export function jointsOf(pieces: ReadonlyArray<Piece>, breaks: WordBreaks): ReadonlyArray<Joint> {
  // The last piece before white space.
  let solid: Piece | undefined
  return pieces.map((piece, index) => {
    if (!isBlank(piece)) solid = piece
    const next = pieces[index + 1]
    if (!next) return nothing
    if (isBlank(next)) {
      const gap = next.kind === 'space' ? 'never' : 'always'
      return { ...nothing, ...blankOf(piece, next), cost: Infinity, gap }
    }
    if (isBlank(piece)) return spaceJoint(piece, solid, next)
    const wordBreak = breaks.get(index)
    if (wordBreak) {
      const { cost, hyphen, isSpaced } = wordBreak
      return {
        ...nothing,
        ...blankOf(piece, next),
        cost,
        hyphen,
        gap: isSpaced ? 'always' : 'need'
      }
    }
    const range = costInRange(pieces, index)
    const cost = range ?? costOf(piece, next)
    if (cost === 0 && piece.kind === 'han' && next.kind === 'han') return free
    return { ...nothing, ...blankOf(piece, next), cost, gap: range ? 'need' : gapOf(piece, next) }
  })
}

/**
 * Compute the joint after white space: at the start of a text it is not printed; elsewhere it is
 * squeezed first.
 */
function spaceJoint(space: Piece, before: Piece | undefined, after: Piece): Joint {
  if (!before) return { ...nothing, cost: Infinity }
  const isBound = neverEnds(before.text) || neverBegins(after.text) || after.kind === 'call'
  return {
    ...{ ...nothing, ...blankOf(space, after), gap: 'always' },
    cost: isBound ? costs.forbidden : 0,
    ...(space.kind === 'space' && space.width > 0 && after.kind !== 'opening'
      ? {
          squeeze: Math.max(0, Math.min(space.width / 3, space.width - narrowest * space.scale)),
          stretch: space.width / 2
        }
      : {})
  }
}

/**
 * Compute the cost within a range of numbers such as 2022—2023, whose dash may end a line (GB/T
 * 15834, 5.1.7).
 */
function costInRange(pieces: ReadonlyArray<Piece>, index: number): number | undefined {
  const textAt = (offset: number) => pieces[index + offset]?.text ?? ''
  if (range.test(textAt(0)) && digit.test(textAt(-1)) && digit.test(textAt(1))) return costs.range
  if (!range.test(textAt(1)) || !digit.test(textAt(0)) || !digit.test(textAt(2))) return undefined
  return costs.forbidden
}

function costOf(before: Piece, after: Piece): number {
  if (before.kind === 'word' && after.kind === 'word') {
    return figure.test(before.text) && figure.test(after.text) ? costs.forbidden : costs.forced
  }
  const isBound = after.kind === 'call' || after.scale < before.scale || isCombining(after)
  if (isBound || neverBegins(after.text) || neverEnds(before.text)) return costs.forbidden
  return endsInDigit.test(before.text) && unit.test(after.text) ? costs.forbidden : 0
}

/** Tell whether a piece is a combining mark separated from its base by an element boundary. */
function isCombining({ kind, text }: Piece): boolean {
  return kind === 'word' && /^\p{M}/u.test(text)
}

/** Tell whether a gap may be widened: never before a call or between the halves of —— and ……. */
function gapOf(before: Piece, after: Piece): Joint['gap'] {
  if (before.kind === 'word' && after.kind === 'word') return 'need'
  if (after.kind === 'call') return 'never'
  return /^[—…⸺]+$/u.test(before.text) && before.text[0] === after.text[0] ? 'never' : 'always'
}

/**
 * Compute the blank of marks: half an em after closing and before opening marks, only once where
 * two meet (CLREQ, 3.1.6.2). A call removes the blank of the mark before it.
 */
function blankOf(
  before: Piece,
  after: Piece
): Pick<Joint, 'space' | 'blank' | 'owner' | 'squeeze' | 'rank'> {
  const isPair = isClosing(before) && after.kind === 'opening'
  const behind = isClosing(before) && !isClosing(after) && after.kind !== 'call' ? before.blank : 0
  const ahead = before.kind !== 'opening' && after.kind === 'opening' ? after.blank : 0
  const space = Math.max(behind, ahead) + before.pad.behind + after.pad.ahead
  if (behind > 0) {
    const squeeze = isPair ? 0 : behind
    return { space, blank: behind, owner: 'before', squeeze, rank: rankOf(before) }
  }
  if (ahead > 0) return { space, blank: ahead, owner: 'after', squeeze: ahead, rank: 1 }
  return { space, blank: 0, owner: 'none', squeeze: 0, rank: 0 }
}

function isClosing({ kind }: Piece): boolean {
  return kind === 'closing' || kind === 'pause' || kind === 'stop'
}

function rankOf({ kind }: Piece): Joint['rank'] {
  if (kind === 'stop') return 3
  return kind === 'pause' ? 2 : 1
}
