import type { Element } from 'xast'
import { x } from 'xastscript'
import type { Book } from '../../book.ts'
import { accessibility } from './accessibility.ts'
import { identify } from './identify.ts'
import type { Images } from './images.ts'
import { pathOf } from './navigation.ts'
import type { Sheet } from './sheets.ts'

/** A seat in the reading order. */
type Seat = Readonly<{ name: string; path: string }>

/**
 * Write the package document (EPUB 3.3, 5): metadata, manifest, reading order.
 *
 * The time of the last modification is the date of the document, for no clock may decide the bytes.
 *
 * @param contentsAfter name of the sheet after which the contents are read, if they are.
 */
export function packageDocument(
  book: Book,
  sheets: ReadonlyArray<Sheet>,
  images: Images,
  contentsAfter?: string
): Element {
  const { lang } = book.meta
  const seats = sheets.map((sheet): Seat => ({ name: sheet.name, path: pathOf(sheet) }))
  return x(
    'package',
    {
      xmlns: 'http://www.idpf.org/2007/opf',
      version: '3.0',
      'unique-identifier': 'identifier',
      'xml:lang': lang
    },
    [
      metadata(book, images),
      manifest(seats, images),
      x(
        'spine',
        { 'page-progression-direction': 'ltr' },
        seats.flatMap(({ name }) => [
          x('itemref', { idref: name }),
          ...(name === contentsAfter ? [x('itemref', { idref: 'nav' })] : [])
        ])
      )
    ]
  )
}

function metadata({ meta, outline }: Book, images: Images): Element {
  return x('metadata', { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' }, [
    x('dc:identifier', { id: 'identifier' }, identify(meta)),
    x('dc:title', meta.title),
    x('dc:language', meta.lang),
    ...(meta.body ? [x('dc:creator', meta.body)] : []),
    x('dc:date', meta.date),
    x('meta', { property: 'dcterms:modified' }, `${meta.date}T00:00:00Z`),
    ...accessibility(outline.length > 0, images)
  ])
}

function manifest(seats: ReadonlyArray<Seat>, { assets }: Images): Element {
  const type = 'application/xhtml+xml'
  return x('manifest', [
    x('item', { id: 'nav', href: 'nav.xhtml', 'media-type': type, properties: 'nav' }),
    x('item', { id: 'style', href: 'style.css', 'media-type': 'text/css' }),
    ...seats.map(({ name, path }) => x('item', { id: name, href: path, 'media-type': type })),
    ...assets.map((asset) =>
      x('item', {
        id: `image-${asset.name}`,
        href: `images/${asset.name}`,
        'media-type': asset.type
      })
    )
  ])
}
