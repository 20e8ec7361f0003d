import type { VFile } from 'vfile'
import { type Book, type Edition, type Proof, report, type Settings } from '../../book.ts'
import type { Rectangle } from '../../pdf/matrix.ts'
import { drawnIn, isSized, mm } from '../pages/boxes.ts'
import { measuredOf } from '../pages/measured.ts'
import { paginate } from '../pages/pagination.ts'
import { runRules } from '../pages/run-rules.ts'
import { statisticsOf } from '../pages/statistics.ts'
import { checkFonts, checkText } from '../pdf.ts'
import type { Glyph } from '../read/pdf/glyphs.ts'
import { type PaintedPage, readPdf } from '../read/pdf.ts'
import { checkConformance } from './conformance.ts'
import { cutFromSheet, imposedPosition, visibleArea } from './imposed-position.ts'
import { checkContents, checkMargins, pagesOf } from './navigation.ts'

const blank: PaintedPage = { label: '', glyphs: [], drawn: [], pictures: [] }

/** Tolerance of a place, CSS px: a twentieth of a millimetre. */
const slack = 0.05 * mm

/**
 * Check the finished bytes of a booklet: unfolded, it has every page of the book once, at its place, with
 * every glyph and rule where it stood before, and nothing on its blank pages; and the text of the
 * pages so put back is that of the book, and they keep the rules of the trade.
 *
 * @returns what was measured, if the text is that of the book.
 */
export async function checkBooklet(
  edition: Edition<'booklet'>,
  book: Book,
  file: VFile
): Promise<Proof> {
  const { bytes, map, settings, unfolded, fonts } = edition
  const pdf = await readPdf(bytes)
  const { painted: sides, holdings } = pdf
  checkFonts(pdf, fonts, file)
  checkSizes(pdf.trims, settings, file)
  const count = map.pages.length
  const wanted = Math.ceil(count / 4) * 4
  if (sides.length * 2 !== wanted) {
    fault(file, `${sides.length} sides of the booklet`, `${wanted / 2} for ${count} pages`)
    return {}
  }
  const { painted: before } = await readPdf(unfolded)
  if (before.length !== count) fault(file, `${before.length} pages of the booklet`, `${count}`)
  const unlike: number[] = []
  const pages = Array.from({ length: wanted }, (_, index) => {
    const berth = imposedPosition(index, wanted, settings)
    const page = cutFromSheet(sides[berth.side] ?? blank, berth, settings)
    const own = before[index] ?? blank
    compareGlyphs(page, own, index, file)
    if (!isDrawnAlike(page, own, visibleArea(berth, settings))) unlike.push(index + 1)
    return { ...page, label: map.pages[index]?.label ?? '' }
  })
  const [first] = unlike
  const more = unlike.length > 1 ? ` and ${unlike.length - 1} more` : ''
  if (first) fault(file, `rules on page ${first} of the booklet${more}`, 'those of the page')
  const print = checkText(pages.slice(0, count), map, settings, book, file)
  if (!print) return {}
  const pageOf = pagesOf(print)
  checkMargins(print, pageOf, file)
  checkContents(print, pageOf, file)
  const checks = await checkConformance(pdf.file, edition, book, file)
  const pagination = paginate(print)
  const { characters } = pagination
  const statistics = statisticsOf(print, runRules(print, file))
  const measured = measuredOf(print, pdf, edition.coverage)
  return { characters, pagination, checks, statistics, measured, holdings }
}

function checkSizes(
  trims: ReadonlyArray<Rectangle>,
  { page: { width, height } }: Settings,
  file: VFile
): void {
  for (const [index, trim] of trims.entries()) {
    if (isSized(trim, 2 * width, height)) continue
    fault(file, `size of side ${index + 1} of the booklet`, `${2 * width} × ${height} mm`)
  }
}

/** A page of the booklet has the text the page did before, or nothing where there was none. */
function compareGlyphs(page: PaintedPage, before: PaintedPage, index: number, file: VFile): void {
  const where = `on page ${index + 1} of the booklet`
  const length = Math.max(page.glyphs.length, before.glyphs.length)
  for (let order = 0; order < length; order++) {
    const [glyph, want] = [page.glyphs[order], before.glyphs[order]]
    if (glyph && want && isSame(glyph, want)) continue
    fault(file, `${placeOf(glyph)} ${where}`, placeOf(want))
    return
  }
}

/**
 * The same for its rules and tints. What only touches the edge of what is seen is none of them: rounded, a
 * tint of the page beside it may reach over the fold by a sliver.
 */
function isDrawnAlike(page: PaintedPage, before: PaintedPage, seen: Rectangle): boolean {
  const [x0, y0, x1, y1] = seen
  const well: Rectangle = [x0 + slack, y0 + slack, x1 - slack, y1 - slack]
  const seenOn = ({ drawn }: PaintedPage) =>
    drawnIn(
      drawn.filter((box) => drawnIn([box], well).length > 0),
      seen
    )
  const [drawn, wanted] = [seenOn(page), seenOn(before)]
  const isEqual = (box: Rectangle, order: number) => isNear(box, wanted[order] ?? [])
  return drawn.length === wanted.length && drawn.every(isEqual)
}

function isSame(glyph: Glyph, before: Glyph): boolean {
  const { text, font, turned } = glyph
  const isAlike = text === before.text && font === before.font && turned === before.turned
  return isAlike && isNear(lengthsOf(glyph), lengthsOf(before))
}

function lengthsOf({ left, base, x, y, width, size }: Glyph): ReadonlyArray<number> {
  return [left, base, x, y, width, size]
}

function isNear(lengths: ReadonlyArray<number>, before: ReadonlyArray<number>): boolean {
  return lengths.every((length, index) => Math.abs(length - (before[index] ?? 1e9)) <= slack)
}

function placeOf(glyph: Glyph | undefined): string {
  if (!glyph) return 'nothing'
  const [x, y] = [glyph.left, glyph.base].map((length) => (length / mm).toFixed(2))
  return `“${glyph.text}” at ${x}, ${y} mm`
}

function fault(file: VFile, what: string, want: string): void {
  report(file, 'edition-imposition', `Unexpected ${what}, expected ${want}`)
}
