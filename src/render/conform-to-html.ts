import type { Element } from 'hast'
import { visit } from 'unist-util-visit'

/**
 * Copy a tree, and make the copy conform to HTML where the output of Markdown does not.
 *
 * `align` on table cells is obsolete (HTML, 16.2) and becomes a class, `align-center`; image sizes
 * must be whole CSS px (HTML, 4.8.17). Header cells get `scope="col"`.
 */
export function conformToHtml(tree: Element): Element {
  const copy = structuredClone(tree)
  visit(copy, 'element', ({ tagName, properties }) => {
    const { align } = properties
    if (typeof align === 'string' && (tagName === 'td' || tagName === 'th')) {
      properties.className = [...classesOf(properties.className), `align-${align}`]
    }
    if (tagName === 'td' || tagName === 'th') delete properties.align
    if (tagName === 'th') properties.scope = 'col'
    if (tagName !== 'img') return
    for (const side of ['width', 'height']) {
      const size = Number(properties[side])
      if (size > 0) properties[side] = Math.max(1, Math.round(size))
      else delete properties[side]
    }
  })
  return copy
}

function classesOf(value: Element['properties'][string]): ReadonlyArray<string> {
  return Array.isArray(value) ? value.map(String) : []
}
