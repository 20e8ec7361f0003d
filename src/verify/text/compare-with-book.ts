import type { VFile } from 'vfile'
import type { Book } from '../../book.ts'
import { charactersOf } from './characters.ts'
import { compareText } from './compare.ts'
import type { Passage } from './passage.ts'
import { wordingOf } from './streams.ts'

/**
 * Compare the text of an edition without pages with that of the book.
 *
 * @param name the edition, for a person.
 * @returns how many characters the book has.
 */
export function compareWithBook(
  passages: ReadonlyArray<Passage>,
  name: string,
  book: Book,
  file: VFile
): number {
  const place = (where: string) => (where ? `${name}, ${where}` : name)
  const { characters } = wordingOf(book)
  compareText(characters, charactersOf(passages), place, file)
  return characters.length
}
