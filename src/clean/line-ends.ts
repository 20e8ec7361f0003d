import type { Boundaries } from './boundaries.ts'
import type { Decision } from './decisions.ts'
import { enumeratorOf } from './enumerators.ts'
import { isFull, isTerminated, type Line, measureOf } from './lines.ts'

/** The end of a line: joined to the next or a paragraph break. */
export type LineEnd = Readonly<{
  /** Offset after the last character of the line. */
  at: number
  /** The six characters before and after, which identify it in decisions. */
  context: string
  end: 'join' | 'break'
  /** What makes it doubtful, if neither rules nor a person decided it. */
  doubt: string | undefined
}>

/**
 * Decide for every line but the last whether its paragraph continues in the next line.
 *
 * A short line with a terminal mark ends its paragraph; a full line without one does not. The two
 * other cases are doubtful until a person decides; until then full lines are joined and short lines
 * are not.
 */
export function lineEndsOf(
  lines: ReadonlyArray<Line>,
  boundaries: Boundaries,
  decisions: ReadonlyArray<Decision>
): ReadonlyArray<LineEnd> {
  const measure = measureOf(lines)
  const usual = usualBlanks(lines, measure)
  const decided = new Map(decisions.map((decision) => [decision.at, decision]))
  return lines.slice(1).flatMap((next, index) => {
    const line = lines[index]
    if (!line) return []
    const context = contextOf(line, next)
    const said = decided.get(line.end)
    const judged =
      boundaryEnd(index + 1, boundaries) ??
      decideLineEnd(line, next, isFull(line, next, measure), usual)
    const [end, doubt] = said?.context === context ? [said.decide, undefined] : judged
    return [{ at: line.end, context, end, doubt }]
  })
}

type LineEndDecision = readonly [end: 'join' | 'break', doubt: string | undefined]

function boundaryEnd(next: number, boundaries: Boundaries): LineEndDecision | undefined {
  if (next < boundaries.text) return ['join', undefined]
  return next === boundaries.text || next >= boundaries.closing ? ['break', undefined] : undefined
}

function decideLineEnd(line: Line, next: Line, full: boolean, usual: number): LineEndDecision {
  const ended = isTerminated(line.text)
  const heading = enumeratorOf(line.text) !== undefined && !ended && !full
  const enumerated = enumeratorOf(next.text) !== undefined
  // A page break says nothing about the paragraph, however many blank lines it has.
  const parted = next.blanks > usual && !next.opensPage
  if (heading || next.indented || parted) return ['break', undefined]
  if (enumerated && full && !ended) return ['break', 'unfinished line before an enumerator']
  if (enumerated || (ended && !full)) return ['break', undefined]
  if (ended) return ['join', `full line that ends in ${line.text.slice(-1)}`]
  if (!full) return ['break', 'short line without a terminal mark']
  const digits = /\d$/u.test(line.text) && /^\d/u.test(next.text)
  return ['join', digits ? 'line end between two digits' : undefined]
}

/**
 * Find the usual number of blank lines between two lines of one paragraph.
 *
 * Some extractors insert one; then a blank line does not end a paragraph. Full lines without a
 * terminal mark show it.
 */
function usualBlanks(lines: ReadonlyArray<Line>, measure: number): number {
  const inside = lines.slice(1).filter((next, index) => {
    const line = lines[index]
    return line && !next.opensPage && !isTerminated(line.text) && isFull(line, next, measure)
  })
  const counts = inside.map((line) => line.blanks).sort((a, b) => a - b)
  return counts[Math.floor(counts.length / 2)] ?? 0
}

function contextOf(line: Line, next: Line): string {
  const before = [...line.text.replace(/\s/gu, '')].slice(-6)
  const after = [...next.text.replace(/\s/gu, '')].slice(0, 6)
  return [...before, ...after].join('')
}
