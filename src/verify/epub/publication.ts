import type { Book, Pagination } from '../../book.ts'
import { type ReadEpub, resolve } from '../read/epub.ts'
import { has, type MarkupElement, type MarkupFile, named } from '../read/markup.ts'

/** A finished EPUB, and what it was made of. */
export type Publication = ReadEpub &
  Readonly<{
    book: Book
    pagination?: Pagination
    /** The Markdown the book is made from. */
    source: string
  }>

/** Find the element an internal link leads to; the document itself where it names no fragment. */
export function targetOf(
  href: string,
  base: string,
  { documents }: Publication
): Readonly<{ path: string; tag?: MarkupElement }> | undefined {
  const [file = '', fragment] = href.split('#')
  const path = file === '' ? base : resolve(file, base)
  const document = path === undefined ? undefined : documents.get(path)
  if (!document || path === undefined) return undefined
  if (fragment === undefined) return { path }
  const id = decodeURIComponent(fragment)
  const tag = document.tags.find(({ attributes }) => attributes.id === id)
  return tag ? { path, tag } : undefined
}

/** The documents of the text in reading order: those of the spine but the navigation and the cover. */
export function textOfSpine({ spine, navigation }: Publication): ReadonlyArray<MarkupFile> {
  return spine.filter((document) => document !== navigation && !isCover(document))
}

/** Tell the page of the cover, which repeats the title page and is no text. */
export function isCover({ tags }: MarkupFile): boolean {
  return tags.some((tag) => tag.name === 'body' && has(tag, 'epub:type', 'cover'))
}

/** The `nav` of a kind in the navigation (EPUB 3.3, 7.4). */
export function navOf({ navigation }: Publication, kind: string): MarkupElement | undefined {
  return named(navigation.tags, 'nav').find((tag) => has(tag, 'epub:type', kind))
}

/** What `meta` of a property says in the package document. */
export function metaOf(
  { package: { tags } }: Publication,
  property: string
): ReadonlyArray<string> {
  return named(tags, 'meta')
    .filter(({ attributes }) => attributes.property === property)
    .map(({ children }) => children.join(''))
}
