import type { PDFDict } from '@cantoo/pdf-lib'
import { bytesOf, dictAt, dictOf, listAt } from './objects.ts'

/** Read the named destinations (PDF 32000-1, 12.3.2.3) in the order in which they are written. */
export function readDestinations(catalog: PDFDict): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const visit = (node: PDFDict | undefined): void => {
    const list = listAt(node, 'Names')
    for (let at = 0; at + 1 < list.length; at += 2) {
      names.set(bytesOf(list[at]) ?? '', String(list[at + 1]))
    }
    for (const kid of listAt(node, 'Kids')) visit(dictOf(kid))
  }
  visit(dictAt(dictAt(catalog, 'Names'), 'Dests'))
  return names
}

/** The reference a destination begins with: `[ 12 0 R /XYZ …`. */
export function pageOf(place: string | undefined): string {
  return /^\[?\s*(\d+ \d+ R)/.exec(place ?? '')?.[1] ?? ''
}
