import type { Ledger } from './ledger.ts'
import type { Span } from './span.ts'

/**
 * Mark each code unit of a source that has to be printed.
 *
 * That is every one of a leaf, but for line ends with the white space and the `>` around them; and
 * outside the leaves every one that is neither space nor an ASCII mark, unless it is of what has no
 * printed text: so what nothing knows of is missed too.
 */
export function dueOf({ source, leaves, silent }: Ledger): Uint8Array {
  const due = new Uint8Array(source.length)
  for (const { index } of source.matchAll(/[^\s!-/:-@[-`{-~]/g)) due[index] = 1
  for (const { start, end } of silent) due.fill(0, start, end)
  for (const { start, end } of leaves) {
    due.fill(1, start, end)
    excuseLineEnds(due, source, { start, end })
  }
  return due
}

/** Each character is looked at twice at most, however long the white space is. */
function excuseLineEnds(due: Uint8Array, source: string, { start, end }: Span): void {
  const text = source.slice(start, end)
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at)) {
    let from = at
    while (isSpace(text.charAt(from - 1))) from -= 1
    at += 1
    while (isSpace(text.charAt(at)) || text.charAt(at) === '>') at += 1
    due.fill(0, start + from, start + at)
  }
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t'
}
