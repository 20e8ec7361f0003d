import type { Element, Root, RootContent } from 'hast'
import { h } from 'hastscript'

type Level = { depth: number; id: string; parts: number; children: RootContent[] }

/**
 * Put each heading and what follows it into a section, named by its place: `s3`, `s3-2`.
 *
 * Signatories, date line, supplement and notes belong to the document, not to the section before
 * them: they end it.
 */
export function rehypeSections(): (tree: Root) => undefined {
  return (tree) => {
    const root: Level = { depth: 1, id: 's', parts: 0, children: [] }
    let open: Level[] = [root]
    for (const node of tree.children) {
      const depth = depthOf(node)
      if (isOfDocument(node)) open = [root]
      open = open.filter((level) => level === root || depth === undefined || level.depth < depth)
      const parent = open.at(-1) ?? root
      if (depth === undefined || node.type !== 'element') {
        parent.children.push(node)
        continue
      }
      parent.parts += 1
      const id = parent === root ? `s${root.parts}` : `${parent.id}-${parent.parts}`
      node.properties.id = id
      const section = h('section', { ariaLabelledBy: id })
      const level: Level = { depth, id, parts: 0, children: [node] }
      section.children = contentOf(level)
      parent.children.push(section)
      open.push(level)
    }
    tree.children = root.children
  }
}
