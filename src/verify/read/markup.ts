import type { Nodes as Html } from 'hast'
import { find, html } from 'property-information'
import type { Nodes as Xml } from 'xast'

/** An element of an edition, or of the book, whatever parsed it. */
export type MarkupElement = Readonly<{
  name: string
  /** By their names as they are written, `data-apparatus`. */
  attributes: Readonly<Record<string, string>>
  children: ReadonlyArray<MarkupElement | string>
  parent?: MarkupElement
  /** Whether it is, or stands in, what kanben added. */
  isGenerated: boolean
}>

/** A parsed file: its elements in the order in which they begin, and what only a parser sees. */
export type MarkupFile = Readonly<{
  /** Path in the edition; empty in an edition of one file. */
  path: string
  tags: ReadonlyArray<MarkupElement>
  comments: ReadonlyArray<string>
}>

/** Elements whose text no reader sees. */
export const unseen: ReadonlySet<string> = new Set([
  'head',
  'title',
  'style',
  'script',
  'template',
  'noscript',
  'rp'
])

/** List the elements of a parsed file. */
export function markupFileOf(root: Html | Xml, path: string): MarkupFile {
  const tags: MarkupElement[] = []
  const comments: string[] = []
  walk(root, [])
  return { path, tags, comments }

  function walk(
    node: Html | Xml,
    siblings: Array<MarkupElement | string>,
    parent?: MarkupElement
  ): void {
    if (node.type === 'text' || node.type === 'cdata') siblings.push(node.value)
    if (node.type === 'comment') comments.push(node.value)
    if (node.type === 'root') for (const child of node.children) walk(child, siblings)
    if (node.type !== 'element') return
    const name = 'tagName' in node ? node.tagName : node.name
    const attributes = 'tagName' in node ? written(node.properties) : known(node.attributes)
    const isGenerated = parent?.isGenerated === true || attributes['data-apparatus'] === 'generated'
    const children: Array<MarkupElement | string> = []
    const tag = { name, attributes, children, isGenerated, ...(parent ? { parent } : {}) }
    tags.push(tag)
    siblings.push(tag)
    for (const child of node.children) walk(child, children, tag)
  }
}

/** Give the text of an element that a reader sees, apparatus left out, white space as it stands. */
export function textOf(tag: MarkupElement): string {
  if (tag.isGenerated || unseen.has(tag.name)) return ''
  return tag.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')
}

/** Give all text in an element, apparatus and all, with its white space collapsed. */
export function wordsOf(tag: MarkupElement): string {
  const all = ({ children }: MarkupElement): string =>
    children.map((child) => (typeof child === 'string' ? child : all(child))).join('')
  return tidy(all(tag))
}

/** Collapse white space as HTML does; an ideographic space is none. */
export function tidy(text: string): string {
  return text.replaceAll(/[ \t\r\n]+/g, ' ').trim()
}

/** Take white space out of a text: editions may break and indent their lines as they like. */
export function bare(text: string): string {
  return text.replaceAll(/\s+/gu, '')
}

/** List the elements within an element, itself not, in the order in which they begin. */
export function within(tag: MarkupElement): ReadonlyArray<MarkupElement> {
  return tag.children.flatMap((child) =>
    typeof child === 'string' ? [] : [child, ...within(child)]
  )
}

/** Pick the elements of a name. */
export function named(
  tags: ReadonlyArray<MarkupElement>,
  name: string
): ReadonlyArray<MarkupElement> {
  return tags.filter((tag) => tag.name === name)
}

/** Tell whether one of the words of an attribute is this one. */
export function has(tag: MarkupElement, attribute: string, word: string): boolean {
  return (tag.attributes[attribute] ?? '').split(/\s+/).includes(word)
}

/** Name an element for a person: `p#p57`, or by the nearest identifier around it. */
export function nameOf(tag: MarkupElement): string {
  const { id } = tag.attributes
  if (id !== undefined) return `${tag.name}#${id}`
  let { parent } = tag
  while (parent && parent.attributes.id === undefined) parent = parent.parent
  return parent ? `${tag.name} in ${nameOf(parent)}` : tag.name
}

/** Write properties of hast as the attributes they stand for. */
function written(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, value]) => {
      if (value === undefined || value === null || value === false) return []
      const words = Array.isArray(value) ? value.join(' ') : value === true ? '' : String(value)
      return [[find(html, key).attribute, words]]
    })
  )
}

function known(
  attributes: Readonly<Record<string, string | null | undefined>>
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, value ?? '']))
}
