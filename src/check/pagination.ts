import type { PageStart, Pagination, PlacedBlock } from '../book.ts'
import { countOf } from './characters.ts'
import type { Print } from './print.ts'
import { forEachStream, wordingOf } from './text.ts'

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
  const begun = new Map<number, number>()
  for (const [index, { where }] of found.text.entries()) {
    if (!begun.has(where.page)) begun.set(where.page, streams.text.ordinals[index] ?? 0)
  }
  const { blocks, startOf } = wordingOf(book)
  const labelOf = (id: string) => map.pages[pageOf[startOf.get(id) ?? -1] ?? -1]?.label ?? ''
  const entries = entriesOf(print, labelOf)
  const pages: PageStart[] = []
  let next = pageOf.length
  for (const [page, { label, part }] of [...map.pages.entries()].reverse()) {
    next = begun.get(page) ?? next
    const entry = entries.get(page)
    pages.unshift({ label, part, character: next, ...(entry === undefined ? {} : { entry }) })
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

/**
 * Find the first entry of the contents that begins on each of its pages. What is painted there has
 * been proved to be the heading of the contents and then, entry by entry, headings and page labels.
 *
 * @param labelOf tells the label of the page a heading is on.
 */
function entriesOf(
  { book, map, sheets }: Print,
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
    count += lengthOf((sheets[page]?.apparatus ?? []).map(({ text }) => text).join(''))
  }
  return first
}

/** Count characters, but not the dots of leaders. */
function lengthOf(text: string): number {
  return countOf(text.replaceAll('·', ''))
}
