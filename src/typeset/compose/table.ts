import type { Element } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import type { Style } from '../../book.ts'
import type { Line } from '../lines.ts'
import { divideWidth } from './columns.ts'
import {
  type Desk,
  heightOf,
  linesOf,
  type Matter,
  notesOf,
  type Place,
  plain,
  space
} from './matter.ts'
import { frame, mm, paintLines, shell } from './paint.ts'

/** Free on both sides of a cell, in em of the table, and the least width of a column. */
const padding = 0.5
const leastWidth = 3

/** What stands free between the text of a row and the rules or the next row, in lines of the grid. */
const air = 0.2

/**
 * A table with columns narrower than this, in em of its own, is set smaller by a quarter, unless a
 * template sets its tables as large as the text; so is one with a row of more than half a page.
 */
const narrow = 5

/** More than any cell takes in one line, in em. */
const endless = 1e5

type Cell = Readonly<{ element: Element; lines: ReadonlyArray<Line> }>
type Row = Readonly<{ element: Element; cells: ReadonlyArray<Cell>; height: number }>

/**
 * Compose a table: its rows take whole lines of the grid and are never parted; its head is repeated on every page it goes on to.
 */
export function setTable(desk: Desk, table: Element, place: Place): Matter {
  const { settings } = desk
  const room = settings.measure - place.start - place.end
  const [caption] = elements(table).filter(({ tagName }) => tagName === 'caption')
  const [head, ...bodies] = elements(table).filter((part) => part !== caption)
  const rows = [head, ...bodies].flatMap((part) => (part ? elements(part) : []))
  const base = settings.styles.table
  const count = Math.max(...rows.map((row) => elements(row).length))
  const isNarrow = base.size < 1 && room / base.size / count < narrow
  const large = setRows(desk, rows, room, isNarrow ? smaller(base) : base)
  const isTall = large.composed.some(({ height }) => height > settings.lines / 2)
  const { composed, widths, style } = isTall ? setRows(desk, rows, room, smaller(base)) : large
  const heads = composed.slice(0, elements(head ?? table).length)
  const repeat = heads.reduce((sum, { height }) => sum + height, 0)
  const columns = widths.map((width) => mm(width * style.size * settings.size)).join(' ')
  const title = caption ? setCaption(desk, caption, room) : undefined
  const matter: Matter = {
    ...plain,
    orphans: heads.length + 2,
    widows: 2,
    repeat,
    path: place.path,
    element: table,
    rows: composed.map(({ height, cells }, index) => ({
      height: height + (index === 0 ? (title?.height ?? 0) : 0),
      notes: [
        ...(index === 0 ? (title?.notes ?? []) : []),
        ...cells.flatMap(({ lines }) => lines.flatMap((line) => notesOf(desk, line)))
      ]
    })),
    paint: (from, to, above) => {
      const again = from > 0
      const height = heightOf(matter.rows.slice(from, to)) + (again ? repeat : 0)
      const size = mm(style.size * settings.size)
      const leading = mm(style.pitch * settings.pitch)
      const css = `${frame(desk, { ...place, above, height })};font-size:${size};line-height:${leading}`
      const paint = (row: Row) =>
        paintRow(
          row,
          `block-size:${mm(row.height * settings.pitch)};grid-template-columns:${columns}`
        )
      const repeated = h('thead', again ? { dataApparatus: 'generated' } : {}, heads.map(paint))
      const rest = composed.slice(Math.max(from, heads.length), to).map(paint)
      const before = title && !again ? [title.element] : []
      return shell(table, !again, 'table', css, [...before, repeated, h('tbody', rest)])
    }
  }
  return space([matter], settings.styles.table)[0] ?? matter
}

/** The caption stands above the table, with its first row. */
function setCaption(
  desk: Desk,
  caption: Element,
  room: number
): Readonly<{ element: Element; height: number; notes: ReadonlyArray<number> }> {
  const lines = linesOf(desk, caption.children, 'caption', { room, indent: 0 })
  const { pitch } = desk.settings.styles.caption
  const height = heightOf(lines.map(() => ({ height: pitch, notes: [] })))
  const css = frame(desk, { start: 0, end: 0, above: 0, height })
  const painted = paintLines(lines)
  const notes = lines.flatMap((line) => notesOf(desk, line))
  return { element: shell(caption, true, 'caption', css, painted), height, notes }
}

function smaller(style: Style): Style {
  return { ...style, size: style.size * 0.75, pitch: style.pitch * 0.85 }
}

type Rows = Readonly<{
  composed: ReadonlyArray<Row>
  /** Of the columns, in em of the style. */
  widths: ReadonlyArray<number>
  style: Style
}>

function setRows(desk: Desk, rows: ReadonlyArray<Element>, room: number, style: Style): Rows {
  const { settings } = desk
  const widths = columnWidths(desk, rows, room / style.size, style)
  const letter = (style.size * settings.size) / settings.pitch
  const composed = rows.map((row) => {
    const cells = setCells(desk, row, (column) => widths[column] ?? 0, style)
    const lines = Math.max(1, longestOf(cells))
    const text = (lines - 1) * style.pitch + letter + air
    const height = Math.ceil(Math.max(text, lines * style.pitch) - 1e-6)
    return { element: row, cells, height }
  })
  return { composed, widths, style }
}

/** Share out the width, in em of the table, by what the cells would need in one line each. */
function columnWidths(
  desk: Desk,
  rows: ReadonlyArray<Element>,
  width: number,
  style: Style
): ReadonlyArray<number> {
  const needs = widestOf(desk, rows, style, leastWidth)
  const leasts = widestOf(desk, rows.map(numbersOf), style, leastWidth)
  return divideWidth(needs, width, leasts)
}

/** Measure the widest cell of each column, in em of the table and with its padding. */
function widestOf(
  desk: Desk,
  rows: ReadonlyArray<Element>,
  style: Style,
  least: number
): ReadonlyArray<number> {
  const widest: number[] = []
  for (const row of rows) {
    for (const [index, { lines }] of setCells(desk, row, () => endless, style).entries()) {
      const need = Math.max(0, ...lines.map((line) => line.width)) + 2 * padding + 0.01
      widest[index] = Math.max(widest[index] ?? least, need)
    }
  }
  return widest
}

/** Leave of each cell the numbers, which nothing parts, in lines of their own. */
function numbersOf(row: Element): Element {
  const cells = elements(row).map((cell) => {
    const numbers = textOf(cell).match(/[0-9][0-9.,:%]*/g) ?? []
    return {
      ...cell,
      children: numbers.flatMap((value) => [{ type: 'text', value } as const, h('br')])
    }
  })
  return { ...row, children: cells }
}

function setCells(
  desk: Desk,
  row: Element,
  widthOf: (column: number) => number,
  style: Style
): ReadonlyArray<Cell> {
  return elements(row).map((cell, index) => {
    const { align } = cell.properties
    const room = (widthOf(index) - 2 * padding) * style.size
    const side = align === 'right' ? 'end' : align === 'center' ? 'center' : 'start'
    const face = cell.tagName === 'th' ? { ...style, ...desk.settings.strong } : style
    const lines = linesOf(desk, cell.children, 'table', {
      room,
      indent: 0,
      align: side,
      style: face
    })
    return { element: cell, lines }
  })
}

function longestOf(cells: ReadonlyArray<Cell>): number {
  return Math.max(...cells.map(({ lines }) => lines.length))
}

function paintRow({ element, cells }: Row, style: string): Element {
  const painted = cells.map(({ element: cell, lines }) => {
    const { align, ...properties } = cell.properties
    const side = align === 'right' ? 'end' : align
    const css = typeof side === 'string' ? { style: `text-align:${side}` } : {}
    const children = paintLines(lines)
    return { ...cell, properties: { ...properties, ...css }, children }
  })
  return { ...element, properties: { style }, children: painted }
}

function elements({ children }: Element): ReadonlyArray<Element> {
  return children.flatMap((child) => (child.type === 'element' ? [child] : []))
}
