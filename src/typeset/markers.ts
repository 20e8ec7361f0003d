import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'

/**
 * Set the markers of lists as apparatus of their own.
 *
 * A browser would generate them: on paper they could not be told from the text, and a screen reader
 * would not find them.
 */
export function setMarkers(node: ElementContent): ElementContent {
  if (node.type !== 'element') return node
  const children = node.children.map(setMarkers)
  if (!isList(node)) return { ...node, children }
  let number = typeof node.properties.start === 'number' ? node.properties.start : 1
  return {
    ...node,
    children: children.map((child) => {
      if (child.type !== 'element' || child.tagName !== 'li') return child
      return mark(child, node.tagName === 'ol' ? `${enumerator(node, number++)}.` : '·')
    })
  }
}

/** Notes of editors are lettered, so that none is taken for one of the document's. */
function enumerator({ properties }: Element, number: number): string {
  return properties.type === 'a' ? letters(number) : `${number}`
}

/** Count a, b … z, aa, ab, as a browser does. */
function letters(number: number): string {
  const rest = Math.floor((number - 1) / 26)
  const letter = String.fromCharCode(97 + ((number - 1) % 26))
  return rest > 0 ? letters(rest) + letter : letter
}

/** The signatories stand in columns; every other list has markers. */
function isList({ tagName, children }: Element): boolean {
  const items = children.filter((child) => child.type === 'element')
  const isTabular = items.some(({ children: [first] }) => {
    return first?.type === 'element' && String(first.properties.className) === 'office'
  })
  return (tagName === 'ul' || tagName === 'ol') && !isTabular
}

/** Put the marker into the first paragraph of an item, so that it stands in its first line. */
function mark(item: Element, text: string): Element {
  const marker = h('span', { className: ['marker'], dataApparatus: 'generated' }, text)
  const index = item.children.findIndex((child) => child.type === 'element')
  const first = item.children[index]
  if (first?.type !== 'element' || first.tagName !== 'p') {
    return { ...item, children: [marker, ...item.children] }
  }
  const paragraph = { ...first, children: [marker, ...first.children] }
  return { ...item, children: item.children.with(index, paragraph) }
}
