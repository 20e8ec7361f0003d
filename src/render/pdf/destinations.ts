import { type PDFArray, type PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib'
import type { PageGeometry, Settings } from '../../book.ts'

/** Encode the name of a destination; identifiers may contain any character, so they are written as UTF-8. */
export function destination(id: string): PDFHexString {
  return PDFHexString.of(Buffer.from(id).toString('hex'))
}

/**
 * Find the destination of every identifier, including `page-12` for pages: the page, and the
 * position on it; in horizontal writing a height, at the left edge.
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
      // A CSS px is 0.75 pt, measured from the head of the page.
      const top = Number((page.getHeight() - place.y * 0.75).toFixed(2))
      const left = writing === 'vertical' ? Number((place.x * 0.75).toFixed(2)) : 0
      return [[id, document.context.obj([page.ref, 'XYZ', left, top, 0])]]
    })
  )
}

/** Write the named destinations, so that all editions share their fragments. */
export function nameDestinations(
  { catalog, context }: PDFDocument,
  destinations: ReadonlyMap<string, PDFArray>
): void {
  const names = [...destinations]
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .flatMap(([id, place]) => [destination(id), place])
  catalog.set(PDFName.of('Names'), context.obj({ Dests: { Names: names } }))
}
