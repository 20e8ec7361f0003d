import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'

/** What stands in a line; everything else in an item is a block of its own. */
const inline = new Set(['a', 'br', 'code', 'del', 'em', 'img', 'input', 'span', 'strong', 'sup'])

/**
 * Set the markers of lists as apparatus of their own, in the first paragraph of their items.
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
      return mark(child, node.tagName === 'ol' ? `${enumerator(node, number++)}.` : '•')
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

function mark(item: Element, text: string): Element {
  const [first, ...blocks] = paragraphsOf(item)
  const [box, ...rest] = first.children
  const isTask = box?.type === 'element' && box.tagName === 'input'
  const done = isTask && box.properties.checked ? '■' : '□'
  const marker = h('span', { className: ['marker'], dataApparatus: 'generated' }, [
    isTask ? done : text
  ])
  const paragraph = { ...first, children: [marker, ...(isTask ? rest : first.children)] }
  return { ...item, children: [paragraph, ...blocks] }
}

/** A tight item holds its text itself; in print it is a paragraph, as in a loose one. */
function paragraphsOf({ children }: Element): [Element, ...ElementContent[]] {
  const [first, ...others] = children.filter((child) => !isBlank(child))
  if (first?.type === 'element' && first.tagName === 'p') return [first, ...others]
  const block = children.findIndex(
    (child) => child.type === 'element' && !inline.has(child.tagName)
  )
  const end = block === -1 ? children.length : block
  return [h('p', children.slice(0, end)), ...children.slice(end)]
}

function isBlank(node: ElementContent): boolean {
  return node.type === 'text' && node.value.trim() === ''
}
