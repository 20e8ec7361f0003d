import { PDFArray, PDFRef } from '@cantoo/pdf-lib'
import type { PdfFile } from '../pdf/document.ts'
import { isInArtifact } from '../pdf/mark.ts'
import { dictOf, entriesAt, numberAt } from '../pdf/objects.ts'
import type { StructureElement } from '../pdf/structure-tree.ts'
import { type Check, type Fault, read, unless } from './fault.ts'
import { inElements } from './in-structure.ts'

/** What ties the tag tree to the pages: from elements to content and annotations, and back. */
export const parentTreeChecks: ReadonlyArray<Check> = [
  {
    id: 'tag-claims',
    clauses: 'PDF 32000-1, 14.7.4.2; ISO 14289-1, 7.1',
    profiles: read,
    find: findClaims
  },
  {
    id: 'tag-numbers',
    clauses: 'PDF 32000-1, 14.7.4.4',
    profiles: read,
    find: findNumbers
  },
  {
    id: 'tag-objects',
    clauses: 'PDF 32000-1, 14.7.4.3',
    profiles: read,
    find: (file) => {
      const known = new Set(
        file.pages.flatMap(({ dict }) => entriesAt(dict, 'Annots').map((entry) => String(entry)))
      )
      return inElements(file, ({ kids }) =>
        kids.flatMap((kid) =>
          kid.kind === 'object'
            ? unless(known.delete(String(kid.ref)), `object ${kid.ref}`, 'an annotation, once')
            : []
        )
      )
    }
  }
]

/** Each piece of tagged content belongs to one element, and each element's to a page. */
function findClaims({ pages, tags }: PdfFile): ReadonlyArray<Fault> {
  const open = new Map(
    pages.map(({ ref, content }) => [
      ref.toString(),
      new Set(
        content.marks.flatMap((mark) =>
          mark.mcid === undefined || isInArtifact(mark) ? [] : [mark.mcid]
        )
      )
    ])
  )
  const faults: Fault[] = []
  for (const { type, kids } of tags.all) {
    for (const kid of kids) {
      if (kid.kind !== 'content' || open.get(String(kid.page))?.delete(kid.mcid)) continue
      faults.push({ what: `MCID ${kid.mcid} in ${type}`, want: 'content of a page, claimed once' })
    }
  }
  for (const { ref, number } of pages) {
    for (const mcid of open.get(ref.toString()) ?? []) {
      faults.push({ what: `MCID ${mcid} of page ${number}`, want: 'an element that holds it' })
    }
  }
  return faults
}

/** The ParentTree leads from each piece of content to the element that holds it. */
function findNumbers({ pages, tags, document: { context } }: PdfFile): ReadonlyArray<Fault> {
  const owners = new Map<string, StructureElement>()
  for (const tag of tags.all) {
    for (const kid of tag.kids) {
      if (kid.kind === 'content') owners.set(`${kid.page} ${kid.mcid}`, tag)
    }
  }
  return pages.flatMap(({ dict, ref, number, content }) => {
    const list = tags.parents.get(numberAt(dict, 'StructParents') ?? -1)
    const parents = list instanceof PDFArray ? list.asArray() : []
    return content.marks.flatMap(({ mcid }) => {
      if (mcid === undefined) return []
      const entry = parents[mcid]
      const found = dictOf(entry instanceof PDFRef ? context.lookup(entry) : entry)
      const isRight = found !== undefined && found === owners.get(`${ref} ${mcid}`)?.dict
      return unless(isRight, `ParentTree at MCID ${mcid} of page ${number}`, 'its element')
    })
  })
}
