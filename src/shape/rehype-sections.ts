import type { Element, Root, RootContent } from 'hast'
import { h } from 'hastscript'

type Level = { depth: number; id: string; parts: number; element: Element }

/**
 * Wrap each heading and what follows it in a section, with an identifier by position: `s3`, `s3-2`.
 *
 * Signatories, date line, supplement and notes belong to the document, so they end the section
 * before them.
 */
export function rehypeSections(): (tree: Root) => undefined {
  return (tree) => {
    const root: Level = { depth: 1, id: '', parts: 0, element: h('div') }
    let open = [root]
    for (const node of tree.children) {
      if (node.type === 'doctype') continue
      const depth = depthOf(node)
      if (isOfDocument(node)) open = [root]
      if (depth) open = open.filter((level) => level === root || level.depth < depth)
      const parent = open.at(-1) ?? root
      if (!depth || node.type !== 'element') {
        parent.element.children.push(node)
        continue
      }
      parent.parts += 1
      const id = parent === root ? `s${parent.parts}` : `${parent.id}-${parent.parts}`
      node.properties.id = id
      const element = h('section', { ariaLabelledBy: id }, node)
      parent.element.children.push(element)
      open.push({ depth, id, parts: 0, element })
    }
    tree.children = root.element.children
  }
}

function depthOf(node: RootContent): number | undefined {
  const digit = node.type === 'element' ? /^h([1-6])$/.exec(node.tagName)?.[1] : undefined
  return digit ? Number(digit) : undefined
}

function isOfDocument(node: RootContent): boolean {
  if (node.type !== 'element') return false
  const { className, dataFootnotes } = node.properties
  const classes = Array.isArray(className) ? className : []
  return (
    dataFootnotes !== undefined ||
    ['signatories', 'dateline', 'supplement'].some((name) => classes.includes(name))
  )
}
