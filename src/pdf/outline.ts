import type { PDFDict } from '@cantoo/pdf-lib'
import { bytesOf, dictAt, lookUp, textAt } from './objects.ts'

/** An entry of the outline (PDF 32000-1, 12.3.3): its title, the name of its destination, its depth from 0. */
export type OutlineEntry = Readonly<{ title: string; target: string; depth: number }>

/** List the entries of an outline in reading order. */
export function readOutline(parent: PDFDict | undefined, depth = 0): ReadonlyArray<OutlineEntry> {
  return childrenOf(parent).flatMap((entry) => {
    const target = Buffer.from(bytesOf(lookUp(entry, 'Dest')) ?? '', 'latin1').toString('utf8')
    return [
      { title: textAt(entry, 'Title') ?? '', target, depth },
      ...readOutline(entry, depth + 1)
    ]
  })
}

/** List the entries right below the outline or an entry of it; a chain that leads back ends there. */
export function childrenOf(parent: PDFDict | undefined): ReadonlyArray<PDFDict> {
  const seen = new Set<PDFDict>()
  let entry = dictAt(parent, 'First')
  while (entry && !seen.has(entry)) {
    seen.add(entry)
    entry = dictAt(entry, 'Next')
  }
  return [...seen]
}
