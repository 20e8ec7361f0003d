import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { Matter } from './matter.ts'

/** A note for the foot of a page: its item, the list it stands in, and the element that holds it. */
type FootNote = Readonly<{ id: string; item: Element; list: Element; path: Element }>

/** Take the notes out of their section, each with the list it stands in. */
export function footNotes(section: Element): ReadonlyArray<FootNote> {
  const lists = section.children.filter((child) => child.type === 'element')
  return lists
    .filter(({ tagName }) => tagName === 'ol')
    .flatMap((list) =>
      list.children.flatMap((item) => {
        if (item.type !== 'element') return []
        const { id = '' } = item.properties
        const { dataApparatus } = list.properties
        const properties = { id, className: ['foot-note'], role: 'doc-footnote' }
        const path = h('aside', dataApparatus ? { ...properties, dataApparatus } : properties)
        return [{ id: String(id), item, list, path }]
      })
    )
}

/** A note stands where it is first called; one that only a note calls, at the end. */
export function callOnce(text: ReadonlyArray<Matter>, count: number): ReadonlyArray<Matter> {
  const waiting = new Set(Array.from({ length: count }, (_, index) => index))
  const called = text.map((matter) => ({
    ...matter,
    rows: matter.rows.map(({ height, notes }) => ({
      height,
      notes: notes.filter((note) => waiting.delete(note))
    }))
  }))
  return called.map((matter, index) => {
    if (index < called.length - 1 || waiting.size === 0) return matter
    const rows = matter.rows.map((row, at) =>
      at < matter.rows.length - 1 ? row : { ...row, notes: [...row.notes, ...waiting] }
    )
    return { ...matter, rows }
  })
}

/** On paper there is no way back from a note to its call. */
export function dropWaysBack(node: ElementContent): void {
  if (node.type !== 'element') return
  node.children = node.children.filter(
    (child) =>
      child.type !== 'element' ||
      !child.children.some(
        (way) => way.type === 'element' && way.properties.dataFootnoteBackref !== undefined
      )
  )
  for (const child of node.children) dropWaysBack(child)
}

/** Tell whether an element is the section of the notes. */
export function isNotes(node: ElementContent): boolean {
  return node.type === 'element' && node.properties.dataFootnotes !== undefined
}
