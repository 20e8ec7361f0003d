import {
  decodePDFRawStream,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream
} from '@cantoo/pdf-lib'
import { loadPdf } from '../../pdf/load.ts'
import { removeUnused } from './remove-unused.ts'
import { placeholder, saveIdentified } from './save-identified.ts'

/**
 * Extract pages of a finished press file into a new file for reprinting, with their labels.
 * Everything else stays: boxes, marks, fonts, output intent.
 *
 * @param pages indices in ascending order.
 * @param labels the label of each page of the press file.
 */
export async function selectPages(
  bytes: Uint8Array,
  pages: ReadonlyArray<number>,
  labels: ReadonlyArray<string>
): Promise<Uint8Array> {
  const document = await loadPdf(bytes)
  const wanted = new Set(pages)
  for (let index = document.getPageCount() - 1; index >= 0; index--) {
    if (!wanted.has(index)) document.removePage(index)
  }
  label(
    document,
    pages.map((index) => labels[index] ?? '')
  )
  forgetIdentity(document)
  removeUnused(document)
  return saveIdentified(document, 6)
}

/** Label each page (PDF 32000-1, 12.4.2); a label that is no arabic or roman number becomes a prefix. */
function label({ catalog, context }: PDFDocument, labels: ReadonlyArray<string>): void {
  const ranges = labels.flatMap((text, index) => {
    if (/^[1-9]\d*$/.test(text)) return [index, { S: 'D', St: Number(text) }]
    const number = romans.indexOf(text) + 1
    return [index, number > 0 ? { S: 'r', St: number } : { P: context.obj(text) }]
  })
  catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: ranges }))
}

/** i to xcix, enough for front matter. */
const romans: ReadonlyArray<string> = Array.from({ length: 99 }, (_, index) => {
  const [tens, ones] = [Math.floor((index + 1) / 10), (index + 1) % 10]
  const digit = (value: number, [one, five, ten]: readonly [string, string, string]) =>
    value === 9 || value === 4
      ? one + (value === 9 ? ten : five)
      : (value >= 5 ? five : '') + one.repeat(value % 5)
  return digit(tens, ['x', 'l', 'c']) + digit(ones, ['i', 'v', 'x'])
})

/** Reset the identifiers, so that the file gets its own from its bytes. */
function forgetIdentity({ catalog, context }: PDFDocument): void {
  const key = PDFName.of('Metadata')
  const metadata = context.lookup(catalog.get(key))
  if (!(metadata instanceof PDFRawStream)) throw new Error('Unexpected press file without metadata')
  const packet = Buffer.from(decodePDFRawStream(metadata).decode()).toString('utf8')
  const bare = packet.replaceAll(
    /(<xmpMM:(?:Document|Instance)ID>)[^<]*/g,
    (_, tag: string) => `${tag}${placeholder}`
  )
  const dict = PDFDict.withContext(context)
  for (const [name, value] of metadata.dict.entries()) dict.set(name, value)
  dict.delete(PDFName.of('Filter'))
  const contents = Buffer.from(bare, 'utf8')
  dict.set(PDFName.of('Length'), PDFNumber.of(contents.length))
  catalog.set(key, context.register(PDFRawStream.of(dict, contents)))
}
