import type { Edition, Typeset } from '../book.ts'
import { boxTables, dress } from './dress.ts'
import { pack } from './epub/container.ts'
import { placeImages } from './epub/images.ts'
import { relink } from './epub/links.ts'
import { navigate, pathOf } from './epub/navigation.ts'
import { packageDocument } from './epub/package.ts'
import { nameStructures } from './epub/semantics.ts'
import { divide, type Sheet } from './epub/sheets.ts'
import { xhtml, xml } from './epub/xhtml.ts'

/**
 * Make the EPUB edition (EPUB 3.3): the same typeset document gives the same bytes anywhere.
 *
 * @throws if the tree names an image that the book does not hold.
 */
export function renderEpub(typeset: Typeset): Edition {
  const { book, parts, styles } = typeset
  const { lang, title } = book.meta
  const sheets = divide(typeset)
  const images = placeImages(sheets, book.assets)
  for (const sheet of sheets) {
    dress(sheet.content)
    boxTables(sheet.content)
    nameStructures(sheet)
  }
  relink(sheets)
  const contents = parts.find(({ role }) => role === 'contents')
  const hasContents = book.outline.length > 0 && contents !== undefined
  const opf = packageDocument(
    book,
    sheets,
    images,
    hasContents ? parts[parts.findIndex(({ role }) => role === 'contents') - 1]?.role : undefined
  )
  const nav = navigate(sheets, book.outline, hasContents ? contents?.tree : undefined)
  const bytes = pack([
    ['package.opf', xml(opf)],
    ['nav.xhtml', xhtml({ lang, title, style: 'style.css', matter: 'frontmatter', children: nav })],
    ['style.css', new TextEncoder().encode(styles)],
    ...sheets.map((sheet) => [pathOf(sheet), write(sheet, lang)] as const),
    ...images.assets.map((asset) => [`images/${asset.name}`, asset.bytes] as const)
  ])
  return {
    target: 'epub',
    bytes,
    ...(typeset.pagination ? { pagination: typeset.pagination } : {})
  }
}

function write({ title, matter, content }: Sheet, lang: string): Uint8Array {
  return xhtml({ lang, title, style: '../style.css', matter, children: [content] })
}
