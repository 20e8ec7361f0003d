import type { Box, Coverage, FontUse, Measured, PrintedLine, Settings } from '../../book.ts'
import type { Glyph } from '../read/pdf/glyphs.ts'
import type { ReadPdf } from '../read/pdf.ts'
import { widestGap } from '../rules/gaps.ts'
import { faceGroups } from '../rules/size.ts'
import type { Line } from './lines.ts'
import { px } from './measure.ts'
import type { Print } from './print.ts'
import { loosenessOf } from './statistics.ts'

/** Keep what was measured on the pages, line by line and font by font, for a report. */
export function measuredOf(
  print: Print,
  { programs }: ReadPdf,
  coverage: ReadonlyArray<Coverage> = []
): Measured {
  const looseness = loosenessOf(print)
  return {
    lines: print.lines.map((line): PrintedLine => {
      const { page, row, source } = line
      const gap = looseness.get(line)
      return {
        ...{ page, row, box: boxOf(line, print.settings) },
        ...(gap === undefined ? {} : { gap }),
        ...(source === undefined ? {} : { source })
      }
    }),
    widest: widestGap(print.settings.measure),
    fonts: fontsOf(print, programs, coverage)
  }
}

/** The box around a line, from its first character to its end and as high as its largest one. */
export function boxOf({ letters, across, end }: Line, { writing }: Settings): Box {
  const start = Math.min(...letters.map(({ from }) => from))
  const size = Math.max(...letters.map(({ spot }) => spot.size))
  const [along, length] = [round(start), round(Math.max(size, end - start))]
  const [beside, breadth] = [round(across - size / 2), round(size)]
  return writing === 'vertical'
    ? { x: beside, y: along, width: breadth, height: length }
    : { x: along, y: beside, width: length, height: breadth }
}

/** The em box of a glyph. */
export function boxOfGlyph({ x, y, size }: Glyph): Box {
  const [left, top] = [x - size / 2, y - size / 2].map((side) => Number(side.toFixed(1)))
  return { x: left ?? 0, y: top ?? 0, width: size, height: size }
}

/** Millimetres to CSS px; a tenth of one is finer than anybody sees. */
function round(length: number): number {
  return Number((length / px).toFixed(1))
}

function fontsOf(
  print: Print,
  programs: ReadPdf['programs'],
  coverage: ReadonlyArray<Coverage>
): ReadonlyArray<FontUse> {
  const painted = new Map<string, string[]>()
  for (const { glyphs } of print.pageContents) {
    for (const { text, font } of glyphs) {
      if (text.trim() !== '') add(painted, font, text)
    }
  }
  const lent = new Map<string, string[]>()
  for (const { font, lines } of faceGroups(print)) {
    const own = coverage.find((face) => face.font === font)
    if (!own) continue
    for (const { letters } of lines) {
      for (const { value, glyph } of letters) {
        if (glyph.font !== font && !own.has.has(value)) add(lent, glyph.font, value)
      }
    }
  }
  const names = [...new Set([...painted.keys(), ...programs.map(({ name }) => name)])].sort()
  return names.map((font): FontUse => {
    const own = programs.filter(({ name }) => name === font)
    const characters = painted.get(font) ?? []
    const others = lent.get(font) ?? []
    return {
      font,
      characters: characters.length,
      distinct: new Set(characters).size,
      lent: others.length,
      lentCharacters: [...new Set(others)].sort().join(''),
      subsets: own.length,
      bytes: own.reduce((sum, { bytes }) => sum + bytes, 0)
    }
  })
}

function add(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
