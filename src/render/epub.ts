import type { Edition, Typeset } from '../book.ts'
import { dress } from './dress.ts'
import { pack } from './epub/container.ts'
import { setCover } from './epub/cover.ts'
import { embed } from './epub/fonts.ts'
import { placeImages } from './epub/images.ts'
import { setLicences } from './epub/licences.ts'
import { relink } from './epub/links.ts'
import { contentsOf, navigate } from './epub/navigation.ts'
import { ncx } from './epub/ncx.ts'
import { numberParagraphs } from './epub/numbers.ts'
import { packageDocument } from './epub/package.ts'
import { listPages, markPageBreaks } from './epub/page-breaks.ts'
import { provenance, recordPath } from './epub/provenance.ts'
import { nameStructures } from './epub/semantics.ts'
import { divide, type Sheet } from './epub/sheets.ts'
import { fitTables } from './epub/tables.ts'
import { xhtml, xml } from './epub/xhtml.ts'

/**
 * Make the EPUB edition (EPUB 3.3): the same typeset document gives the same bytes anywhere.
 *
 * @throws if the tree names an image that the book does not hold, or lacks the mark of a page.
 */
export function renderEpub(typeset: Typeset): Edition {
  const { book, pagination, front } = typeset
  const { lang, title } = book.meta
  const parts = divide(typeset)
  const images = placeImages(parts, book.assets)
  for (const sheet of parts) {
    dress(sheet.content)
    fitTables(sheet.content)
    nameStructures(sheet)
    numberParagraphs(sheet.content)
    markPageBreaks(sheet.content)
  }
  relink(parts)
  const sheets = [...setCover(typeset), ...parts, ...setLicences(typeset)]
  const contents = contentsOf(sheets, book.outline)
  const pages = listPages(sheets, pagination)
  const nav = navigate(sheets, contents, pages)
  const fonts = embed(typeset.faces)
  const bytes = pack([
    ['package.opf', xml(packageDocument(typeset, sheets, images, fonts))],
    [recordPath, provenance(typeset)],
    ['nav.xhtml', xhtml({ lang, title, style: 'style.css', matter: 'frontmatter', children: nav })],
    ['toc.ncx', xml(ncx(book.meta, sheets, contents, pages))],
    ['style.css', new TextEncoder().encode(fonts.rules + typeset.styles)],
    ...sheets
      .filter(({ name }) => name !== 'nav')
      .map((sheet) => [sheet.path, write(sheet, lang)] as const),
    ...(front ? [['images/cover.png', front.bytes] as const] : []),
    ...images.assets.map((asset) => [`images/${asset.name}`, asset.bytes] as const),
    ...fonts.files
  ])
  return { target: 'epub', bytes, ...(pagination ? { pagination } : {}) }
}

function write({ title, matter, content }: Sheet, lang: string): Uint8Array {
  return xhtml({ lang, title, style: '../style.css', matter, children: [content] })
}
