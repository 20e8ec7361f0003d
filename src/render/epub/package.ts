import type { Element } from 'xast'
import { x } from 'xastscript'
import { identify, type Meta, type Typeset } from '../../book.ts'
import { accessibility } from './accessibility.ts'
import type { Fonts } from './fonts.ts'
import type { Images } from './images.ts'
import { recordPath } from './provenance.ts'
import { holds, type XhtmlFile } from './xhtml-files.ts'

/** Write the package document (EPUB 3.3, 5): metadata, manifest, reading order. */
export function packageDocument(
  typeset: Typeset<'epub'>,
  xhtmlFiles: ReadonlyArray<XhtmlFile>,
  images: Images,
  fonts: Fonts
): Element {
  const { lang } = typeset.book.meta
  return x(
    'package',
    {
      xmlns: 'http://www.idpf.org/2007/opf',
      version: '3.0',
      'unique-identifier': 'identifier',
      'xml:lang': lang
    },
    [
      x('metadata', { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' }, [
        ...describe(typeset.book.meta),
        ...nameCover(typeset),
        ...accessibility(typeset, xhtmlFiles, images),
        ...namePages(typeset),
        x('link', { rel: 'record', href: recordPath, 'media-type': 'application/ld+json' })
      ]),
      manifest(typeset, xhtmlFiles, images, fonts),
      x(
        'spine',
        { toc: 'ncx', 'page-progression-direction': 'ltr' },
        xhtmlFiles.map(({ name }) => x('itemref', { idref: name }))
      )
    ]
  )
}

/**
 * Write the metadata; the modification time is the latest date in the document, so that it does not
 * depend on a clock.
 */
function describe(meta: Meta): ReadonlyArray<Element> {
  const { title, lang, body, date, type, source, corrections } = meta
  const modified = [date, ...corrections.map((correction) => correction.date)].toSorted().at(-1)
  return [
    x('dc:identifier', { id: 'identifier' }, identify(meta)),
    x('dc:title', title),
    x('dc:language', lang),
    ...(body ? [x('dc:creator', body)] : []),
    x('dc:date', date),
    x('dc:type', type),
    ...(source ? [x('dc:source', `${source.file}, SHA-256 ${source.sha256}`)] : []),
    x('meta', { property: 'dcterms:modified' }, `${modified}T00:00:00Z`)
  ]
}

/** Name the cover as in EPUB 2, which Kindle uses. */
function nameCover({ front }: Typeset<'epub'>): ReadonlyArray<Element> {
  return front ? [x('meta', { name: 'cover', content: 'cover-image' })] : []
}

/** Name the PDF whose pages are marked (EPUB Accessibility 1.1, 3.3.3); a press file by the title. */
function namePages({ book, pagination, siblings }: Typeset<'epub'>): ReadonlyArray<Element> {
  if (!pagination) return []
  const pdf = siblings.find(({ target }) => target === 'pdf')
  const name = pdf ? `${pdf.name}, SHA-256 ${pdf.sha256}` : book.meta.title
  return [x('meta', { property: 'pageBreakSource' }, name)]
}

function manifest(
  { front }: Typeset<'epub'>,
  xhtmlFiles: ReadonlyArray<XhtmlFile>,
  { assets }: Images,
  { files }: Fonts
): Element {
  const texts = xhtmlFiles.filter(({ name }) => name !== 'nav')
  return x('manifest', [
    item('nav', 'nav.xhtml', 'application/xhtml+xml', ['nav']),
    item('ncx', 'toc.ncx', 'application/x-dtbncx+xml'),
    item('style', 'style.css', 'text/css'),
    ...texts.map((xhtmlFile) => {
      const properties = [
        ...(holds([xhtmlFile], 'math') ? ['mathml'] : []),
        ...(holds([xhtmlFile], 'svg') ? ['svg'] : [])
      ]
      return item(xhtmlFile.name, xhtmlFile.path, 'application/xhtml+xml', properties)
    }),
    ...(front ? [item('cover-image', 'images/cover.png', 'image/png', ['cover-image'])] : []),
    ...assets.map(({ name, type }) => item(`image-${name}`, `images/${name}`, type)),
    ...files.map(([path]) => item(path.replace('/', '-'), path, 'font/ttf'))
  ])
}

function item(
  id: string,
  href: string,
  type: string,
  properties: ReadonlyArray<string> = []
): Element {
  const named = properties.length > 0 ? { properties: properties.join(' ') } : {}
  return x('item', { id, href, 'media-type': type, ...named })
}
