import type { Book, Pagination } from '../../book.ts'
import { type MarkupElement, named } from '../read/markup.ts'
import type { ReadPage } from '../read/web.ts'

/** A finished web edition, and what it was made of. */
export type WebPage = ReadPage &
  Readonly<{
    /** Whether it is a page of a site. */
    isOnSite: boolean
    book: Book
    pagination?: Pagination
    /** The Markdown the book is made from. */
    source: string
  }>

/** How the files of the other editions end, by their media types. */
export const endingsOf: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/epub+zip': '.epub'
}

/** Find what `meta` of a name, a property or a pragma says. */
export function metaOf({ document }: WebPage, name: string): ReadonlyArray<string> {
  return named(document.tags, 'meta').flatMap(({ attributes }) => {
    const { name: own, property, 'http-equiv': pragma, content = '' } = attributes
    return [own, property, pragma].includes(name) ? [content] : []
  })
}

/** Find the links of a relation in the head. */
export function linksOf({ document }: WebPage, relation: string): ReadonlyArray<MarkupElement> {
  return named(document.tags, 'link').filter(({ attributes }) => attributes.rel === relation)
}
