import type { Element } from 'hast'
import { visit } from 'unist-util-visit'
import type { Operation } from '../../../pdf/operations.ts'

/** Operators that paint (PDF 32000-1, table 51). */
const painting = /^(?:[sSfFbB]|[fbB]\*|sh|Do|Tj|TJ|'|")$/

/**
 * Find the image each operation of a page belongs to, if any: that of the next painting operation,
 * for which a colour may be set long before.
 *
 * Chromium marks the content of each image with alternative text as a figure (PDF 32000-1, 14.6),
 * in the order of the leaf. If the numbers differ, nothing is found.
 */
export function operationImages(
  operations: ReadonlyArray<Operation>,
  leaf: Element
): ReadonlyArray<Element | undefined> {
  const images: Element[] = []
  visit(leaf, 'element', (node) => {
    if (node.tagName === 'img' && node.properties.alt !== '') images.push(node)
  })
  const figures = figuresOf(operations)
  const numbers = [...new Set(figures)].filter((figure) => figure !== undefined)
  if (numbers.length !== images.length) return []
  const imageOf = new Map(numbers.map((number, index) => [number, images[index]]))
  let next: string | undefined
  return operations
    .map((_, index) => index)
    .reverse()
    .map((index) => {
      if (painting.test(operations[index]?.operator ?? '')) next = figures[index]
      return next === undefined ? undefined : imageOf.get(next)
    })
    .reverse()
}

/** List the figure each operation is marked with, by Chromium's number. */
function figuresOf(operations: ReadonlyArray<Operation>): ReadonlyArray<string | undefined> {
  const open: Array<string | undefined> = []
  return operations.map(({ operator, operands }) => {
    if (operator === 'EMC') open.pop()
    if (operator === 'BMC' || operator === 'BDC') {
      open.push(operands[0] === '/Figure' ? operands[1] : open.at(-1))
    }
    return open.at(-1)
  })
}
