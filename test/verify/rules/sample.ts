import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { VFile } from 'vfile'
import type { Book, Box, PageGeometry, Settings, Style } from '../../../src/book.ts'
import { runRules } from '../../../src/verify/pages/run-rules.ts'
import { statisticsOf } from '../../../src/verify/pages/statistics.ts'
import { checkMargins, pagesOf } from '../../../src/verify/pdf/navigation.ts'
import { checkText } from '../../../src/verify/pdf.ts'
import type { Glyph, PaintedPage } from '../../../src/verify/read/pdf/glyphs.ts'

/** A printed line. */
export type Row = Readonly<{
  text: string
  /** Whether it begins a page, and its grid line, if not the next. */
  page?: boolean
  at?: number
  /** Where it begins, in em from the type area; and, if it is spread, where it ends. */
  start?: number
  end?: number
  /** Space added between its characters, in em, if it is not spread. */
  gap?: number
  /** Whether all punctuation marks keep their full em. */
  whole?: boolean
  font?: string
  size?: number
}>

/** Printed lines, and their part of the page, if not the text. */
export type Sample = Readonly<{
  rows: ReadonlyArray<Row>
  box?: 'apparatus' | 'margins' | 'notes' | 'editorNotes' | 'readings'
}>

const px = 96 / 25.4

const style: Style = {
  face: 'Song',
  weight: 400,
  size: 1,
  pitch: 1,
  indent: 0,
  inset: 0,
  before: 0,
  after: 0,
  align: 'start'
}

/** Pages of 5 lines of 10 characters, 5 mm high and 9 mm apart, 20 mm from the left, 15 from the head. */
export const settings: Settings = {
  writing: 'horizontal',
  page: { width: 90, height: 90 },
  margin: { head: 15, inner: 20 },
  mirrored: false,
  size: 5,
  pitch: 9,
  measure: 10,
  lines: 5,
  parts: ['title', 'contents', 'text'],
  sections: 'run-on',
  drop: 0,
  heads: { recto: 'none', verso: 'none' },
  frontFolios: 'roman',
  notes: 'foot',
  marks: '全角',
  trimLineStart: true,
  emphasis: 'dots',
  nameMarks: false,
  hyphenation: 'none',
  enumerators: ['1.'],
  strong: { face: 'Hei', weight: 400 },
  em: { face: 'Kai', weight: 400 },
  title: { face: 'Song', weight: 900, size: 1.393, cover: 1.9 },
  styles: {
    body: { ...style, indent: 2, align: 'justify' },
    h2: { ...style, face: 'Hei' },
    h3: { ...style, face: 'Kai' },
    h4: style,
    h5: style,
    h6: style,
    quotation: { ...style, inset: 1, align: 'justify' },
    poem: style,
    code: style,
    table: style,
    caption: style,
    note: { ...style, size: 0.8, pitch: 2 / 3, align: 'justify' },
    dateline: style,
    signatory: style,
    editor: style,
    contents: style,
    colophon: style
  },
  press: { bleed: 3, paper: 0.1, creep: 0.1 },
  paragraphNumbers: 'none',
  epub: { headingFaces: false },
  exceptions: []
}

type Cell = Readonly<{ value: string; shift: number; advance: number }>

const opening = /^[“（《]/u
const closing = /^[”）》，。、]/u

/** The folio of a page, at the outer edge below the text: — 1 —. */
function folioOf(page: number, { writing }: Settings): Row | undefined {
  if (page === 0) return undefined
  // A vertical page is 41 mm wide and has its spine on the other side.
  const isRight = (page % 2 === 0) === (writing === 'horizontal')
  const right = writing === 'horizontal' ? 6.5 : 4.7
  return { text: `—${page}—`, at: 7, start: isRight ? right : 1 }
}

/** Paint lines, page by page, in the order given; the first page has no folio. */
export function paint(
  samples: ReadonlyArray<Sample>,
  set: Settings = settings,
  folio: (page: number, set: Settings) => Row | undefined = folioOf
): Readonly<{ painted: ReadonlyArray<PaintedPage>; map: PageGeometry }> {
  const sheets: { glyphs: Glyph[]; boxes: Record<string, Box[]> }[] = []
  let row = 0
  for (const { rows, box } of samples) {
    for (const line of rows) {
      if (line.page || sheets.length === 0) {
        sheets.push({ glyphs: [], boxes: {} })
        row = 0
      }
      const at = line.at ?? row + 1
      row = at
      const sheet = sheets.at(-1)
      const glyphs = paintRow(line, at, set)
      sheet?.glyphs.push(...glyphs)
      if (sheet && box) sheet.boxes[box] = [...(sheet.boxes[box] ?? []), around(glyphs)]
    }
  }
  for (const [page, { glyphs, boxes }] of sheets.entries()) {
    const line = folio(page, set)
    const flat = { ...set, writing: 'horizontal' } as const
    const painted = line ? paintRow(line, line.at ?? 1, flat) : []
    glyphs.push(...painted)
    if (line) boxes.margins = [...(boxes.margins ?? []), around(painted)]
  }
  const label = (page: number) => (page === 0 ? 'i' : `${page}`)
  const none = {
    part: 'text' as const,
    apparatus: [],
    margins: [],
    notes: [],
    editorNotes: [],
    readings: []
  }
  return {
    painted: sheets.map(({ glyphs }, page) => ({
      label: label(page),
      glyphs,
      drawn: [],
      pictures: []
    })),
    map: {
      pages: sheets.map(({ boxes }, page) => ({ label: label(page), ...none, ...boxes })),
      at: {}
    }
  }
}

/** Paint one line so that it keeps the rules. */
function paintRow(line: Row, row: number, set: Settings): Glyph[] {
  const { text, start = 0, end, font = 'NotoSerifSC-Regular' } = line
  const size = (line.size ?? 1) * set.size
  const isVertical = set.writing === 'vertical'
  const cells = cellsOf([...text], line, isVertical ? 1 : 0.5)
  const room: ReadonlyArray<number> = cells.map(({ value }, index) =>
    isFree(value, cells[index + 1]?.value) ? 1 : 0
  )
  const free = room.reduce((sum, one) => sum + one, 0)
  const width = cells.reduce((sum, { advance }) => sum + advance, 0)
  const gap = end === undefined ? (line.gap ?? 0) : (end - start - width) / free
  let along = start
  return cells.map(({ value, shift, advance }, index) => {
    const place = (along + shift) * size
    along += advance + gap * (room[index] ?? 0)
    const across = (row - 1) * set.pitch
    const left = isVertical
      ? set.margin.inner + (set.lines - 1) * set.pitch - across
      : set.margin.inner + place
    const base = isVertical
      ? set.margin.head + place + 0.88 * size
      : set.margin.head + set.size / 2 + across + 0.38 * size
    const wide = /^[0-9]/.test(value) ? 0.5 : 1
    const half = opening.test(value) ? 0.75 : closing.test(value) ? 0.25 : 0.5
    return {
      text: value,
      x: (left + size * wide * half) * px,
      y: (base - size / 3) * px,
      left: left * px,
      base: base * px,
      width: wide * size * px,
      size: size * px,
      turned: false,
      font
    }
  })
}

/** Set marks narrow at the ends of a full line and beside others (CLREQ 3.1.6). */
function cellsOf(
  values: ReadonlyArray<string>,
  { end, whole }: Row,
  digit: number
): ReadonlyArray<Cell> {
  return values.map((value, index) => {
    const [before = '', after = ''] = [values[index - 1], values[index + 1]]
    if (/^[0-9]/.test(value)) return { value, shift: 0, advance: digit }
    const isAtEnd = after === '' && end !== undefined
    if (closing.test(value) && !whole) {
      const isNarrow = isAtEnd || closing.test(after) || opening.test(after)
      return { value, shift: 0, advance: isNarrow ? 0.5 : 1 }
    }
    const isNarrow = opening.test(value) && (before === '' || opening.test(before))
    if (isNarrow && !whole) return { value, shift: -0.5, advance: 0.5 }
    return { value, shift: 0, advance: 1 }
  })
}

function isFree(left: string, right: string | undefined): boolean {
  if (right === undefined) return false
  return !(/^[0-9—…]/u.test(left) && /^[0-9—…]/u.test(right))
}

function around(glyphs: ReadonlyArray<Glyph>): Box {
  const xs = glyphs.map((glyph) => glyph.x)
  const ys = glyphs.map((glyph) => glyph.y)
  const [x, y] = [Math.min(...xs) - 1, Math.min(...ys) - 1]
  return { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 }
}

/** Check painted pages against the text of a book and the rules; messages as `rule line reason`. */
export function judgePages(
  { painted, map }: ReturnType<typeof paint>,
  book: Book,
  set: Settings = settings
): Readonly<{ messages: ReadonlyArray<string>; statistics?: ReturnType<typeof statisticsOf> }> {
  const file = new VFile()
  const print = checkText(painted, map, set, book, file)
  if (print) checkMargins(print, pagesOf(print), file)
  const statistics = print && statisticsOf(print, runRules(print, file))
  const messages = file.messages.map(
    ({ ruleId, line, reason }) => `${ruleId} ${line ?? '-'} ${reason}`
  )
  return { messages, ...(statistics ? { statistics } : {}) }
}

/** A book of these elements, whose title is 题. */
export function bookOf(...children: Element[]): Book {
  const meta = {
    title: '题',
    titleLines: ['题'],
    lang: 'zh-Hans',
    type: 'law',
    date: '2000-01-01',
    supplement: false,
    corrections: []
  }
  return { meta, body: { type: 'root', children }, outline: [], assets: [] }
}

/** An element whose text is that of the lines, at a line of the source. */
export function set(name: string, line: number, rows: ReadonlyArray<Row>): Element {
  return h(name, [textAt(rows.map(({ text }) => text).join(''), line)])
}

/** A text at a line of the source. */
export function textAt(value: string, line: number): ElementContent {
  const point = { line, column: 1 }
  return { type: 'text', value, position: { start: point, end: point } }
}

/** Change how the glyphs of some text are painted. */
export function alter(
  pages: ReturnType<typeof paint>,
  text: RegExp,
  change: (glyph: Glyph) => Partial<Glyph>
): ReturnType<typeof paint> {
  const painted = pages.painted.map((page) => ({
    ...page,
    glyphs: page.glyphs.map((glyph) =>
      text.test(glyph.text) ? { ...glyph, ...change(glyph) } : glyph
    )
  }))
  return { ...pages, painted }
}
