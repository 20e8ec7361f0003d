import type { VFile } from 'vfile'
import { type Book, type Edition, report, type Statistics } from './book.ts'
import { charactersOf } from './check/characters.ts'
import { compareText } from './check/compare.ts'
import { readEpub } from './check/epub.ts'
import { readHtml } from './check/html.ts'
import type { Passage } from './check/passage.ts'
import { wordingOf } from './check/text.ts'

/**
 * Read an edition back from its bytes and prove that its text is that of the book, and of a PDF that
 * its lines and pages keep the rules of the trade.
 *
 * What is wrong with the text becomes a fatal message: the edition must not be written.
 *
 * @returns what was measured on the pages of a PDF.
 */
export async function check(
  edition: Edition,
  book: Book,
  file: VFile
): Promise<Statistics | undefined> {
  try {
    if (edition.map) {
      // Loaded when it is wanted: it brings two PDF libraries along.
      const { checkPdf } = await import('./check/pdf.ts')
      return await checkPdf(edition, book, file)
    }
    if (edition.target === 'epub') checkPassages(readEpub(edition.bytes), 'EPUB', book, file)
    else checkPassages(readHtml(edition.bytes), 'web edition', book, file)
  } catch (error) {
    report(
      file,
      'edition-text',
      `Unexpected ${edition.target}: ${error}, expected one to read back`
    )
  }
  return undefined
}

function checkPassages(
  passages: ReadonlyArray<Passage>,
  name: string,
  book: Book,
  file: VFile
): void {
  const place = (where: string) => (where ? `${name}, ${where}` : name)
  compareText(wordingOf(book).characters, charactersOf(passages), place, file)
}
