import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { circledNumbers, type Settings, toHanNumeral } from '../book.ts'

type Enumerators = Settings['enumerators']

/** Inline elements; everything else in an item is a block. */
const inline = new Set('a br code del em img input ruby span strong sup u'.split(' '))

/**
 * Set list markers as generated content in the first paragraph of each item.
 *
 * If the browser generated them, they could not be told from text on the page, and would be missing
 * from the tags.
 *
 * @param enumerators markers of numbered lists by level of nesting in numbered lists.
 */
export function setMarkers(node: ElementContent, enumerators: Enumerators): ElementContent {
  return setLevel(node, enumerators, 0)
}

/** @param level depth in numbered lists; the list of notes does not count. */
function setLevel(node: ElementContent, enumerators: Enumerators, level: number): ElementContent {
  if (node.type !== 'element') return node
  const { dataFootnotes, start, type } = node.properties
  const isNumbered = node.tagName === 'ol'
  const inside = dataFootnotes === undefined ? level + (isNumbered ? 1 : 0) : -1
  const children = node.children.map((child) => setLevel(child, enumerators, inside))
  if (!isList(node)) return { ...node, children }
  const enumerator = level < 0 ? '1.' : (enumerators[level] ?? enumerators.at(-1) ?? '1.')
  const first = typeof start === 'number' ? start : 1
  const items = children.filter((child) => child.type === 'element')
  return {
    ...node,
    children: items.map((item, index) => {
      // Editors' notes are lettered to distinguish them from the document's.
      const number = numberIn(type === 'a' ? 'a.' : enumerator, first + index)
      return mark(item, isNumbered ? number : '•')
    })
  }
}

/** Write a number in the style of an enumerator; in digits if the style has no such number. */
function numberIn(enumerator: Enumerators[number], number: number): string {
  const isSmall = number > 0 && number < 10_000
  switch (isSmall ? enumerator : '1.') {
    case '（1）':
      return `（${number}）`
    case '①':
      return circledNumbers[number - 1] ?? `（${number}）`
    case 'a.':
      return `${letters(number)}.`
    case '一、':
      return `${toHanNumeral(number)}、`
    case '（一）':
      return `（${toHanNumeral(number)}）`
    default:
      return `${number}.`
  }
}

/** Write a number as a, b … z, aa, ab, as browsers do. */
function letters(number: number): string {
  const rest = Math.floor((number - 1) / 26)
  const letter = String.fromCharCode(97 + ((number - 1) % 26))
  return rest > 0 ? letters(rest) + letter : letter
}

/** Tell whether a list has markers: all but the signatories, which are set in columns. */
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
  const { ariaLabel } = isTask ? box.properties : {}
  const marker = h('span', { className: ['marker'], dataApparatus: 'generated', ariaLabel }, [
    isTask ? done : text
  ])
  const paragraph = { ...first, children: [marker, ...(isTask ? rest : first.children)] }
  return { ...item, children: [paragraph, ...blocks] }
}

/** Wrap the text of a tight item in a paragraph, as in a loose one. */
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
