import { type PDFDocument, PDFHexString } from '@cantoo/pdf-lib'
import { digestOf } from '../../book.ts'

/** Stands for an identifier until it is computed from the bytes of the file. */
export const placeholder = 'uuid:00000000-0000-0000-0000-000000000000'

const blank = '0'.repeat(32)

/**
 * Save a document and compute its identifiers from its bytes: /ID (PDF 32000-1, 14.4) and those in
 * its metadata (ISO 16684-2, XMP Media Management), which are {@link placeholder}s until then.
 *
 * @param version the minor PDF version: 1.6 or 1.7.
 */
export async function saveIdentified(document: PDFDocument, version: 6 | 7): Promise<Uint8Array> {
  const { context } = document
  context.trailerInfo.ID = context.obj([PDFHexString.of(blank), PDFHexString.of(blank)])
  const bytes = await document.save({
    addDefaultPage: false,
    updateFieldAppearances: false,
    objectsPerTick: Number.POSITIVE_INFINITY
  })
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  // pdf-lib always writes 1.7 if it compresses objects.
  file.write(`%PDF-1.${version}`)
  const digest = digestOf(file)
  // UUIDv8 is for custom algorithms (RFC 9562, 5.8).
  const [a, b, c, d, e] = [
    [0, 8],
    [8, 12],
    [13, 16],
    [17, 20],
    [20, 32]
  ].map(([from, to]) => digest.slice(from, to))
  const name = `uuid:${a}-${b}-8${c}-8${d}-${e}`
  replace(file, `/ID [ <${blank}> <${blank}> ]`, blank, digest.slice(0, 32))
  for (const property of ['DocumentID', 'InstanceID']) {
    replace(file, `<xmpMM:${property}>${placeholder}</xmpMM:${property}>`, placeholder, name)
  }
  return bytes
}

/** Replace words at the only place where the file contains them. */
function replace(file: Buffer, place: string, words: string, by: string): void {
  const at = file.indexOf(place, 0, 'latin1')
  if (at === -1 || file.indexOf(place, at + 1, 'latin1') !== -1) {
    throw new Error(`Unexpected file without one place for ${place}`)
  }
  file.write(place.replaceAll(words, by), at, 'latin1')
}
