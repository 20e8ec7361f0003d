import type { Edition, Typeset } from '../book.ts'
import { addStyleHooks, markWideTables, numberParagraphs } from './add-style-hooks.ts'
import { packEpub } from './epub/container.ts'
import { setCover } from './epub/cover.ts'
import { embedFonts } from './epub/fonts.ts'
import { placeImages } from './epub/images.ts'
import { setLicences } from './epub/licences.ts'
import { relink } from './epub/links.ts'
import { contentsOf, setNavigation } from './epub/navigation.ts'
import { ncx } from './epub/ncx.ts'
import { packageDocument } from './epub/package.ts'
import { listPages, markPageBreaks } from './epub/page-breaks.ts'
import { provenance, recordPath } from './epub/provenance.ts'
import { nameStructures } from './epub/semantics.ts'
import { xhtml, xml } from './epub/xhtml.ts'
import { divideIntoFiles, type XhtmlFile } from './epub/xhtml-files.ts'

/**
 * Make the EPUB edition (EPUB 3.3); the same input gives the same bytes everywhere.
 *
 * @throws if the tree names an image the book does not contain, or lacks the mark of a page.
 */
export function renderEpub(typeset: Typeset<'epub'>): Edition<'epub'> {
  const { book, pagination, front } = typeset
  const { lang, title } = book.meta
  const parts = divideIntoFiles(typeset)
  const images = placeImages(parts, book.assets)
  for (const xhtmlFile of parts) {
    addStyleHooks(xhtmlFile.content)
    markWideTables(xhtmlFile.content)
    nameStructures(xhtmlFile)
    numberParagraphs(xhtmlFile.content)
    markPageBreaks(xhtmlFile.content)
  }
  relink(parts)
  const xhtmlFiles = [...setCover(typeset), ...parts, ...setLicences(typeset)]
  const contents = contentsOf(xhtmlFiles, book.outline)
  const pages = listPages(xhtmlFiles, pagination)
  const nav = setNavigation(xhtmlFiles, contents, pages)
  const fonts = embedFonts(typeset.faces)
  const bytes = packEpub([
    ['package.opf', xml(packageDocument(typeset, xhtmlFiles, images, fonts))],
    [recordPath, provenance(typeset)],
    ['nav.xhtml', xhtml({ lang, title, style: 'style.css', matter: 'frontmatter', children: nav })],
    ['toc.ncx', xml(ncx(book.meta, xhtmlFiles, contents, pages))],
    ['style.css', new TextEncoder().encode(fonts.rules + typeset.styles)],
    ...xhtmlFiles
      .filter(({ name }) => name !== 'nav')
      .map((xhtmlFile) => [xhtmlFile.path, write(xhtmlFile, lang)] as const),
    ...(front ? [['images/cover.png', front.bytes] as const] : []),
    ...images.assets.map((asset) => [`images/${asset.name}`, asset.bytes] as const),
    ...fonts.files
  ])
  return { target: 'epub', bytes, ...(pagination ? { pagination } : {}) }
}

function write({ title, matter, content }: XhtmlFile, lang: string): Uint8Array {
  return xhtml({ lang, title, style: '../style.css', matter, children: [content] })
}
