import { printable } from './printable.ts'

/**
 * Write text of a source into Markdown, as a code span: no markup, HTML, link, mention or emoji comes of
 * what it holds.
 */
export function codeSpan(text: string): string {
  const line = printable(text).replaceAll('\n', ' ')
  const runs = [...line.matchAll(/`+/g)].map(([run]) => run.length)
  const fence = '`'.repeat(Math.max(0, ...runs) + 1)
  // One space is taken off both ends again.
  const isBare = line !== '' && !/^`|`$|^ .* $/.test(line)
  return isBare ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`
}

/** Write a sentence of ours into Markdown: what stands between backticks is code, the rest is text. */
export function sentence(text: string): string {
  const parts = text.split(/`([^`]+)`/)
  return parts
    .map((part, index) =>
      index % 2 === 1 ? codeSpan(part) : part.replace(/[\\`*_[\]<&~]/g, '\\$&')
    )
    .join('')
}

/**
 * Write text of a source into a cell of a table.
 *
 * Cells are parted first, and a backslash keeps a bar; one that stands before it already is doubled.
 */
export function codeCell(text: string): string {
  return codeSpan(text).replace(/(\\*)\|/g, '$1$1\\|')
}
