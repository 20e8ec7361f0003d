import type { VFile } from 'vfile'
import { type Book, type Edition, type Proof, report, type Target } from './book.ts'
import { checkPublication } from './verify/epub/check.ts'
import { holdingsOf } from './verify/read/epub/holdings.ts'
import { readEpub, readEpubPages } from './verify/read/epub.ts'
import { holdingsOf as holdingsOfPage } from './verify/read/web/holdings.ts'
import { readHtml, readHtmlPages } from './verify/read/web.ts'
import { charactersOf } from './verify/text/characters.ts'
import { compareText } from './verify/text/compare.ts'
import { checkPages } from './verify/text/page-marks.ts'
import type { Passage } from './verify/text/passage.ts'
import { wordingOf } from './verify/text/streams.ts'
import { checkWebPage } from './verify/web/check.ts'

export { tellDifference } from './verify/difference.ts'

/** Check the bytes of an edition; of one with pages, tell what was measured on them. */
type Checker = (edition: Edition, book: Book, file: VFile) => Promise<Proof>

// A checker is loaded when it is wanted: those of PDFs bring two PDF libraries along.
const checkers: Readonly<Record<Target, () => Promise<Checker>>> = {
  pdf: async () => (await import('./verify/pdf.ts')).checkPdf,
  press: async () => (await import('./verify/pdf.ts')).checkPdf,
  booklet: async () => (await import('./verify/pdf/booklet.ts')).checkBooklet,
  cover: async () => (await import('./verify/pdf/cover.ts')).checkCover,
  epub: async () => async (edition, book, file) => {
    checkPages(readEpubPages(edition.bytes), edition, 'EPUB', file)
    const proof = checkPassages(readEpub(edition.bytes), 'EPUB', book, file)
    const holdings = holdingsOf(edition.bytes)
    return { ...proof, checks: checkPublication(edition, book, file), holdings }
  },
  html: async () => checkHtml,
  site: async () => checkHtml
}

/**
 * Read an edition back from its bytes and prove that its text is that of the book, and of a PDF that
 * its lines and pages keep the rules of the trade, of the others that their files are whole and safe.
 *
 * What is wrong becomes a fatal message: the edition must not be written.
 *
 * @returns what was counted and measured in it.
 */
export async function check(edition: Edition, book: Book, file: VFile): Promise<Proof> {
  const { target } = edition
  try {
    const checker = await checkers[target]()
    return await checker(edition, book, file)
  } catch (error) {
    report(file, 'edition-text', `Unexpected ${target}: ${error}, expected one to read back`)
    return {}
  }
}

async function checkHtml(edition: Edition, book: Book, file: VFile): Promise<Proof> {
  checkPages(readHtmlPages(edition.bytes), edition, 'web edition', file)
  const proof = checkPassages(readHtml(edition.bytes), 'web edition', book, file)
  const holdings = holdingsOfPage(edition.bytes)
  return { ...proof, checks: checkWebPage(edition, book, file), holdings }
}

function checkPassages(
  passages: ReadonlyArray<Passage>,
  name: string,
  book: Book,
  file: VFile
): Proof {
  const place = (where: string) => (where ? `${name}, ${where}` : name)
  const { characters } = wordingOf(book)
  compareText(characters, charactersOf(passages), place, file)
  return { characters: characters.length }
}

/**
 * Prove that a file of some pages of a press file holds those pages, and keeps the standards of a press file.
 *
 * @param pages indices, from 0, of the pages of the press file, in order.
 */
export async function checkReplacement(
  bytes: Uint8Array,
  press: Edition,
  pages: ReadonlyArray<number>,
  book: Book,
  file: VFile
): Promise<void> {
  const replacement = await import('./verify/pdf/replacement.ts')
  await replacement.checkReplacement(bytes, press, pages, book, file)
}
