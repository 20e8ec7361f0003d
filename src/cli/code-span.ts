import { printable } from './printable.ts'

/**
 * Write text of a source as a Markdown code span, in which no markup, HTML, link, mention or emoji
 * takes effect.
 */
export function codeSpan(text: string): string {
  const line = printable(text).replaceAll('\n', ' ')
  const runs = [...line.matchAll(/`+/g)].map(([run]) => run.length)
  const fence = '`'.repeat(Math.max(0, ...runs) + 1)
  // Markdown strips one space from both ends.
  const isBare = line !== '' && !/^`|`$|^ .* $/.test(line)
  return isBare ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`
}

/** Write a message in Markdown: between backticks is code, the rest is text. */
export function sentence(text: string): string {
  const parts = text.split(/`([^`]+)`/)
  return parts
    .map((part, index) =>
      index % 2 === 1 ? codeSpan(part) : part.replace(/[\\`*_[\]<&~]/g, '\\$&')
    )
    .join('')
}

/**
 * Write text of a source into a table cell.
 *
 * Cells are split before code spans are parsed, so bars are escaped even in code, as are
 * backslashes before them.
 */
export function codeCell(text: string): string {
  return codeSpan(text).replace(/(\\*)\|/g, '$1$1\\|')
}
