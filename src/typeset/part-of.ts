import type { Element, ElementContent, Properties } from 'hast'

/**
 * Make a part of an element, for one line or page. It knows its element, so that tagging can join
 * the parts.
 */
export function partOf(
  element: Element,
  properties: Properties,
  children: ElementContent[]
): Element {
  const source = element.data?.source ?? element
  // `rehype-parse` declares that elements have positions of their tags.
  return { ...element, properties, children, data: { position: {}, ...element.data, source } }
}
