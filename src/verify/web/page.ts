import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { VFile } from 'vfile'
import type { Book, Pagination, Target } from '../../book.ts'
import { named, type Sheet, sheetOf, type Tag } from '../markup/tag.ts'

/** A web edition, read once for all checks. */
export type WebPage = Readonly<{
  target: Target
  bytes: Uint8Array
  text: string
  sheet: Sheet
  /** What the parser had to mend (HTML, 13.2.2). */
  errors: ReadonlyArray<string>
  /** The style sheets in it, and the data for machines, as they stand. */
  styles: ReadonlyArray<string>
  data: ReadonlyArray<string>
  book: Book
  pagination?: Pagination
  /** The Markdown the book is made from. */
  source: string
}>

const parser = unified().use(rehypeParse, { emitParseErrors: true }).freeze()

/**
 * Read a web edition as a browser does.
 *
 * @throws if the bytes are not UTF-8.
 */
export function readWebPage(
  bytes: Uint8Array,
  origin: Pick<WebPage, 'target' | 'book' | 'pagination' | 'source'>
): WebPage {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  const file = new VFile(text)
  const sheet = sheetOf(parser.parse(file), '')
  const { messages } = file
  return {
    bytes,
    text,
    sheet,
    errors: messages.map(({ ruleId, line }) => `${ruleId} in line ${line}`),
    styles: named(sheet.tags, 'style').map(({ children }) => children.join('')),
    data: named(sheet.tags, 'script').map(({ children }) => children.join('')),
    ...origin
  }
}

/** How the files of the other editions end, by their media types. */
export const endingsOf: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/epub+zip': '.epub'
}

/** Find what `meta` of a name, a property or a pragma says. */
export function metaOf({ sheet }: WebPage, name: string): ReadonlyArray<string> {
  return named(sheet.tags, 'meta').flatMap(({ attributes }) => {
    const { name: own, property, 'http-equiv': pragma, content = '' } = attributes
    return [own, property, pragma].includes(name) ? [content] : []
  })
}

/** Find the links of a relation in the head. */
export function linksOf({ sheet }: WebPage, relation: string): ReadonlyArray<Tag> {
  return named(sheet.tags, 'link').filter(({ attributes }) => attributes.rel === relation)
}
