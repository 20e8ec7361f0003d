import { PDFDocument } from '@cantoo/pdf-lib'

/**
 * Load a PDF as it stands: nothing in it is updated, nor decrypted.
 *
 * @throws if the bytes are no PDF.
 */
export function loadPdf(bytes: Uint8Array): Promise<PDFDocument> {
  return PDFDocument.load(bytes, {
    updateMetadata: false,
    ignoreEncryption: true,
    // Else it rests after every hundred objects.
    parseSpeed: Number.POSITIVE_INFINITY
  })
}
