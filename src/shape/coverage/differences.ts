import type { Span } from '../span.ts'
import type { CoverageMap } from './coverage-map.ts'

/**
 * Find characters that are printed not once: one fault for each run of them in a line.
 *
 * @param printed how often each code unit of the source is printed.
 */
export function differences(
  map: CoverageMap,
  printed: Readonly<Uint8Array>
): ReadonlyArray<CoverageFault> {
  const { source } = map
  const expectedAt = expectedCharacters(map)
  const faults: CoverageFault[] = []
  let start = -1
  const end = (offset: number): void => {
    if (start < 0) return
    const how = printed[start] === 0 ? 'loss' : 'repetition'
    const reason = `Unexpected ${how} of ${quote(source.slice(start, offset))}, expected it once`
    faults.push({ reason, offset: start })
    start = -1
  }
  for (let offset = 0; offset < source.length; offset += 1) {
    const isFault = expectedAt[offset] === 1 && printed[offset] !== 1
    if (
      start >= 0 &&
      (source[offset] === '\n' || (isFault && printed[offset] !== printed[start]))
    ) {
      end(offset)
    }
    if (start >= 0 && expectedAt[offset] === 1 && !isFault) end(offset)
    if (isFault && start < 0) start = offset
  }
  end(source.length)
  return faults
}

/**
 * Mark each code unit of a source that must be printed.
 *
 * Every code unit of an expected span counts, except line ends with the white space and the `>`
 * around them. Outside the spans, every one counts that is neither white space nor ASCII
 * punctuation, unless it is in an ignored span: text no plugin handles is reported as lost.
 */
function expectedCharacters({ source, expected, ignored }: CoverageMap): Uint8Array {
  const expectedAt = new Uint8Array(source.length)
  for (const { index } of source.matchAll(/[^\s!-/:-@[-`{-~]/g)) expectedAt[index] = 1
  for (const { start, end } of ignored) expectedAt.fill(0, start, end)
  for (const { start, end } of expected) {
    expectedAt.fill(1, start, end)
    ignoreLineEnds(expectedAt, source, { start, end })
  }
  return expectedAt
}

/** Look at each character twice at most, however long the white space is. */
function ignoreLineEnds(expectedAt: Uint8Array, source: string, { start, end }: Span): void {
  const text = source.slice(start, end)
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at)) {
    let from = at
    while (isSpace(text.charAt(from - 1))) from -= 1
    at += 1
    while (isSpace(text.charAt(at)) || text.charAt(at) === '>') at += 1
    expectedAt.fill(0, start + from, start + at)
  }
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t'
}

/** What the coverage proof found wrong, and where in the source. */
export type CoverageFault = Readonly<{ reason: string; offset: number | undefined }>

/** Quote a text in a message, truncated if long. */
export function quote(text: string): string {
  const short = text.replace(/\s+/g, ' ')
  return `“${short.length > 40 ? `${short.slice(0, 40)}…` : short}”`
}
