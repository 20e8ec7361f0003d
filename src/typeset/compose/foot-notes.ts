import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { FlowBlock } from './flow-block.ts'

/** A foot note: its item, its list, and the element around it. */
type FootNote = Readonly<{ id: string; item: Element; list: Element; path: Element }>

/** Take the notes out of their section, each with its list. */
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

/** Keep only the first call of each note; a note called only by notes goes to the end. */
export function callOnce(text: ReadonlyArray<FlowBlock>, count: number): ReadonlyArray<FlowBlock> {
  const waiting = new Set(Array.from({ length: count }, (_, index) => index))
  const called = text.map((block) => ({
    ...block,
    rows: block.rows.map(({ height, notes }) => ({
      height,
      notes: notes.filter((note) => waiting.delete(note))
    }))
  }))
  return called.map((block, index) => {
    if (index < called.length - 1 || waiting.size === 0) return block
    const rows = block.rows.map((row, at) =>
      at < block.rows.length - 1 ? row : { ...row, notes: [...row.notes, ...waiting] }
    )
    return { ...block, rows }
  })
}

/** Remove back links, which have no use on paper. */
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
