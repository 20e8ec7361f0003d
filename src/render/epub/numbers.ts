import type { Element } from 'hast'
import { visit } from 'unist-util-visit'

/**
 * Tell the style sheet the running numbers of the paragraphs, `data-number`: they are shown, and no
 * part of the text. The tree is changed in place.
 */
export function numberParagraphs(tree: Element): void {
  visit(tree, { type: 'element', tagName: 'p' }, (node) => {
    if (node.type !== 'element') return
    const number = /^p(\d+)$/.exec(String(node.properties.id))?.[1]
    if (number) node.properties.dataNumber = number
  })
}
