import { forbiddenCharacter } from '../index.ts'
import { type Format, isInActions } from './format.ts'

const unseen = new RegExp(forbiddenCharacter.source, 'gu')

/**
 * Make text fit for a terminal: what it would obey, and what nobody sees, is written as `<U+001B>`.
 *
 * Line feeds and tabs are kept.
 */
export function printable(text: string): string {
  return text.replace(unseen, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `<U+${code}>`
  })
}

/**
 * Keep the runner of GitHub Actions from obeying what a source, or the name of one, says.
 *
 * It takes a line that begins with `::`, white space apart, for a command, and so it does `##[` anywhere
 * in a line, on stdout as on stderr. A backslash before the last mark ends that, and people still see
 * what was meant. Elsewhere text is left as it is.
 */
export function escapeCommands(text: string, format: Format): string {
  if (format !== 'github' && !isInActions()) return text
  return text.replace(/^(\s*:):/gmu, '$1\\:').replaceAll('##[', '##\\[')
}
