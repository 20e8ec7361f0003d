import type { TextRun } from './merge-fragments.ts'
import { isStructureElement, type Role, type StructureElement } from './structure-element.ts'

/** What holds blocks. */
const grouping: ReadonlySet<Role> = new Set(['Document', 'Sect', 'BlockQuote', 'LBody', 'Note'])

/**
 * Put each note behind the block that calls it first; one nothing calls, at the end. Notes of
 * editors in the text, which nothing calls, get an identifier as every note has (ISO 14289-1, 7.9).
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

  /** Place the notes called in an element; those it cannot hold itself are told. */
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
