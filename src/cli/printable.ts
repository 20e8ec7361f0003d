import { forbiddenCharacter } from '../index.ts'
import { type Format, isInActions } from './format.ts'

const unseen = new RegExp(forbiddenCharacter.source, 'gu')

/**
 * Make text safe for a terminal: control and invisible characters are written as `<U+001B>`.
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
 * Keep the runner of GitHub Actions from executing commands in a source or its name.
 *
 * It executes lines that begin with `::` after white space, and `##[` anywhere in a line, on stdout
 * and stderr. A backslash before the last character prevents that and stays readable. Outside
 * GitHub Actions the text is unchanged.
 */
export function escapeCommands(text: string, format: Format): string {
  if (format !== 'github' && !isInActions()) return text
  return text.replace(/^(\s*:):/gmu, '$1\\:').replaceAll('##[', '##\\[')
}
