import type { PDFDocument } from '@cantoo/pdf-lib'
import { bytesOf, dictOf, lookUp } from './objects.ts'
import type { StructureElement, StructureTree } from './structure-tree.ts'

/** The notes that are called, and the references that call them. */
export type Calls = Readonly<{
  notes: ReadonlySet<StructureElement>
  references: ReadonlySet<StructureElement>
}>

/** Find the notes references lead to, by the destinations that bear their identifiers. */
export function readCalls(
  tags: StructureTree,
  document: PDFDocument,
  destinations: ReadonlyMap<string, string>
): Calls {
  const notesAt = new Map(
    tags.all.flatMap((tag) => {
      const place = tag.type === 'Note' && destinations.get(bytesOf(lookUp(tag.dict, 'ID')) ?? '')
      return place ? [[place, tag] as const] : []
    })
  )
  const [notes, references] = [new Set<StructureElement>(), new Set<StructureElement>()]
  for (const tag of tags.all) {
    if (tag.type !== 'Reference') continue
    for (const kid of tag.kids.flatMap((kid) => (kid.kind === 'tag' ? kid.tag.kids : []))) {
      if (kid.kind !== 'object' || !kid.ref) continue
      const target = lookUp(dictOf(document.context.lookup(kid.ref)), 'Dest')
      const note = notesAt.get(destinations.get(bytesOf(target) ?? '') ?? String(target))
      if (!note) continue
      notes.add(note)
      references.add(tag)
    }
  }
  return { notes, references }
}
