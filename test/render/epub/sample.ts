import { strFromU8 } from 'fflate'
import type { Element, Nodes } from 'xast'
import { fromXml } from 'xast-util-from-xml'
import type { PageStart, Sibling, Typeset } from '../../../src/book.ts'
import { markPages } from '../../../src/typeset/page-marks.ts'
import { fullText, fullTypeset } from '../../samples/render.ts'

/** The PDF whose pages {@link pagedTypeset} shares. */
export const pdf: Sibling = {
  target: 'pdf',
  name: '样本.pdf',
  size: 7,
  sha256: 'a'.repeat(64)
}

/**
 * {@link fullTypeset} with a cover and the pages of a PDF: a page of its own for each part, two for
 * the contents, and one that begins inside a paragraph.
 */
export function pagedTypeset(): Typeset<'epub'> {
  const typeset = fullTypeset('epub')
  const pages: ReadonlyArray<PageStart> = [
    { label: 'i', part: 'title', character: 0 },
    { label: 'ii', part: 'contents', character: at('序言'), entry: 0 },
    { label: 'iii', part: 'contents', character: at('序言'), entry: 1 },
    { label: 'iv', part: 'blank', character: at('序言') },
    { label: '1', part: 'text', character: at('序言') },
    { label: '2', part: 'text', character: at('之别') },
    { label: '3', part: 'text', character: at('二、构造') },
    { label: '4', part: 'colophon', character: count(fullText.join('')) }
  ]
  const pagination = { characters: count(fullText.join('')), pages, blocks: [] }
  return {
    ...typeset,
    parts: markPages(typeset.parts, pagination, typeset.book.meta.title),
    pagination,
    siblings: [pdf],
    digest: 'b'.repeat(64),
    front: { bytes: Uint8Array.of(1), width: 16, height: 25 }
  }
}

/** Where a text begins, in characters. */
function at(words: string): number {
  const [before = ''] = fullText.join('').split(words)
  return count(before)
}

function count(text: string): number {
  return [...text.replaceAll(/\s/gu, '')].length
}

/** The values of a property in the metadata of a package. */
export function metaOf(opf: Nodes, property: string): ReadonlyArray<string> {
  return all(opf, 'meta')
    .filter(({ attributes }) => attributes.property === property)
    .map(textOf)
}

/** Parse an XML file of an unpacked EPUB. */
export function open(from: Readonly<Record<string, Uint8Array>>, path: string): Nodes {
  return fromXml(strFromU8(from[path] ?? new Uint8Array()))
}

/** Descendant elements of a node in document order, of one name or all. */
export function all(node: Nodes, name?: string): ReadonlyArray<Element> {
  if (!('children' in node)) return []
  const below = node.children.flatMap((child) => all(child, name))
  const isOne = node.type === 'element' && (name === undefined || node.name === name)
  return isOne ? [node, ...below] : below
}

/** The text below a node. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}
