import { unzipSync } from 'fflate'
import { fromXml } from 'xast-util-from-xml'
import type { Book, Pagination } from '../../book.ts'
import { has, named, type Sheet, sheetOf, type Tag } from '../markup/tag.ts'
import { readZip, type Zip } from './zip.ts'

/** A file the manifest lists. */
type Item = Readonly<{
  id: string
  /** Its path in the container. */
  path: string
  type: string
  properties: ReadonlyArray<string>
  tag: Tag
}>

/** An EPUB, read once for all checks. */
export type Publication = Readonly<{
  bytes: Uint8Array
  zip: Zip
  files: Readonly<Record<string, Uint8Array>>
  /** Every XML file, by its path. */
  sheets: ReadonlyMap<string, Sheet>
  /** Path and elements of the package document. */
  path: string
  package: Sheet
  items: ReadonlyArray<Item>
  /** The documents of the spine, in order; the navigation may be among them. */
  spine: ReadonlyArray<Sheet>
  navigation: Sheet
  ncx?: Sheet
  book: Book
  pagination?: Pagination
  /** The Markdown the book is made from. */
  source: string
}>

/** What an EPUB was made of. */
export type Origin = Pick<Publication, 'book' | 'pagination' | 'source'>

const xmlTypes = new Set([
  ...['application/xhtml+xml', 'application/x-dtbncx+xml', 'application/oebps-package+xml']
])

/**
 * Read an EPUB as a reading system does (EPUB 3.3, 4 and 5).
 *
 * @throws if it is not a zip file, an XML file in it is not well-formed, or one that is needed is
 *   not there.
 */
export function readPublication(bytes: Uint8Array, origin: Origin): Publication {
  const files = unzipSync(bytes)
  const sheets = new Map<string, Sheet>()
  const open = (path: string): Sheet => {
    const sheet = sheets.get(path) ?? parse(files, path)
    sheets.set(path, sheet)
    return sheet
  }
  const container = open('META-INF/container.xml')
  const path = named(container.tags, 'rootfile')[0]?.attributes['full-path'] ?? ''
  const document = open(path)
  const items = named(document.tags, 'item').map((tag) => itemOf(tag, path))
  for (const item of items) if (xmlTypes.has(item.type)) open(item.path)
  const navigation = items.find(({ properties }) => properties.includes('nav'))
  const ncx = items.find(({ type }) => type === 'application/x-dtbncx+xml')
  if (!navigation) throw new Error('No navigation in the EPUB')
  return {
    bytes,
    zip: readZip(bytes),
    files,
    sheets,
    path,
    package: document,
    items,
    spine: named(document.tags, 'itemref').map(({ attributes: { idref } }) => {
      const item = items.find(({ id }) => id === idref)
      if (!item) throw new Error(`No item ${idref} in the EPUB`)
      return open(item.path)
    }),
    navigation: open(navigation.path),
    ...(ncx ? { ncx: open(ncx.path) } : {}),
    ...origin
  }
}

/** Resolve a relative URL against the path of a file in the container; nothing if it leads out. */
export function resolve(href: string, base: string): string | undefined {
  if (!URL.canParse(href, `epub:///${base}`)) return undefined
  const { protocol, host, pathname } = new URL(href, `epub:///${base}`)
  return protocol === 'epub:' && host === '' ? decodeURIComponent(pathname.slice(1)) : undefined
}

/** Find the element an internal link leads to; the document itself where it names no fragment. */
export function targetOf(
  href: string,
  base: string,
  { sheets }: Publication
): Readonly<{ path: string; tag?: Tag }> | undefined {
  const [file = '', fragment] = href.split('#')
  const path = file === '' ? base : resolve(file, base)
  const sheet = path === undefined ? undefined : sheets.get(path)
  if (!sheet || path === undefined) return undefined
  if (fragment === undefined) return { path }
  const id = decodeURIComponent(fragment)
  const tag = sheet.tags.find(({ attributes }) => attributes.id === id)
  return tag ? { path, tag } : undefined
}

/** The documents of the text in reading order: those of the spine but the navigation and the cover. */
export function textOfSpine({ spine, navigation }: Publication): ReadonlyArray<Sheet> {
  return spine.filter((sheet) => sheet !== navigation && !isCover(sheet))
}

/** Tell the page of the cover, which repeats the title page and is no text. */
export function isCover({ tags }: Sheet): boolean {
  return tags.some((tag) => tag.name === 'body' && has(tag, 'epub:type', 'cover'))
}

/** The `nav` of a kind in the navigation (EPUB 3.3, 7.4). */
export function navOf({ navigation }: Publication, kind: string): Tag | undefined {
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

function itemOf(tag: Tag, base: string): Item {
  const { id = '', href = '', 'media-type': type = '', properties = '' } = tag.attributes
  const path = resolve(href, base) ?? href
  return { id, path, type, properties: properties.split(/\s+/).filter(Boolean), tag }
}

function parse(files: Publication['files'], path: string): Sheet {
  const bytes = files[path]
  if (!bytes) throw new Error(`No ${path} in the EPUB`)
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  return sheetOf(fromXml(text), path)
}
