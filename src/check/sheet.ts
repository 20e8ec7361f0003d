import type { Box, PageMap } from '../book.ts'
import type { StreamName } from './block.ts'
import type { Character } from './characters.ts'
import type { Glyph, PaintedPage } from './glyphs.ts'
import { forEachStream } from './text.ts'

/** Where a character is painted: the index of its page, its glyph, and that one's index there. */
export type Sign = Readonly<{ page: number; order: number; glyph: Glyph }>

/** A page as painted, with what stands on it told apart. */
export type Sheet = Readonly<{
  label: string
  glyphs: ReadonlyArray<Glyph>
  text: Readonly<Record<StreamName, ReadonlyArray<Character<Sign>>>>
  /** Glyphs of generated apparatus, and of each margin box that is not empty. */
  apparatus: ReadonlyArray<Glyph>
  margins: ReadonlyArray<ReadonlyArray<Glyph>>
}>

/** Tell texts, apparatus and margins of the pages apart by where the renderer put them. */
export function readSheets(
  painted: ReadonlyArray<PaintedPage>,
  map: PageMap
): ReadonlyArray<Sheet> {
  return painted.map((page, index) => readSheet(page, map.pages[index], index))
}

function readSheet(
  { label, glyphs }: PaintedPage,
  boxes: PageMap['pages'][number] | undefined,
  page: number
): Sheet {
  const text = forEachStream((): Character<Sign>[] => [])
  const apparatus: Glyph[] = []
  const margins = (boxes?.margins ?? []).map((): Glyph[] => [])
  let space: boolean | undefined
  let last: Glyph | undefined
  for (const [order, glyph] of glyphs.entries()) {
    const margin = boxes?.margins.findIndex((box) => contains(box, glyph)) ?? -1
    const isApparatus = boxes?.apparatus.some((box) => contains(box, glyph))
    if (margin >= 0) margins[margin]?.push(glyph)
    else if (isApparatus) apparatus.push(glyph)
    const found = margin < 0 && !isApparatus ? text[streamAt(glyph, boxes)] : undefined
    if (!last || isApart(last, glyph)) space = undefined
    last = glyph
    for (const value of glyph.text) {
      if (!/\s/u.test(value)) {
        found?.push({ value, space, where: { page, order, glyph } })
        if (found) space = false
      } else if (space === false) space = true
    }
  }
  const filled = margins.filter((glyphs) => glyphs.some((glyph) => glyph.text.trim() !== ''))
  return { label, glyphs, text, apparatus, margins: filled }
}

function streamAt(glyph: Glyph, boxes: PageMap['pages'][number] | undefined): StreamName {
  const within = (box: Box) => contains(box, glyph)
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

function contains({ x, y, width, height }: Box, glyph: Glyph): boolean {
  return glyph.x >= x && glyph.x <= x + width && glyph.y >= y && glyph.y <= y + height
}
