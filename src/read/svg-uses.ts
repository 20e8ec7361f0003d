import type { Root, RootContent } from 'xast'
import { hrefOf, localName } from './svg-element.ts'

/** Number of elements in a subtree, its root included, and how many are `use`. */
type Count = Readonly<{ elements: number; uses: number }>

const mostUses = 1000
const mostCopies = 100_000

/**
 * Find `use` that makes a small SVG a huge picture: of content with `use`, more than a thousand, or
 * with more than a hundred thousand copied elements.
 *
 * @returns a short description of the first fault, or `undefined`.
 */
export function useFault(tree: Root): string | undefined {
  const targets = new Map<string, Count>()
  const used: string[] = []
  const { uses } = countOf(tree, targets, used)
  if (uses > mostUses) return `more than ${mostUses} <use> in an SVG`
  if (used.some((id) => (targets.get(id)?.uses ?? 0) > 0)) return '<use> of a <use> in an SVG'
  const copies = used.reduce((sum, id) => sum + (targets.get(id)?.elements ?? 0), 0)
  return copies > mostCopies ? `<use> of more than ${mostCopies} elements in an SVG` : undefined
}

function countOf(node: Root | RootContent, targets: Map<string, Count>, used: string[]): Count {
  const isUse = node.type === 'element' && localName(node.name) === 'use'
  let elements = node.type === 'element' ? 1 : 0
  let uses = isUse ? 1 : 0
  for (const child of 'children' in node ? node.children : []) {
    const inner = countOf(child, targets, used)
    elements += inner.elements
    uses += inner.uses
  }
  if (isUse) used.push(hrefOf(node) ?? '')
  const id = node.type === 'element' ? node.attributes.id : undefined
  if (id) {
    // Of two elements with one identifier a browser takes the first; here both count.
    const other = targets.get(id) ?? { elements: 0, uses: 0 }
    targets.set(id, { elements: elements + other.elements, uses: uses + other.uses })
  }
  return { elements, uses }
}
