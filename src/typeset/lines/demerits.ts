import { costs } from './costs.ts'
import type { LineOptions } from './line-options.ts'
import { type LineSpan, tightnessOf } from './measure.ts'

/** A gap of this width in em has 100 demerits, which grow with its cube to keep the worst gap small. */
const wide = 0.05

/** A candidate line: its measures, and the room left in it, negative if it must be squeezed. */
export type LineTrial = Readonly<{
  span: LineSpan
  room: number
  isFirst: boolean
  isLast: boolean
  /** Whether it and the line before it end in a hyphen. */
  isHyphenAgain: boolean
}>

/** Compute the demerits of a line: the less even, the more. */
export function demeritsOf(trial: LineTrial, align: LineOptions['align']): number {
  const { span, isFirst, isLast, isHyphenAgain } = trial
  // A paragraph of a single character cannot avoid it.
  const isLonely = isLast && !isFirst && span.characters < 2
  return (
    (isLonely ? costs.lonely : 0) +
    (isHyphenAgain ? costs.hyphenAgain : 0) +
    roomDemerits(trial, align)
  )
}

/** Tell whether a line is overfull even when squeezed and without its hyphen. */
export function isOverfull({ span, room }: LineTrial, align: LineOptions['align']): boolean {
  return room + span.hyphen + (align === 'justify' ? span.squeeze + tightnessOf(span) : 0) < -1e-6
}

/** Centred lines should be of equal length; other unjustified lines few, and only the last short. */
function roomDemerits({ span, room, isLast }: LineTrial, align: LineOptions['align']): number {
  if (align === 'justify') return justify(span, room, isLast)
  if (room < 0) return costs.overfull
  if (align === 'center') return 100 * room * room
  return costs.line + (isLast ? 0 : room * room)
}

function justify(span: LineSpan, room: number, isLast: boolean): number {
  if (room < 0) return squeeze(span, room)
  return isLast ? 0 : widen(span, room)
}

function squeeze(span: LineSpan, room: number): number {
  const share = -room / span.squeeze
  if (share <= 1) return 60 * share * share
  const tight = (-room - span.squeeze) / tightnessOf(span)
  return tight > 1 ? costs.overfull : 60 + costs.tight + 30 * tight * tight
}

function widen(span: LineSpan, room: number): number {
  const byWords = Math.min(room, span.stretch)
  // A line without gaps is rated as if all its room were in one gap.
  const gaps = span.widened === 'always' ? span.gaps : 1
  const gap = (room - byWords) / gaps / wide
  const share = byWords > 0 ? byWords / span.stretch : 0
  return 100 * gap * gap * gap + 20 * share * share
}
