import type { Root, RootContent } from 'xast'
import { hrefOf, localName } from './svg-element.ts'

/** How many elements something holds, itself included, and how many of them are `use`. */
type Count = Readonly<{ elements: number; uses: number }>

const mostUses = 1000
const mostCopies = 100_000

/**
 * Find what makes a small SVG a large picture: `use` of what holds `use`, more than a thousand of
 * them, or more than a hundred thousand elements copied.
 *
 * @returns the first such thing in a few words, or `undefined`.
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
    // Of two elements of one name a browser takes the first; here both count.
    const other = targets.get(id) ?? { elements: 0, uses: 0 }
    targets.set(id, { elements: elements + other.elements, uses: uses + other.uses })
  }
  return { elements, uses }
}
