import { PDFDocument, PDFRawStream } from '@cantoo/pdf-lib'
import { nameAt } from './objects.ts'

/**
 * Load a PDF as it stands: nothing in it is updated, nor decrypted. The streams that hold other objects
 * or tell where objects are (PDF 32000-1, 7.5.7 and 7.5.8) are not among its objects.
 *
 * @throws if the bytes are no PDF.
 */
export async function loadPdf(bytes: Uint8Array): Promise<PDFDocument> {
  const document = await PDFDocument.load(bytes, {
    updateMetadata: false,
    ignoreEncryption: true,
    // Else it rests after every hundred objects.
    parseSpeed: Number.POSITIVE_INFINITY
  })
  const { context } = document
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const type = object instanceof PDFRawStream ? nameAt(object.dict, 'Type') : undefined
    if (type === 'ObjStm' || type === 'XRef') context.delete(ref)
  }
  return document
}
