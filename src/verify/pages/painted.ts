import type { Ink, Painted } from '../../book.ts'
import type { Glyph, PaintedPage } from '../read/pdf/glyphs.ts'
import { forEachStream } from '../text/streams.ts'
import type { Line } from './lines.ts'
import { areaOf, ascent } from './measure.ts'
import type { PageContent } from './page-content.ts'
import type { Print } from './print.ts'

/** Table the place of every character on the pages, whose text must have been proved equal to the book's. */
export function paintedOf(print: Print, pages: ReadonlyArray<PaintedPage>): Painted {
  const { streams, found } = print
  const lists = forEachStream((name) => streams[name].ordinals)
  const count = 1 + Math.max(...Object.values(lists).map((ordinals) => ordinals.at(-1) ?? -1))
  const page = new Int32Array(count).fill(-1)
  const line = new Int32Array(count)
  const box = new Float32Array(4 * count)
  forEachStream((name) => {
    for (const [index, ordinal] of lists[name].entries()) {
      const where = found[name][index]?.where
      if (!where || page[ordinal] !== -1) continue
      page[ordinal] = where.page
      box.set(boxOf(where.glyph), 4 * ordinal)
    }
  })
  for (const [{ block, letters }, number] of numberLines(print)) {
    const { ordinals } = streams[block.stream]
    for (const { index } of letters) line[ordinals[index] ?? -1] = number
  }
  return {
    page,
    line,
    box,
    ink: print.pageContents.map((pageContent, index) => inkOf(pageContent, pages[index]))
  }
}

/** Number the lines of each page from its head; what stands side by side, as cells of a table do, is one line. */
function numberLines({ lines, settings }: Print): ReadonlyMap<Line, number> {
  const numbers = new Map<Line, number>()
  for (const [page, own] of groupByPage(lines)) {
    const { first, pitch } = areaOf(settings, page)
    const depth = ({ across }: Line) => (across - first) / pitch
    let number = 0
    let last = Number.NEGATIVE_INFINITY
    for (const line of own.toSorted((one, other) => depth(one) - depth(other))) {
      if (depth(line) - last > sameLine) number += 1
      last = depth(line)
      numbers.set(line, number)
    }
  }
  return numbers
}

/** How far the middles of what a reader takes for one line may be apart, in lines of the grid; notes have ⅔. */
const sameLine = 0.3

function groupByPage(lines: ReadonlyArray<Line>): ReadonlyMap<number, ReadonlyArray<Line>> {
  const pages = new Map<number, Line[]>()
  for (const line of lines) {
    const own = pages.get(line.page)
    if (own) own.push(line)
    else pages.set(line.page, [line])
  }
  return pages
}

/** The em box of a glyph: x, y, width, height. */
function boxOf({ left, base, width, size, turned }: Glyph): ReadonlyArray<number> {
  if (turned) return [left - (1 - ascent) * size, base, size, width]
  return [left, base - ascent * size, width, size]
}

function inkOf({ glyphs, margins }: PageContent, page: PaintedPage | undefined): Ink {
  const inMargin = new Set(margins.flat())
  const body = glyphs.filter((glyph) => !inMargin.has(glyph))
  const { drawn = [], pictures = [] } = page ?? {}
  const bodyWhat = [
    ...body.map(nameOf),
    ...drawn.map(() => 'box'),
    ...pictures.map(({ digest }) => digest)
  ]
  const bodyWhere = [
    ...body.flatMap(({ left, base }) => [left, base]),
    ...drawn.flat(),
    ...pictures.flatMap(({ box }) => box)
  ]
  const rest = [...inMargin]
  return {
    what: [...bodyWhat, ...rest.map(nameOf)],
    where: Float32Array.from([...bodyWhere, ...rest.flatMap(({ left, base }) => [left, base])]),
    body: { what: bodyWhat.length, where: bodyWhere.length }
  }
}

function nameOf({ text, font, size, turned }: Glyph): string {
  return `${text} ${font} ${size.toFixed(2)}${turned ? ' turned' : ''}`
}
