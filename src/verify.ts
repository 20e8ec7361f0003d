import type { VFile } from 'vfile'
import { type Book, type Edition, type Proof, report, type Target } from './book.ts'

export { tellDifference } from './verify/difference.ts'

/** Check the bytes of an edition; of one with pages, tell what was measured on them. */
type Checker<Made extends Target> = (
  edition: Edition<Made>,
  book: Book,
  file: VFile
) => Promise<Proof> | Proof

// A checker is loaded when it is wanted: those of PDFs bring two PDF libraries along.
const checkers: Readonly<{ [Made in Target]: () => Promise<Checker<Made>> }> = {
  pdf: async () => (await import('./verify/pdf.ts')).checkPdf,
  press: async () => (await import('./verify/pdf.ts')).checkPdf,
  booklet: async () => (await import('./verify/pdf/booklet.ts')).checkBooklet,
  cover: async () => (await import('./verify/pdf/cover.ts')).checkCover,
  epub: async () => (await import('./verify/epub/check.ts')).checkEpub,
  html: async () => (await import('./verify/web/check.ts')).checkWebPage
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
    return await checkAs(target, edition, book, file)
  } catch (error) {
    report(file, 'edition-text', `Unexpected ${target}: ${error}, expected one to read back`)
    return {}
  }
}

async function checkAs<Made extends Target>(
  target: Made,
  edition: Edition<Made>,
  book: Book,
  file: VFile
): Promise<Proof> {
  const checker = await checkers[target]()
  return checker(edition, book, file)
}

/**
 * Prove that a file of some pages of a press file holds those pages, and keeps the standards of a press file.
 *
 * @param pages indices, from 0, of the pages of the press file, in order.
 */
export async function checkReplacement(
  bytes: Uint8Array,
  press: Edition<'press'>,
  pages: ReadonlyArray<number>,
  book: Book,
  file: VFile
): Promise<void> {
  const replacement = await import('./verify/pdf/replacement.ts')
  await replacement.checkReplacement(bytes, press, pages, book, file)
}
