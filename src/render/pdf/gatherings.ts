import type { Element, ElementContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import type { Part } from '../../book.ts'

/**
 * Cut an edition in two before the block of the text that has an identifier.
 *
 * The elements around the block stand on both sides, as they do where a page ends inside them.
 *
 * @returns what stands before the block, and what begins with it.
 */
export function splitAt(parts: ReadonlyArray<Part>, id: string): [Part[], Part[]] {
  const index = parts.findIndex((part) => part.role === 'body')
  const body = parts[index]
  const [head, tail] = body ? splitTree(body.tree, id) : []
  if (!body || !head || !tail) return [[...parts], []]
  return [
    [...parts.slice(0, index), { ...body, tree: head }],
    [{ ...body, tree: tail }, ...parts.slice(index + 1)]
  ]
}

/**
 * Find the block of the text before which there are at least so many characters.
 *
 * @returns its identifier; nothing if the text is shorter than that.
 */
export function blockAfter(parts: ReadonlyArray<Part>, characters: number): string | undefined {
  let count = 0
  const body = parts.find((part) => part.role === 'body')
  return body ? find(body.tree) : undefined

  function find(element: Element): string | undefined {
    for (const child of element.children) {
      if (child.type !== 'element') continue
      const { id } = child.properties
      const mayOpenPage = /^(?:p|h[2-6])$/.test(child.tagName)
      if (typeof id === 'string' && count >= characters && mayOpenPage) return id
      const found = child.tagName === 'section' ? find(child) : undefined
      if (found) return found
      if (child.tagName !== 'section') count += textOf(child).length
    }
    return undefined
  }
}

function splitTree(tree: Element, id: string): [Element, Element | undefined] {
  const index = tree.children.findIndex((child) => holds(child, id))
  const child = tree.children[index]
  if (child?.type !== 'element') return [tree, undefined]
  const [head, tail] = child.properties.id === id ? [undefined, child] : splitTree(child, id)
  const before = [...tree.children.slice(0, index), ...(head ? [head] : [])]
  const after = [...(tail ? [tail] : []), ...tree.children.slice(index + 1)]
  return [
    { ...tree, children: before },
    { ...tree, children: after }
  ]
}

function holds(node: ElementContent, id: string): boolean {
  if (node.type !== 'element') return false
  return node.properties.id === id || node.children.some((child) => holds(child, id))
}
