import { forbiddenCharacter } from '../../book.ts'
import { type Fault, unless } from './fault.ts'

/** Radicals, which look like the characters they are part of (Unicode, CJK Radicals and Kangxi Radicals). */
const radical = /[\u2E80-\u2FDF]/u

/**
 * Find a character that no file may hold: what nobody sees, what only one font can show, and a radical
 * in the place of a character, unless the source has it.
 */
export function findCharacters(text: string, source: string, where: string): ReadonlyArray<Fault> {
  // Whatever else they are, the ends of lines of a file may be written as its format likes.
  const plain = text.replaceAll(/\r\n?/g, '\n')
  for (const character of plain) {
    const isRadical = radical.test(character) && !source.includes(character)
    if (!isRadical && !forbiddenCharacter.test(character)) continue
    const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    return unless(false, `U+${code} in ${where}`, 'characters that can be seen and read')
  }
  return []
}
