import type { Element } from 'hast'
import { visit } from 'unist-util-visit'

/** Columns that find room on a small screen by what stands in them. */
const most = 4

/**
 * Tell the style sheet which tables have many columns, class `wide`: what stands over the edge of a
 * page is lost there, for nothing can be scrolled. The tree is changed in place.
 */
export function fitTables(tree: Element): void {
  visit(tree, { type: 'element', tagName: 'table' }, (node) => {
    if (node.type === 'element' && columnsOf(node) > most) node.properties.className = ['wide']
  })
}

/** The cells of its longest row. */
function columnsOf(node: Element): number {
  const inner = node.children.filter((child) => child.type === 'element')
  const own = inner.filter(({ tagName }) => tagName === 'td' || tagName === 'th').length
  return Math.max(own, ...inner.map(columnsOf))
}
