import type { TextRun } from './merge-fragments.ts'
import { isStructureElement, type Role, type StructureElement } from './structure-element.ts'

/** Structure types that contain blocks. */
const grouping: ReadonlySet<Role> = new Set(['Document', 'Sect', 'BlockQuote', 'LBody', 'Note'])

/**
 * Put each note after the block that calls it first; uncalled ones at the end. Editors' notes in
 * the text, which have no call, get an identifier, which every note needs (ISO 14289-1, 7.9).
 */
export function placeNotes(
  document: StructureElement,
  notes: ReadonlyArray<StructureElement>
): StructureElement {
  const waiting = new Map(notes.map((note) => [note.id ?? '', note]))
  let editors = 0
  const { tag } = place(document)
  const rest = [...waiting.keys()].flatMap(takeNote)
  return { ...tag, children: [...tag.children, ...rest] }

  /** Place the notes called in an element; return the calls of notes it cannot contain. */
  function place(
    tag: StructureElement
  ): Readonly<{ tag: StructureElement; calls: ReadonlyArray<string> }> {
    const holds = grouping.has(tag.role)
    const calls = tag.calls === undefined ? [] : [tag.calls]
    const children: Array<StructureElement | TextRun> = []
    for (const child of tag.children) {
      const placed = isStructureElement(child) ? place(child) : { tag: child, calls: [] }
      children.push(placed.tag)
      if (holds) children.push(...placed.calls.flatMap(takeNote))
      else calls.push(...placed.calls)
    }
    const isNameless = tag.role === 'Note' && tag.id === undefined
    return {
      tag: { ...tag, ...(isNameless ? { id: `editor-${++editors}` } : {}), children },
      calls
    }
  }

  function takeNote(id: string): ReadonlyArray<StructureElement> {
    const note = waiting.get(id)
    if (!note) return []
    waiting.delete(id)
    return [place(note).tag]
  }
}
