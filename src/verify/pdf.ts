import type { VFile } from 'vfile'
import {
  type Book,
  type Edition,
  type PageGeometry,
  type Proof,
  report,
  type Settings,
  setPrintedPlace
} from '../book.ts'
import { boxOfGlyph, measuredOf } from './pages/measured.ts'
import { checkOverlap } from './pages/overlap.ts'
import { type PaintedPlace, readPageContents } from './pages/page-content.ts'
import { paginate } from './pages/pagination.ts'
import { paintedOf } from './pages/painted.ts'
import { type Print, readPrint } from './pages/print.ts'
import { runRules } from './pages/run-rules.ts'
import { statisticsOf } from './pages/statistics.ts'
import { checkConformance } from './pdf/conformance.ts'
import {
  checkContents,
  checkDestinations,
  checkMargins,
  checkOutline,
  pagesOf
} from './pdf/navigation.ts'
import { type PaintedPage, type ReadPdf, readPdf } from './read/pdf.ts'
import type { StreamName } from './text/block.ts'
import { compareText } from './text/compare.ts'
import { forEachStream, streamsOf } from './text/streams.ts'

/**
 * Check the finished bytes of a PDF: the painted text is that of the book; the contents, the
 * outline and the destinations name the pages on which their headings are painted; folios are the
 * page labels; every font is an embedded, subset TrueType font; the file keeps to its standards; and
 * every line and page keeps the rules of the trade.
 *
 * @returns what was measured, if the text is that of the book.
 */
export async function checkPdf(
  edition: Edition<'pdf' | 'press'>,
  book: Book,
  file: VFile
): Promise<Proof> {
  const { bytes, map, fonts, settings } = edition
  const pdf = await readPdf(bytes)
  const { painted, holdings } = pdf
  checkFonts(pdf, fonts, file)
  const print = checkText(painted, map, settings, book, file)
  if (!print) return {}
  const pageOf = pagesOf(print)
  checkMargins(print, pageOf, file)
  // Nothing in a press file leads anywhere.
  if (edition.target === 'pdf') {
    checkDestinations(pdf, book, pageOf, file)
    checkOutline(pdf, book, file)
  }
  checkContents(print, pageOf, file)
  const checks = await checkConformance(pdf.file, edition, book, file)
  const pagination = paginate(print)
  return {
    characters: pagination.characters,
    pagination,
    painted: paintedOf(print, painted),
    checks,
    statistics: statisticsOf(print, runRules(print, file)),
    measured: measuredOf(print, pdf, edition.coverage),
    holdings
  }
}

/** Every font is an embedded, subset TrueType font of the template's. */
export function checkFonts(
  { fonts: used }: ReadPdf,
  fonts: ReadonlyArray<string>,
  file: VFile
): void {
  for (const { name, fault } of used) {
    const isOurs = fonts.some((font) => name.slice('AAAAAA+'.length).startsWith(font))
    const what = fault ?? (isOurs ? undefined : 'is none of the template’s')
    if (what) report(file, 'edition-font', `Unexpected font ${name}: it ${what}`)
  }
}

/**
 * Prove that every text of the book is painted, to the last character and in order.
 *
 * @returns the pages as the rules see them; nothing, and a message, if a character differs.
 */
export function checkText(
  painted: ReadonlyArray<PaintedPage>,
  map: PageGeometry,
  settings: Settings,
  book: Book,
  file: VFile
): Print | undefined {
  const pageContents = readPageContents(painted, map, settings)
  for (const [message, printed] of checkOverlap(painted, file)) setPrintedPlace(message, printed)
  const place = ({ page }: PaintedPlace) => `PDF, page ${page + 1} (folio ${painted[page]?.label})`
  const printed = ({ page, glyph }: PaintedPlace) => ({ page, box: boxOfGlyph(glyph) })
  const streams = streamsOf(book, settings.notes)
  const found = forEachStream((name) =>
    pageContents.flatMap((pageContent) => pageContent.text[name])
  )
  const isEqual = (name: StreamName) =>
    compareText(streams[name].characters, found[name], place, file, printed)
  const equal = forEachStream(isEqual)
  return Object.values(equal).includes(false)
    ? undefined
    : readPrint({ book, settings, map, pageContents, streams, found })
}
