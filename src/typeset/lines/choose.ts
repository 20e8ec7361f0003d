import { isOverfull, judge, type Trial } from './demerits.ts'
import { type Measured, roomOf, spanOf } from './measure.ts'
import type { Setting } from './setting.ts'

/** The best way found to set a text up to a place. */
type Way = Readonly<{ end: number; demerits: number; before?: Way }>

/**
 * Choose where the lines of a text end, all at once: of the ways to set it up to each place the one
 * with the fewest demerits is kept (after Knuth and Plass, Breaking Paragraphs into Lines, 1981).
 *
 * Only starts from which a line still fits are tried, so the work grows with the length of the text.
 * If none is left, the nearest is taken and the line is too wide.
 *
 * @param indent of the first line, in em.
 * @returns the index behind each line.
 */
export function chooseEnds(
  text: Measured,
  indent: number,
  setting: Setting
): ReadonlyArray<number> {
  const ways: Way[] = [{ end: 0, demerits: 0 }]
  let open = 0
  for (const [index, { cost }] of text.joints.entries()) {
    if (cost === Infinity) continue
    const end = index + 1
    const least = leastFrom(ways, open)
    let best: Way | undefined
    for (let start = open; start < ways.length; start++) {
      const before = ways[start]
      if (!before) break
      const trial = tryLine(before.end, end, text, indent, setting)
      const own = cost + judge(trial, setting.align)
      const demerits = before.demerits + own
      if (!best || demerits < best.demerits) best = { end, demerits, before }
      // What is too wide without the hyphen is too wide with what follows.
      if (isOverfull(trial, setting.align) && start < ways.length - 1) open = start + 1
      // From the starts that follow, the line is looser still.
      if (trial.room > 0 && !trial.isHyphenAgain && least + own >= best.demerits) break
    }
    if (best) ways.push(best)
  }
  return endsOf(ways.at(-1))
}

function tryLine(
  from: number,
  to: number,
  text: Measured,
  indent: number,
  { measure }: Setting
): Trial {
  const span = spanOf(text, from, to)
  return {
    span,
    room: roomOf(span, measure - (from === 0 ? indent : 0)),
    isFirst: from === 0,
    isLast: to === text.pieces.length,
    isHyphenAgain: span.hyphen > 0 && (text.joints[from - 1]?.hyphen ?? 0) > 0
  }
}

function leastFrom(ways: ReadonlyArray<Way>, from: number): number {
  let least = Infinity
  for (let index = from; index < ways.length; index++) {
    least = Math.min(least, ways[index]?.demerits ?? Infinity)
  }
  return least
}

function endsOf(last: Way | undefined): ReadonlyArray<number> {
  const ends: number[] = []
  for (let way = last; way && way.end > 0; way = way.before) ends.push(way.end)
  return ends.reverse()
}
