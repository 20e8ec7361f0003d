import type { VFile } from 'vfile'
import { type Book, type Box, type Edition, type PageMap, report } from '../book.ts'
import { type Glyph, type PaintedPage, readGlyphs } from './glyphs.ts'
import { readStructure, type Structure } from './structure.ts'
import { type Character, compareText, wordingOf } from './text.ts'

/** What is painted on a page, told apart. */
type ReadPage = Readonly<{
  text: ReadonlyArray<Character<number>>
  /** Generated apparatus and margins, without white space. */
  apparatus: string
  margins: string
}>

/**
 * Check the finished bytes of a PDF: the painted text is that of the book; the contents, the
 * outline and the destinations name the pages on which their headings are painted; folios are the
 * page labels; every font is an embedded, subset TrueType font.
 */
export async function checkPdf(edition: Edition, book: Book, file: VFile): Promise<void> {
  const { bytes, map, fonts = [] } = edition
  if (!map) throw new Error('Unexpected PDF without a page map')
  const structure = await readStructure(bytes)
  for (const { name, fault } of structure.fonts) {
    const isOurs = fonts.some((font) => name.slice('AAAAAA+'.length).startsWith(font))
    const what = fault ?? (isOurs ? undefined : 'is none of the template’s')
    if (what) report(file, 'edition-font', `Unexpected font ${name}: it ${what}`)
  }
  const painted = await readGlyphs(bytes)
  const pages = painted.map((page, index) => tellApart(page, map, index))
  const place = (page: number) => `PDF, page ${page + 1} (folio ${painted[page]?.label})`
  checkFolios(painted, pages, file)
  checkOverlap(painted, file)
  const { characters, startOf } = wordingOf(book)
  const found = pages.flatMap((page) => page.text)
  if (!compareText(characters, found, place, file)) return
  const pageOf = new Map([...startOf].map(([id, index]) => [id, found[index]?.where ?? -1]))
  checkDestinations(structure, pageOf, file)
  checkOutline(structure, book, file)
  checkContents(painted, pages, map, book, pageOf, file)
}

/** Tell text, apparatus and margins of a page apart by where the renderer put the apparatus. */
function tellApart({ glyphs }: PaintedPage, map: PageMap, page: number): ReadPage {
  const { apparatus = [], margins = [] } = map.pages[page] ?? {}
  const text: Character<number>[] = []
  const rest = { apparatus: '', margins: '' }
  let space: boolean | undefined
  let last: Glyph | undefined
  for (const glyph of glyphs) {
    const within = (box: Box) => contains(box, glyph.x, glyph.y)
    const kind = margins.some(within) ? 'margins' : apparatus.some(within) ? 'apparatus' : 'text'
    if (!last || isApart(last, glyph)) space = undefined
    last = glyph
    for (const value of glyph.text) {
      if (/\s/u.test(value)) {
        if (space === false) space = true
      } else if (kind === 'text') {
        text.push({ value, space, where: page })
        space = false
      } else {
        rest[kind] += value
      }
    }
  }
  return { text, ...rest }
}

/** A new line, or a gap too wide to be that of a justified line: white space cannot be told. */
function isApart(left: Glyph, right: Glyph): boolean {
  const gap = right.x - left.x - (right.width + left.width) / 2
  return left.y !== right.y || gap > right.width / 2
}

/** The folio, where there is one, is the page label (PDF 32000-1, 12.4.2). */
function checkFolios(
  painted: ReadonlyArray<PaintedPage>,
  pages: ReadonlyArray<ReadPage>,
  file: VFile
): void {
  for (const [index, { margins }] of pages.entries()) {
    const label = painted[index]?.label
    if (margins === '' || margins === `—${label}—`) continue
    const reason = `Unexpected folio ${margins} on page ${index + 1} of the PDF, expected —${label}—`
    report(file, 'edition-contents', reason)
  }
}

/** No two characters lie one over the other; a combining mark may. */
function checkOverlap(painted: ReadonlyArray<PaintedPage>, file: VFile): void {
  for (const [index, { glyphs }] of painted.entries()) {
    const over = glyphs.findIndex((glyph, order) => {
      const next = glyphs[order + 1]
      const isMark = /^\p{M}/u.test(next?.text ?? '')
      if (!next || isMark || glyph.y !== next.y) return false
      return Math.abs(next.x - glyph.x) < Math.min(glyph.width, next.width) / 4
    })
    if (over === -1) continue
    const pair = `${glyphs[over]?.text}${glyphs[over + 1]?.text}`
    const reason = `Unexpected overlap of ${pair} on page ${index + 1} of the PDF, expected them side by side`
    report(file, 'edition-overlap', reason)
  }
}

function checkDestinations(
  { destinations, links }: Structure,
  pageOf: ReadonlyMap<string, number>,
  file: VFile
): void {
  for (const [id, page] of pageOf) {
    const named = destinations.get(id)
    if (named === page) continue
    const reason = `Unexpected page ${(named ?? -1) + 1} as destination of ${id} in the PDF, expected page ${page + 1}`
    report(file, 'edition-contents', reason)
  }
  for (const id of links) {
    if (destinations.has(id)) continue
    report(file, 'edition-contents', `Unexpected link to ${id} in the PDF, expected a destination`)
  }
}

function checkOutline(
  { outline }: Structure,
  { meta, outline: headings }: Book,
  file: VFile
): void {
  const wanted = [
    { title: meta.title, destination: 'title' },
    ...headings.map(({ id, text }) => ({ title: text, destination: id }))
  ]
  const ids = new Set(wanted.map((entry) => entry.destination))
  const found = outline.filter((entry) => ids.has(entry.destination))
  const differing = wanted.findIndex(
    (entry, index) =>
      found[index]?.title !== entry.title || found[index]?.destination !== entry.destination
  )
  if (differing === -1 && found.length === wanted.length) return
  const reason = `Unexpected outline entry ${found[differing]?.title}, expected ${wanted[differing]?.title}`
  report(file, 'edition-contents', reason)
}

/** Each entry of the contents is its heading and the label of the page that heading is painted on. */
function checkContents(
  painted: ReadonlyArray<PaintedPage>,
  pages: ReadonlyArray<ReadPage>,
  { at }: PageMap,
  { outline }: Book,
  pageOf: ReadonlyMap<string, number>,
  file: VFile
): void {
  const first = at.contents?.page
  if (first === undefined) return
  const end = painted.findIndex((page) => page.label === '1')
  const contents = pages.slice(first, end).map((page) => page.apparatus)
  const found = contents.join('').replaceAll('·', '')
  const wanted = outline.map(({ id, text }) => {
    const label = painted[pageOf.get(id) ?? -1]?.label
    return (text + label).replaceAll(/[\s·]/gu, '')
  })
  if (found === `目录${wanted.join('')}`) return
  const entry = wanted.find((entry) => !found.includes(entry)) ?? wanted[0]
  const reason = `Unexpected contents in the PDF, expected the entry ${entry}, its heading and its page`
  report(file, 'edition-contents', reason)
}

function contains({ x, y, width, height }: Box, left: number, top: number): boolean {
  return left >= x && left <= x + width && top >= y && top <= y + height
}
