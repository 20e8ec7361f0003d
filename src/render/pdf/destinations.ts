import { type PDFArray, type PDFDocument, PDFHexString, PDFName } from 'pdf-lib'
import type { PageGeometry, Settings } from '../../book.ts'

/** Name a destination; identifiers may hold any character, so they are written as UTF-8 bytes. */
export function destination(id: string): PDFHexString {
  return PDFHexString.of(Buffer.from(id).toString('hex'))
}

/**
 * Find the destination of every identifier, `page-12` of a page among them: its page, and its place
 * there, in horizontal writing a height, at the left edge of the page.
 */
export function findDestinations(
  document: PDFDocument,
  { at, pages: labels }: PageGeometry,
  { writing }: Settings
): ReadonlyMap<string, PDFArray> {
  const pages = document.getPages()
  const heads = labels.map(({ label }, page) => [`page-${label}`, { page, x: 0, y: 0 }] as const)
  return new Map(
    [...Object.entries(at), ...heads].flatMap(([id, place]) => {
      const page = pages[place.page]
      if (!page) return []
      // A CSS px is 0.75 pt, and Chromium measures from the head of the sheet.
      const top = Number((page.getHeight() - place.y * 0.75).toFixed(2))
      const left = writing === 'vertical' ? Number((place.x * 0.75).toFixed(2)) : 0
      return [[id, document.context.obj([page.ref, 'XYZ', left, top, 0])]]
    })
  )
}

/** Name the destinations, so that all editions share their fragments. */
export function nameDestinations(
  { catalog, context }: PDFDocument,
  destinations: ReadonlyMap<string, PDFArray>
): void {
  const names = [...destinations]
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .flatMap(([id, place]) => [destination(id), place])
  catalog.set(PDFName.of('Names'), context.obj({ Dests: { Names: names } }))
}
