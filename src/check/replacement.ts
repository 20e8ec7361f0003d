import type { VFile } from 'vfile'
import { type Book, type Edition, report } from '../book.ts'
import { checkConformance } from './conformance.ts'
import { type PaintedPage, readGlyphs } from './glyphs.ts'
import { readStructure } from './structure.ts'

/**
 * Prove that a file of some pages of a press file holds those pages, glyph for glyph and with their labels,
 * and keeps the standards of a press file.
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
  const [found, whole] = await Promise.all([paintedIn(bytes), paintedIn(press.bytes)])
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
  await checkConformance({ ...press, bytes }, book, file)
}

async function paintedIn(bytes: Uint8Array): Promise<ReadonlyArray<PaintedPage>> {
  return readGlyphs(bytes, (await readStructure(bytes)).trims)
}

function isEqual(one: PaintedPage, other: PaintedPage | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
