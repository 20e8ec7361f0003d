import { demeritsOf, isOverfull, type LineTrial } from './demerits.ts'
import type { LineOptions } from './line-options.ts'
import { type MeasuredText, roomOf, spanOf } from './measure.ts'

/** The best way found to break a text up to a place (an active breakpoint). */
type Breakpoint = Readonly<{ end: number; demerits: number; before?: Breakpoint }>

/**
 * Choose all line ends of a text together: for each breakpoint the way with the fewest demerits is
 * kept (after Knuth and Plass, Breaking Paragraphs into Lines, 1981).
 *
 * Only starts from which a line still fits are tried, so the time is linear in the length of the
 * text. If none fits, the nearest is taken and the line is overfull.
 *
 * @param indent indent of the first line, in em.
 * @returns the index after each line.
 */
export function chooseEnds(
  text: MeasuredText,
  indent: number,
  options: LineOptions
): ReadonlyArray<number> {
  const breakpoints: Breakpoint[] = [{ end: 0, demerits: 0 }]
  let open = 0
  for (const [index, { cost }] of text.joints.entries()) {
    if (cost === Infinity) continue
    const end = index + 1
    const least = leastFrom(breakpoints, open)
    let best: Breakpoint | undefined
    for (let start = open; start < breakpoints.length; start++) {
      const before = breakpoints[start]
      if (!before) break
      const trial = tryLine(before.end, end, text, indent, options)
      const own = cost + demeritsOf(trial, options.align)
      const demerits = before.demerits + own
      if (!best || demerits < best.demerits) best = { end, demerits, before }
      // What is overfull without the hyphen is also overfull with what follows.
      if (isOverfull(trial, options.align) && start < breakpoints.length - 1) open = start + 1
      // From later starts the line is even looser.
      if (trial.room > 0 && !trial.isHyphenAgain && least + own >= best.demerits) break
    }
    if (best) breakpoints.push(best)
  }
  return endsOf(breakpoints.at(-1))
}

function tryLine(
  from: number,
  to: number,
  text: MeasuredText,
  indent: number,
  { measure }: LineOptions
): LineTrial {
  const span = spanOf(text, from, to)
  return {
    span,
    room: roomOf(span, measure - (from === 0 ? indent : 0)),
    isFirst: from === 0,
    isLast: to === text.pieces.length,
    isHyphenAgain: span.hyphen > 0 && (text.joints[from - 1]?.hyphen ?? 0) > 0
  }
}

function leastFrom(breakpoints: ReadonlyArray<Breakpoint>, from: number): number {
  let least = Infinity
  for (let index = from; index < breakpoints.length; index++) {
    least = Math.min(least, breakpoints[index]?.demerits ?? Infinity)
  }
  return least
}

function endsOf(last: Breakpoint | undefined): ReadonlyArray<number> {
  const ends: number[] = []
  for (let breakpoint = last; breakpoint && breakpoint.end > 0; breakpoint = breakpoint.before)
    ends.push(breakpoint.end)
  return ends.reverse()
}
