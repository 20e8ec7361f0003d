import { visit } from 'unist-util-visit'
import type { PageStart, Pagination, PlacedBlock } from '../../book.ts'
import type { Glyph } from '../read/pdf/glyphs.ts'
import { countOf, decompose } from '../text/characters.ts'
import { forEachStream, wordingOf } from '../text/streams.ts'
import type { Print } from './print.ts'

/**
 * Tell where each page begins in the text, and on which pages each block stands, from the characters
 * painted on them, which must have been proved equal to those of the book.
 */
export function paginate(print: Print): Pagination {
  const { book, map, streams, found } = print
  const pageOf: number[] = []
  forEachStream((name) => {
    for (const [index, ordinal] of streams[name].ordinals.entries()) {
      pageOf[ordinal] = found[name][index]?.where.page ?? -1
    }
  })
  const begun = new Map<number, Begin>()
  for (const [index, { where }] of found.text.entries()) {
    const character = streams.text.ordinals[index] ?? 0
    if (!begun.has(where.page)) begun.set(where.page, { character, glyph: where.glyph })
  }
  const { blocks, startOf } = wordingOf(book)
  const labelOf = (id: string) => map.pages[pageOf[startOf.get(id) ?? -1] ?? -1]?.label ?? ''
  const entries = entriesOf(print, labelOf)
  const pictures = picturesOf(print, startOf)
  const pages: PageStart[] = []
  let next = pageOf.length
  for (const [page, { label, part }] of [...map.pages.entries()].reverse()) {
    next = begun.get(page)?.character ?? next
    const picture = pictures.find((id) => isFirst(id, page, begun.get(page), print))
    const entry = entries.get(page)
    pages.unshift({
      ...{ label, part, character: next },
      ...(picture === undefined ? {} : { picture }),
      ...(entry === undefined ? {} : { entry })
    })
  }
  const ids = new Map([...startOf].reverse().map(([id, from]) => [from, id]))
  return {
    characters: pageOf.length,
    pages,
    blocks: blocks.map(({ from, to }): PlacedBlock => {
      const on = pageOf.slice(from, to)
      const id = ids.get(from)
      return { ...(id ? { id } : {}), from, to, first: Math.min(...on), last: Math.max(...on) }
    })
  }
}

/** The first character of a page, and where it is painted. */
type Begin = Readonly<{ character: number; glyph: Glyph }>

/** The paragraphs that have no text, in order: they hold pictures. */
function picturesOf({ book }: Print, startOf: ReadonlyMap<string, number>): ReadonlyArray<string> {
  const ids: string[] = []
  visit(book.body, { tagName: 'p' }, (node) => {
    const { id } = node.type === 'element' ? node.properties : {}
    if (typeof id === 'string' && !startOf.has(id)) ids.push(id)
  })
  return ids
}

/** Tell whether an element stands on a page before its first character. */
function isFirst(
  id: string,
  page: number,
  begin: Begin | undefined,
  { map, settings }: Print
): boolean {
  const place = map.at[id]
  if (place?.page !== page) return false
  if (!begin) return true
  const { x, y } = begin.glyph
  return settings.writing === 'vertical' ? place.x > x : place.y < y
}

/**
 * Find the first entry of the contents that begins on each of its pages. What is painted there has
 * been proved to be the heading of the contents and then, entry by entry, headings and page labels.
 *
 * @param labelOf tells the label of the page a heading is on.
 */
function entriesOf(
  { book, map, pageContents }: Print,
  labelOf: (id: string) => string
): ReadonlyMap<number, number> {
  const first = new Map<number, number>()
  let begins = 0
  const begun = book.outline.map(({ id, text }) => {
    const at = begins
    begins += lengthOf(text + labelOf(id))
    return at
  })
  let count = -lengthOf('目录')
  for (const [page, { part }] of map.pages.entries()) {
    if (part !== 'contents') continue
    const entry = begun.findIndex((at) => at >= count)
    if (entry >= 0) first.set(page, entry)
    count += lengthOf((pageContents[page]?.apparatus ?? []).map(({ text }) => text).join(''))
  }
  return first
}

/** Count characters, accents apart as a font may or may not have them, but not the dots of leaders. */
function lengthOf(text: string): number {
  return countOf(decompose(text.replaceAll('·', '')))
}
