import type { Element, Nodes } from 'hast'
import { bytesOf, dictAt, dictOf, has, lookUp, textAt } from '../../pdf/objects.ts'
import type { StructureElement } from '../../pdf/structure-tree.ts'
import { textOfElement } from '../../pdf/words.ts'
import { memoizeByObject } from '../memoize.ts'
import { readBody, tagsIn } from './body.ts'
import type { FinishedPdf } from './finished.ts'

/** What the book and the tags must have alike beside the text. */
export type Item = Readonly<{
  kind: 'structure' | 'description' | 'title' | 'language' | 'link'
  value: string
}>

/** What there is in the text, in order, and in each of its notes. */
export type Summary = Readonly<{
  text: ReadonlyArray<Item>
  notes: ReadonlyArray<ReadonlyArray<Item>>
}>

const roles: Readonly<Record<string, string>> = {
  section: 'Sect',
  blockquote: 'BlockQuote',
  aside: 'Note',
  table: 'Table',
  caption: 'Caption',
  figcaption: 'Caption',
  tr: 'TR',
  th: 'TH',
  td: 'TD',
  ol: 'L',
  ul: 'L',
  li: 'LI',
  rt: 'RT'
}
const told = new Set(Object.values(roles))

/** Summarise the book. */
export const summariseBook: (finished: FinishedPdf) => Summary = memoizeByObject((finished) => {
  const { book, destinations, map } = finished
  const notes: Item[][] = []
  // Without a page of its own the title stands at the head of the text.
  const hasTitlePage = map.pages.some(({ part }) => part === 'title')
  const text = hasTitlePage ? [] : [structure(`H1 ${bare(book.meta.title)}`)]
  visit(book.body, book.meta.lang, text)
  return { text, notes }

  function visit(node: Nodes, outer: string, items: Item[]): void {
    if (node.type === 'root') for (const child of node.children) visit(child, outer, items)
    if (node.type !== 'element' || node.properties.dataApparatus === 'generated') return
    if (!isWritten(node)) return
    const { properties, tagName } = node
    const lang = typeof properties.lang === 'string' ? properties.lang : outer
    if (properties.dataFootnotes !== undefined) {
      for (const note of notesIn(node)) {
        const own: Item[] = []
        notes.push(own)
        for (const child of note.children) visit(child, lang, own)
      }
      return
    }
    if (lang !== outer) items.push({ kind: 'language', value: lang })
    const isNamed = tagName === 'section' || tagName === 'aside'
    if (isNamed && typeof properties.ariaLabel === 'string') {
      items.push({ kind: 'title', value: properties.ariaLabel })
    }
    if (tagName === 'img') items.push({ kind: 'description', value: String(properties.alt) })
    if (tagName === 'a') items.push({ kind: 'link', value: targetOf(String(properties.href)) })
    const role = roles[tagName]
    const isHeading = /^h[1-6]$/.test(tagName)
    if (isHeading) items.push(structure(`${tagName.toUpperCase()} ${bare(textIn(node))}`))
    if (role) items.push(structure(role))
    for (const child of node.children) visit(child, lang, items)
    if (role) items.push(structure(`end of ${role}`))
  }

  function targetOf(href: string): string {
    if (!href.startsWith('#')) return addressOf(href)
    const name = Buffer.from(decodeURIComponent(href.slice(1))).toString('latin1')
    return destinations.get(name) ?? href
  }
})

/** Summarise the tags of the text; what kanben adds to it is left out. */
export const summariseTags: (finished: FinishedPdf) => Summary = memoizeByObject((finished) => {
  const { words, document, destinations } = finished
  const { parts, calls } = readBody(finished)
  const text: Item[] = []
  for (const part of parts) visit(part, text)
  const notes = finished.tags.all
    .filter((tag) => calls.notes.has(tag))
    .map((note) => {
      const items: Item[] = []
      const language = textAt(note.dict, 'Lang')
      if (language !== undefined) items.push({ kind: 'language', value: language })
      for (const tag of tagsIn(note)) visit(tag, items)
      return items
    })
  return { text, notes }

  function visit(tag: StructureElement, items: Item[]): void {
    const { dict, type } = tag
    if (calls.notes.has(tag) || calls.references.has(tag) || isPreface(tag)) return
    const add = (kind: Item['kind'], value: string | undefined): void => {
      if (value !== undefined) items.push({ kind, value })
    }
    add('language', textAt(dict, 'Lang'))
    add('title', textAt(dict, 'T'))
    add('description', textAt(dict, 'Alt'))
    if (type === 'Link') for (const target of targetsOf(tag)) add('link', target)
    const heading = () => bare(textOfElement(tag, words, isLeft))
    if (/^H[1-6]$/.test(type)) add('structure', `${type} ${heading()}`)
    if (told.has(type)) add('structure', type)
    for (const child of tagsIn(tag)) visit(child, items)
    if (told.has(type)) add('structure', `end of ${type}`)
  }

  /** Readings and calls of notes are no part of a heading. */
  function isLeft(tag: StructureElement): boolean {
    return tag.type === 'RT' || calls.references.has(tag)
  }

  /** A link has an annotation on each of its lines, all of them to one place. */
  function targetsOf({ kids }: StructureElement): ReadonlySet<string> {
    return new Set(
      kids.flatMap((kid) => {
        if (kid.kind !== 'object' || !kid.ref) return []
        const annotation = dictOf(document.context.lookup(kid.ref))
        if (!has(annotation, 'Dest'))
          return [addressOf(textAt(dictAt(annotation, 'A'), 'URI') ?? '')]
        const target = lookUp(annotation, 'Dest')
        return [destinations.get(bytesOf(target) ?? '') ?? String(target)]
      })
    )
  }
})

/** What an editor adds to the signatories begins with a paragraph of kanben's that says so. */
export function isPreface({ type, parent }: StructureElement): boolean {
  return type === 'P' && parent?.type === 'Note' && isPrefaced(parent)
}

/** Whether a note of an editor begins so. */
export function isPrefaced(note: StructureElement): boolean {
  const [first, second] = tagsIn(note)
  return first?.type === 'P' && second?.type === 'L'
}

/** Write an address as a browser does. */
export function addressOf(href: string): string {
  return URL.canParse(href) ? new URL(href).href : href
}

/** What holds nothing that is painted, such as an empty item, is no element of the tags; a cell is. */
function isWritten(node: Nodes): boolean {
  if (node.type === 'text') return /\S/u.test(node.value)
  if (node.type !== 'element') return false
  const { tagName, properties } = node
  // An image that is not described is an artifact.
  if (tagName === 'img') return Boolean(properties.alt)
  return /^(?:input|t[dh])$/.test(tagName) || node.children.some(isWritten)
}

function structure(value: string): Item {
  return { kind: 'structure', value }
}

function notesIn({ children }: Element): ReadonlyArray<Element> {
  return children.flatMap((list) =>
    list.type === 'element' && list.tagName === 'ol'
      ? list.children.flatMap((note) => (note.type === 'element' ? [note] : []))
      : []
  )
}

function textIn(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element' || node.tagName === 'rt') return ''
  return node.properties.dataApparatus === 'generated' ? '' : node.children.map(textIn).join('')
}

function bare(text: string): string {
  return text.replaceAll(/[\s\u00AD]/gu, '').normalize('NFD')
}
