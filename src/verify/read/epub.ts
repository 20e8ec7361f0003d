import { unzipSync } from 'fflate'
import { fromXml } from 'xast-util-from-xml'
import { readZip, type Zip } from './epub/zip.ts'
import { type MarkupElement, type MarkupFile, markupFileOf, named } from './markup.ts'

/** A file the manifest lists. */
type Item = Readonly<{
  id: string
  /** Its path in the container. */
  path: string
  type: string
  properties: ReadonlyArray<string>
  tag: MarkupElement
}>

/** An EPUB, read once, from its bytes alone. */
export type ReadEpub = Readonly<{
  bytes: Uint8Array
  zip: Zip
  files: Readonly<Record<string, Uint8Array>>
  /** Every XML file, by its path. */
  documents: ReadonlyMap<string, MarkupFile>
  /** Path and elements of the package document. */
  path: string
  package: MarkupFile
  items: ReadonlyArray<Item>
  /** The documents of the spine, in order; the navigation may be among them. */
  spine: ReadonlyArray<MarkupFile>
  navigation: MarkupFile
  ncx?: MarkupFile
}>

const xmlTypes = new Set([
  ...['application/xhtml+xml', 'application/x-dtbncx+xml', 'application/oebps-package+xml']
])

/**
 * Read an EPUB as a reading system does (EPUB 3.3, 4 and 5).
 *
 * @throws if it is not a zip file, an XML file in it is not well-formed, or one that is needed is
 *   not there.
 */
export function readEpub(bytes: Uint8Array): ReadEpub {
  const files = unzipSync(bytes)
  const documents = new Map<string, MarkupFile>()
  const open = (path: string): MarkupFile => {
    const document = documents.get(path) ?? parse(files, path)
    documents.set(path, document)
    return document
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
    documents,
    path,
    package: document,
    items,
    spine: named(document.tags, 'itemref').map(({ attributes: { idref } }) => {
      const item = items.find(({ id }) => id === idref)
      if (!item) throw new Error(`No item ${idref} in the EPUB`)
      return open(item.path)
    }),
    navigation: open(navigation.path),
    ...(ncx ? { ncx: open(ncx.path) } : {})
  }
}

/** Resolve a relative URL against the path of a file in the container; nothing if it leads out. */
export function resolve(href: string, base: string): string | undefined {
  if (!URL.canParse(href, `epub:///${base}`)) return undefined
  const { protocol, host, pathname } = new URL(href, `epub:///${base}`)
  return protocol === 'epub:' && host === '' ? decodeURIComponent(pathname.slice(1)) : undefined
}

function itemOf(tag: MarkupElement, base: string): Item {
  const { id = '', href = '', 'media-type': type = '', properties = '' } = tag.attributes
  const path = resolve(href, base) ?? href
  return { id, path, type, properties: properties.split(/\s+/).filter(Boolean), tag }
}

function parse(files: ReadEpub['files'], path: string): MarkupFile {
  const bytes = files[path]
  if (!bytes) throw new Error(`No ${path} in the EPUB`)
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  return markupFileOf(fromXml(text), path)
}
