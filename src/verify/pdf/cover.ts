import type { VFile } from 'vfile'
import {
  type Book,
  type BookBlock,
  chineseDate,
  type Edition,
  type Proof,
  report,
  type Settings
} from '../../book.ts'
import type { Rectangle } from '../../pdf/matrix.ts'
import { isSized, mm } from '../pages/boxes.ts'
import { ascent } from '../pages/measure.ts'
import { checkOverlap } from '../pages/overlap.ts'
import { checkFonts } from '../pdf.ts'
import type { Glyph } from '../read/pdf/glyphs.ts'
import { readPdf } from '../read/pdf.ts'
import { decompose } from '../text/characters.ts'
import { checkConformance } from './conformance.ts'

/** A panel: its edges, mm from the corner of the trimmed sheet, what stays free there, and its text. */
type Panel = Readonly<{
  name: 'back' | 'spine' | 'front'
  from: number
  to: number
  /** What stays free beside its left and right edges, mm. */
  clear: number
  /** The texts it may have; one of them it has. */
  texts: ReadonlyArray<string>
}>

/** What stays free beside the trim of a cover and the folds of its front and back, mm. */
const margin = 3

/** The thinnest spine with text (GB/T 11668), what stays free beside its folds, the least size of type, mm. */
const spineRules = { thinnest: 5, clear: 1.5, size: 2, ends: 24 }

/** Tolerance of a place, mm. */
const slack = 0.05

/**
 * Check the finished bytes of a cover: the sheet is as large as its panels, the spine as wide as pages
 * and paper say; title, issuing body, date and place are painted, and nothing else, each on its panel
 * and clear of trim and folds.
 */
export async function checkCover(
  edition: Edition<'cover'>,
  book: Book,
  file: VFile
): Promise<Proof> {
  const { bytes, settings, block, fonts } = edition
  const pdf = await readPdf(bytes)
  const { painted, trims, holdings } = pdf
  checkFonts(pdf, fonts, file)
  const [trim] = trims
  const [sheet] = painted
  if (!trim || !sheet || trims.length > 1) {
    fault(file, `number of sheets, ${trims.length},`, 'one')
    return {}
  }
  const { page, press } = settings
  const spine = Math.ceil(block.pages / 2) * press.paper
  const width = 2 * block.width + spine
  if (!isSized(trim, width, page.height)) {
    fault(file, 'size', `${width.toFixed(2)} × ${page.height} mm, the spine ${spine.toFixed(2)} mm`)
  }
  checkOverlap(painted, file)
  const panels = panelsOf(book, block, spine, settings)
  const [first] = panels
  const panelAt = ({ x }: Glyph) => panels.findLast(({ from }) => from * mm <= x) ?? first
  const glyphs = sheet.glyphs.filter(({ text }) => text.trim() !== '')
  for (const panel of panels) {
    const own = glyphs.filter((glyph) => panelAt(glyph) === panel)
    checkPanel(panel, own, settings, file)
  }
  return { checks: await checkConformance(pdf.file, edition, book, file), holdings }
}

/** The panels from left to right: bound on the right (vertical writing), the front comes first. */
function panelsOf(
  { meta }: Book,
  { width }: BookBlock,
  spine: number,
  { writing, page }: Settings
): ReadonlyArray<Panel> {
  const { title, body = '', identifier = '', place = '', date } = meta
  const front = `${body}${title}${chineseDate(date)}${place}`
  const room = (page.height - spineRules.ends) / spineRules.size
  // No character is wider than an em.
  const hasRoom = [...title, ...body].length + 2 <= room
  const onSpine = spine < spineRules.thinnest ? [''] : [title + body, ...(hasRoom ? [] : [''])]
  const outer = [
    { name: 'back', texts: [identifier] },
    { name: 'front', texts: [front] }
  ] as const
  const [left, right] = writing === 'vertical' ? outer.toReversed() : outer
  const to = width + spine
  return [
    ...(left ? [{ ...left, from: 0, to: width, clear: margin }] : []),
    { name: 'spine', texts: onSpine, from: width, to, clear: spineRules.clear },
    ...(right ? [{ ...right, from: to, to: to + width, clear: margin }] : [])
  ]
}

function checkPanel(
  { name, from, to, clear, texts }: Panel,
  glyphs: ReadonlyArray<Glyph>,
  { page: { height } }: Settings,
  file: VFile
): void {
  const found = glyphs.map(({ text }) => text).join('')
  if (!texts.some((text) => spell(text) === spell(found))) {
    fault(file, `“${found}” on the ${name}`, `“${texts[0]}”`)
  }
  const out = glyphs.find((glyph) => {
    const [left, top, right, foot] = emBoxOf(glyph)
    const free = clear - slack
    const isBeside = left < (from + free) * mm || right > (to - free) * mm
    return isBeside || top < margin * mm || foot > (height - margin) * mm
  })
  if (out) fault(file, `${out.text} at the edge of the ${name}`, `${clear} mm free there`)
}

/** The em box of a glyph, which lies on its side if the glyph does. */
function emBoxOf({ left, base, width, size, turned }: Glyph): Rectangle {
  return turned
    ? [left - (1 - ascent) * size, base, left + ascent * size, base + width]
    : [left, base - ascent * size, left + width, base + (1 - ascent) * size]
}

function spell(text: string): string {
  return decompose(text).replaceAll(/\s/gu, '')
}

function fault(file: VFile, what: string, want: string): void {
  report(file, 'edition-cover', `Unexpected ${what} of the cover, expected ${want}`)
}
