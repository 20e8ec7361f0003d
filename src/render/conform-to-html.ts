import type { Element } from 'hast'
import { visit } from 'unist-util-visit'

/**
 * Copy a tree, and let the copy conform to HTML where Markdown's own output does not.
 *
 * `align` on table cells is obsolete (HTML, 16.2) and becomes a class, `align-center`; sizes of
 * images must be whole CSS px (HTML, 4.8.17). Of tables only columns have heads, and each says so.
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
