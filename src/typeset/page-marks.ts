import type { Element, ElementContent, Text } from 'hast'
import { h } from 'hastscript'
import type { PageStart, Pagination, Part } from '../book.ts'

/** Elements that hold other blocks and no text of their own: a page is marked inside, not before them. */
const frames: ReadonlySet<string> = new Set(['section', 'div'])

/** Elements in which only certain others may stand, so that a page is marked deeper inside. */
const lists: ReadonlySet<string> = new Set([
  ...['ul', 'ol', 'dl', 'table', 'thead', 'tbody', 'tfoot', 'tr']
])

/**
 * Mark in the parts of an edition where the pages of the PDF begin: an empty `span.page` that is
 * apparatus, has the identifier `page-12` and, in `data-page`, the label.
 *
 * In the text it stands before the first character of the page, or the picture before that; where
 * that begins a block, before the block. A page without text is marked with the next one that has any, or else the last one.
 * The trees are copied.
 */
export function markPages(
  parts: ReadonlyArray<Part>,
  { pages }: Pagination,
  title: string
): ReadonlyArray<Part> {
  const homes = homesOf(pages)
  const of = (home: Home) => pages.filter((_, index) => homes[index] === home)
  return parts.map((part) => {
    const tree = structuredClone(part.tree)
    if (part.role === 'contents') markEntries(tree, of('contents'))
    else if (part.role === 'body') markText(tree, of('text'), lengthOf(title))
    else tree.children.unshift(...of(part.role).map(markOf))
    return { ...part, tree }
  })
}

type Home = 'title' | 'contents' | 'text' | 'colophon'

/** Tell of each page the part it is marked in. */
function homesOf(pages: ReadonlyArray<PageStart>): ReadonlyArray<Home> {
  const own = pages.map(({ part }): Home | undefined =>
    part === 'blank' ? undefined : part === 'half-title' ? 'title' : part
  )
  return own.map(
    (home, index) =>
      home ?? own.slice(index).find(Boolean) ?? own.slice(0, index).findLast(Boolean) ?? 'text'
  )
}

function markOf({ label }: PageStart): Element {
  return h('span', {
    className: ['page'],
    id: `page-${label}`,
    dataPage: label,
    dataApparatus: 'generated'
  })
}

/** Mark the pages of the contents: the first before all, the others in the entries that begin them. */
function markEntries(contents: Element, pages: ReadonlyArray<PageStart>): void {
  const entries = entriesOf(contents)
  for (const page of pages.toReversed()) {
    const home = page.entry ? entries[page.entry] : undefined
    const into = home ?? contents
    into.children.unshift(markOf(page))
  }
}

function entriesOf(node: Element): ReadonlyArray<Element> {
  const below = node.children.flatMap((child) => (child.type === 'element' ? entriesOf(child) : []))
  return node.tagName === 'li' ? [node, ...below] : below
}

/** Mark pages in the body, whose first character follows the last of the title. */
function markText(body: Element, pages: ReadonlyArray<PageStart>, titleLength: number): void {
  const waiting = [...pages]
  let count = titleLength
  walk(body)
  body.children.push(...waiting.map(markOf))

  function walk(parent: Element): void {
    parent.children = parent.children.flatMap((child): ElementContent[] => {
      if (child.type === 'text') return cut(child)
      if (child.type !== 'element' || child.properties.dataApparatus === 'generated') return [child]
      const isAhead = !frames.has(child.tagName) && !lists.has(parent.tagName)
      const marks = isAhead ? (hasText(child) ? due() : dueAt(child)) : []
      walk(child)
      return [...marks, child]
    })
  }

  /** Take the page that a picture begins, and those before it. */
  function dueAt({ properties }: Element): Element[] {
    const page = waiting.findIndex(({ picture }) => picture && picture === properties.id)
    return waiting.splice(0, page + 1).map(markOf)
  }

  /** Take the pages that begin with the next character. */
  function due(): Element[] {
    const end = waiting.findIndex(({ character }) => character > count)
    return waiting.splice(0, end === -1 ? waiting.length : end).map(markOf)
  }

  function cut(text: Text): ElementContent[] {
    const out: ElementContent[] = []
    let value = ''
    for (const character of text.value) {
      if (!/\s/u.test(character)) {
        const marks = due()
        if (marks.length > 0) {
          if (value !== '') out.push({ ...text, value })
          out.push(...marks)
          value = ''
        }
        count += 1
      }
      value += character
    }
    return [...out, { ...text, value }]
  }
}

function lengthOf(text: string): number {
  return [...text.replaceAll(/\s/gu, '')].length
}

/** Tell whether the text has a character in an element. */
function hasText(node: ElementContent): boolean {
  if (node.type === 'text') return /\S/u.test(node.value)
  if (node.type !== 'element' || node.properties.dataApparatus === 'generated') return false
  return node.children.some(hasText)
}
