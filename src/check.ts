import type { VFile } from 'vfile'
import { type Book, type Edition, report } from './book.ts'
import { readEpub } from './check/epub.ts'
import { readHtml } from './check/html.ts'
import type { Passage } from './check/passage.ts'
import { charactersOf, compareText, wordingOf } from './check/text.ts'

/**
 * Read an edition back from its bytes and prove that its text is that of the book.
 *
 * Whatever is wrong becomes a fatal message: the edition must not be written.
 */
export async function check(edition: Edition, book: Book, file: VFile): Promise<void> {
  try {
    if (edition.target === 'pdf') {
      // Loaded when it is wanted: it brings two PDF libraries along.
      const { checkPdf } = await import('./check/pdf.ts')
      await checkPdf(edition, book, file)
    } else if (edition.target === 'epub') checkPassages(readEpub(edition.bytes), 'EPUB', book, file)
    else checkPassages(readHtml(edition.bytes), 'web edition', book, file)
  } catch (error) {
    report(
      file,
      'edition-text',
      `Unexpected ${edition.target}: ${error}, expected one to read back`
    )
  }
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
