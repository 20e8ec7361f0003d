import type { Ledger } from './ledger.ts'

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
    for (const { 0: ends, index } of source.slice(start, end).matchAll(/[ \t]*\n[ \t>]*/g)) {
      due.fill(0, start + index, start + index + ends.length)
    }
  }
  return due
}
