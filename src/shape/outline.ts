import type { Nodes, Root } from 'hast'
import type { Heading } from '../book.ts'
import { enumeratorOf } from './enumerator.ts'

/** List the headings of a body in order, without readings and generated content. */
export function outlineOf(body: Root): ReadonlyArray<Heading> {
  return sectionsOf(body)
}

function sectionsOf(parent: Nodes): ReadonlyArray<Heading> {
  if (!('children' in parent)) return []
  return parent.children.flatMap((section) => {
    if (section.type !== 'element' || section.properties.ariaLabelledBy === undefined) return []
    const [heading] = section.children
    if (heading?.type !== 'element' || isGenerated(heading)) return []
    const text = textOf(heading)
    const enumerator = enumeratorOf(text)?.text ?? ''
    const id = String(heading.properties.id)
    const depth = Number(heading.tagName.slice(1))
    return [{ id, depth, enumerator, text }, ...sectionsOf(section)]
  })
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (isGenerated(node) || isReading(node) || !('children' in node)) return ''
  return node.children.map(textOf).join('')
}

function isGenerated(node: Nodes): boolean {
  return node.type === 'element' && node.properties.dataApparatus === 'generated'
}

function isReading(node: Nodes): boolean {
  return node.type === 'element' && node.tagName === 'rt'
}
