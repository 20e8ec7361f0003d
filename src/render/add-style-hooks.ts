import type { Element, RootContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import { SKIP, visit } from 'unist-util-visit'

/** A longer cell, in characters, is running text, which needs a minimum width. */
const longest = 12

/**
 * Add classes for conditions CSS selectors cannot express: what the text is, and how long.
 *
 * The classes: `picture` for a paragraph with only one image, `address` for a link showing a web
 * address, `long` for a cell of running text, `short` for a name of two characters, `next` for a
 * name mark directly after another. The tree is changed in place.
 */
export function addStyleHooks(tree: Element): void {
  visit(tree, 'element', (node, index = 0, parent) => {
    const name = classOf(node, parent?.children[index - 1])
    if (name) node.properties.className = [...classesOf(node), name]
  })
}

/**
 * Wrap every table in a scrollable box that the keyboard can focus.
 *
 * The box is labelled by the table's caption, or by number. The tree is changed in place.
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

/** Tell whether an element contains one image, linked or not, and nothing else. */
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
 * Set the paragraph numbers as `data-number`, which the style sheet shows without making them text.
 * The tree is changed in place.
 */
export function numberParagraphs(tree: Element): void {
  visit(tree, { type: 'element', tagName: 'p' }, (node) => {
    if (node.type !== 'element') return
    const number = /^p(\d+)$/.exec(String(node.properties.id))?.[1]
    if (number) node.properties.dataNumber = number
  })
}

/** Most columns that fit on a small screen. */
const most = 4

/**
 * Mark tables with many columns by the class `wide`: reading systems cannot scroll, so overflow
 * would be lost. The tree is changed in place.
 */
export function markWideTables(tree: Element): void {
  visit(tree, { type: 'element', tagName: 'table' }, (node) => {
    if (node.type === 'element' && columnsOf(node) > most) node.properties.className = ['wide']
  })
}

/** Count the cells of the longest row. */
function columnsOf(node: Element): number {
  const inner = node.children.filter((child) => child.type === 'element')
  const own = inner.filter(({ tagName }) => tagName === 'td' || tagName === 'th').length
  return Math.max(own, ...inner.map(columnsOf))
}
