import type { Element, RootContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import { SKIP, visit } from 'unist-util-visit'

/** A cell longer than this, in characters, is running text, which needs a measure. */
const longest = 12

/**
 * Tell the style sheets what CSS cannot see, because it knows neither text nor its length.
 *
 * The classes are `picture` for a paragraph that is one image, `address` for a link that shows a
 * web address, `long` for a cell of running text, `short` for a name of two characters, `next` for a
 * line drawn along a name that follows another without a character between. The tree is changed in
 * place.
 */
export function addStyleHooks(tree: Element): void {
  visit(tree, 'element', (node, index = 0, parent) => {
    const name = classOf(node, parent?.children[index - 1])
    if (name) node.properties.className = [...classesOf(node), name]
  })
}

/**
 * Give every table a box of its own to scroll in, within reach of the keyboard; paper needs none.
 *
 * The box is named after the caption of its table, or by number. The tree is changed in place.
 */
export function boxTables(tree: Element): void {
  let count = 0
  visit(tree, { type: 'element', tagName: 'table' }, (node, index, parent) => {
    if (node.type !== 'element' || index === undefined || !parent) return
    count += 1
    const caption = node.children.find((child) => 'tagName' in child && child.tagName === 'caption')
    const ariaLabel = caption ? textOf(caption) : `表格${count}`
    const box = { className: ['table'], ariaLabel, tabIndex: 0 }
    parent.children[index] = h('section', box, [node])
    return SKIP
  })
}

function classOf(node: Element, before: RootContent | undefined): string | undefined {
  switch (node.tagName) {
    case 'u':
      return before?.type === 'element' && before.tagName === 'u' ? 'next' : undefined
    case 'p':
      return isPicture(node) ? 'picture' : undefined
    case 'a':
      return /^(https?:\/\/|www\.)\S+$/.test(textOf(node)) ? 'address' : undefined
    case 'td':
    case 'th':
      return lengthOf(node) > longest ? 'long' : undefined
    default:
      return classesOf(node).includes('name') && lengthOf(node) === 2 ? 'short' : undefined
  }
}

/** Tell whether an element holds one image, linked or not, and nothing else. */
function isPicture({ children }: Element): boolean {
  const [only, ...others] = children
  if (only?.type !== 'element' || others.length > 0) return false
  return only.tagName === 'img' || (only.tagName === 'a' && isPicture(only))
}

function lengthOf(node: Element): number {
  return [...textOf(node)].length
}

function classesOf({ properties }: Element): ReadonlyArray<string> {
  return Array.isArray(properties.className) ? properties.className.map(String) : []
}

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

/** Columns that find room on a small screen by what stands in them. */
const most = 4

/**
 * Tell the style sheet which tables have many columns, class `wide`: what stands over the edge of a
 * page is lost there, for nothing can be scrolled. The tree is changed in place.
 */
export function markWideTables(tree: Element): void {
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
