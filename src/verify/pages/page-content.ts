import type { Box, PageGeometry, Settings } from '../../book.ts'
import { memoize } from '../memoize.ts'
import type { Glyph, PaintedPage } from '../read/pdf/glyphs.ts'
import type { StreamName } from '../text/block.ts'
import { type Character, decompose } from '../text/characters.ts'
import { forEachStream } from '../text/streams.ts'
import { sideOf } from './marks.ts'
import { ascent } from './measure.ts'

/** A point of a page, in CSS px. */
type Point = Readonly<{ x: number; y: number }>

/** Where a character is painted: the index of its page, its glyph, and that one's index there. */
export type PaintedPlace = Readonly<{ page: number; order: number; glyph: Glyph }>

/** A page as painted, with what stands on it told apart. */
export type PageContent = Readonly<{
  label: string
  glyphs: ReadonlyArray<Glyph>
  /** The boxes around what is drawn, CSS px. */
  drawn: PaintedPage['drawn']
  text: Readonly<Record<StreamName, ReadonlyArray<Character<PaintedPlace>>>>
  /** Glyphs of generated apparatus, and of each margin box that is not empty. */
  apparatus: ReadonlyArray<Glyph>
  margins: ReadonlyArray<ReadonlyArray<Glyph>>
}>

/** Tell texts, apparatus and margins of the pages apart by where the renderer put them. */
export function readPageContents(
  painted: ReadonlyArray<PaintedPage>,
  map: PageGeometry,
  { writing }: Settings
): ReadonlyArray<PageContent> {
  return painted.map((page, index) => readPageContent(page, map.pages[index], index, writing))
}

function readPageContent(
  { label, glyphs, drawn }: PaintedPage,
  boxes: PageGeometry['pages'][number] | undefined,
  page: number,
  writing: Settings['writing']
): PageContent {
  const text = forEachStream((): Character<PaintedPlace>[] => [])
  const apparatus: Glyph[] = []
  const margins = (boxes?.margins ?? []).map((): Glyph[] => [])
  let space: boolean | undefined
  let last: Glyph | undefined
  for (const [order, glyph] of glyphs.entries()) {
    const ink = inkOf(glyph, writing)
    const within = (box: Box) => contains(box, ink)
    // A reading beside the first line of a page may reach into a margin box.
    const isReading = boxes?.readings.some(within)
    const margin = isReading ? -1 : (boxes?.margins.findIndex(within) ?? -1)
    const isApparatus = boxes?.apparatus.some(within)
    if (margin >= 0) margins[margin]?.push(glyph)
    else if (isApparatus) apparatus.push(glyph)
    const found = margin < 0 && !isApparatus ? text[streamAt(ink, boxes)] : undefined
    if (!last || isApart(last, glyph)) space = undefined
    last = glyph
    for (const value of spell(glyph.text)) {
      if (value !== ' ') {
        found?.push({ value, space, where: { page, order, glyph } })
        if (found) space = false
      } else if (space === false) space = true
    }
  }
  const filled = margins.filter((glyphs) => glyphs.some((glyph) => glyph.text.trim() !== ''))
  return { label, glyphs, drawn, text, apparatus, margins: filled }
}

/** The characters a glyph stands for; white space of any kind is a space. */
const spell = memoize((text) => Array.from(decompose(text).replaceAll(/\s/gu, ' ')))

/** A point of a glyph's ink. Upright in a vertical line, a mark has it in the first or second half. */
function inkOf(glyph: Glyph, writing: Settings['writing']): Point {
  if (writing === 'horizontal' || glyph.turned) return glyph
  const { left, base, width, size, text } = glyph
  const side = sideOf(text, writing)
  const depth = side === 'opening' ? 0.75 : side === 'closing' ? 0.25 : 0.5
  return { x: left + width / 2, y: base + (depth - ascent) * size }
}

function streamAt(ink: Point, boxes: PageGeometry['pages'][number] | undefined): StreamName {
  const within = (box: Box) => contains(box, ink)
  const isReading = boxes?.readings.some(within)
  if (boxes?.notes.some(within)) return isReading ? 'noteReadings' : 'notes'
  if (boxes?.editorNotes.some(within)) return isReading ? 'editorNoteReadings' : 'editorNotes'
  return isReading ? 'readings' : 'text'
}

/**
 * A new line, or a gap too wide to be that of a justified line: white space cannot be told. Of
 * upright writing, where a line runs downwards, nothing can be told either: no space stands there.
 */
function isApart(left: Glyph, right: Glyph): boolean {
  if (left.turned !== right.turned) return true
  const [across, gap] = left.turned
    ? [right.left - left.left, right.base - left.base - left.width]
    : [right.base - left.base, right.left - left.left - left.width]
  return Math.abs(across) > left.size / 10 || gap > right.width / 2
}

function contains(box: Box, { x, y }: Point): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height
}
