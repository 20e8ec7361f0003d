import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib'
import type { PageMap } from '../../book.ts'
import { origin } from './document.ts'

/** Name a destination; identifiers may hold any character, so they are written as UTF-8 bytes. */
export function destination(id: string): PDFHexString {
  return PDFHexString.of(Buffer.from(id).toString('hex'))
}

/** Name a destination for every identifier, so that all editions share their fragments. */
export function nameDestinations(document: PDFDocument, { at }: PageMap): void {
  const { catalog, context } = document
  const pages = document.getPages()
  const names = Object.entries(at)
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .flatMap(([id, place]) => {
      const page = pages[place.page]
      if (!page) return []
      // A CSS px is 0.75 pt, and Chromium measures from the head of the sheet.
      const top = page.getHeight() - place.y * 0.75
      return [destination(id), context.obj([page.ref, 'XYZ', 0, Number(top.toFixed(2)), 0])]
    })
  catalog.delete(PDFName.of('Dests'))
  catalog.set(PDFName.of('Names'), context.obj({ Dests: { Names: names } }))
}

/**
 * Turn every internal link to its named destination. A link that crosses gatherings left the
 * browser as a link to the address the document was fed under.
 */
export function linkToDestinations(document: PDFDocument): void {
  for (const page of document.getPages()) {
    for (const entry of page.node.Annots()?.asArray() ?? []) {
      const annotation = document.context.lookup(entry)
      if (!(annotation instanceof PDFDict)) continue
      const id = internalTarget(annotation)
      if (id === undefined) continue
      annotation.delete(PDFName.of('A'))
      annotation.set(PDFName.of('Dest'), destination(id))
    }
  }
}

function internalTarget(annotation: PDFDict): string | undefined {
  const named = annotation.lookup(PDFName.of('Dest'))
  if (named instanceof PDFName) return named.decodeText()
  const action = annotation.lookup(PDFName.of('A'))
  const uri = action instanceof PDFDict ? action.lookup(PDFName.of('URI')) : undefined
  const address = uri instanceof PDFString || uri instanceof PDFHexString ? uri.decodeText() : ''
  return address.startsWith(`${origin}#`)
    ? decodeURIComponent(address.slice(origin.length + 1))
    : undefined
}
