import type { Element, ElementContent, Text } from 'hast'
import { h } from 'hastscript'
import type { PageStart, Pagination, Part } from '../book.ts'

/** Elements with blocks but no text of their own: a page is marked inside them, not before. */
const frames: ReadonlySet<string> = new Set(['section', 'div'])

/** Elements that allow only certain children, so that a page is marked deeper inside. */
const lists: ReadonlySet<string> = new Set([
  ...['ul', 'ol', 'dl', 'table', 'thead', 'tbody', 'tfoot', 'tr']
])

/**
 * Mark in the parts of an edition where the PDF's pages begin: an empty, generated `span.page` with
 * identifier `page-12` and the label in `data-page`.
 *
 * In the text it precedes the first character of the page, or the picture before that; if that
 * begins a block, the block. A page without text is marked together with the next one that has
 * text, or else the last one. The trees are copied.
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

/** Find the part each page is marked in. */
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

/** Mark the pages of the contents: the first before everything, the others in their first entries. */
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

/** Mark pages in the body, whose characters are counted on from the title. */
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

  /** Take the page that begins with a picture, and those before it. */
  function dueAt({ properties }: Element): Element[] {
    const page = waiting.findIndex(({ picture }) => picture && picture === properties.id)
    return waiting.splice(0, page + 1).map(markOf)
  }

  /** Take the pages that begin at the next character. */
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

/** Tell whether an element contains text. */
function hasText(node: ElementContent): boolean {
  if (node.type === 'text') return /\S/u.test(node.value)
  if (node.type !== 'element' || node.properties.dataApparatus === 'generated') return false
  return node.children.some(hasText)
}
