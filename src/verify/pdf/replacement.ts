import type { VFile } from 'vfile'
import { type Book, type Edition, report } from '../../book.ts'
import { type PaintedPage, readPdf } from '../read/pdf.ts'
import { checkConformance } from './conformance.ts'

/**
 * Prove that a file of some pages of a press file holds those pages, glyph for glyph and with their labels,
 * and keeps the standards of a press file.
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
  const pdf = await readPdf(bytes)
  const [found, { painted: whole }] = [pdf.painted, await readPdf(press.bytes)]
  const wanted = pages.flatMap((index) => whole[index] ?? [])
  const wrong = wanted.findIndex((page, index) => !isEqual(page, found[index]))
  if (found.length !== wanted.length || wrong >= 0) {
    const what = wrong >= 0 ? `page ${wanted[wrong]?.label}` : `${found.length} pages`
    const want = 'the pages of the press file as they are painted there'
    report(
      file,
      'edition-pages',
      `Unexpected ${what} in the pages to be replaced, expected ${want}`
    )
  }
  await checkConformance(pdf.file, press, book, file)
}

function isEqual(one: PaintedPage, other: PaintedPage | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
