import type { Element } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import type { Style } from '../../book.ts'
import type { Line } from '../lines.ts'
import { divideWidth } from './divide-width.ts'
import { type LayoutContext, linesOf } from './flow-block.ts'

/** Padding on both sides of a cell, and the least width of a column, in em of the table. */
const padding = 0.5
const leastWidth = 3

/** Free space between the text of a row and the rules or the next row, in grid lines. */
const air = 0.2

/** Wider than any cell in one line, in em. */
const endless = 1e5

/** A cell with its lines. */
type Cell = Readonly<{ element: Element; lines: ReadonlyArray<Line> }>

/** A row with its cells, and its height in grid lines. */
export type Row = Readonly<{ element: Element; cells: ReadonlyArray<Cell>; height: number }>

/** The composed rows of a table. */
type Rows = Readonly<{
  composed: ReadonlyArray<Row>
  /** Widths of the columns, in em of the style. */
  widths: ReadonlyArray<number>
  style: Style
}>

/**
 * Compose the rows of a table: column widths, lines of cells, heights in whole grid lines.
 *
 * @param room width of the table, in em of the body.
 */
export function setRows(
  context: LayoutContext,
  rows: ReadonlyArray<Element>,
  room: number,
  style: Style
): Rows {
  const { settings } = context
  const widths = columnWidths(context, rows, room / style.size, style)
  const letter = (style.size * settings.size) / settings.pitch
  const composed = rows.map((row) => {
    const cells = setCells(context, row, (column) => widths[column] ?? 0, style)
    const lines = Math.max(1, longestOf(cells))
    const text = (lines - 1) * style.pitch + letter + air
    const height = Math.ceil(Math.max(text, lines * style.pitch) - 1e-6)
    return { element: row, cells, height }
  })
  return { composed, widths, style }
}

/** Divide the width, in em of the table, by what each cell needs in one line. */
function columnWidths(
  context: LayoutContext,
  rows: ReadonlyArray<Element>,
  width: number,
  style: Style
): ReadonlyArray<number> {
  const needs = widestOf(context, rows, style, leastWidth)
  const leasts = widestOf(context, rows.map(numbersOf), style, leastWidth)
  return divideWidth(needs, width, leasts)
}

/** Measure the widest cell of each column, in em of the table, with its padding. */
function widestOf(
  context: LayoutContext,
  rows: ReadonlyArray<Element>,
  style: Style,
  least: number
): ReadonlyArray<number> {
  const widest: number[] = []
  for (const row of rows) {
    for (const [index, { lines }] of setCells(context, row, () => endless, style).entries()) {
      const need = Math.max(0, ...lines.map((line) => line.width)) + 2 * padding + 0.01
      widest[index] = Math.max(widest[index] ?? least, need)
    }
  }
  return widest
}

/** Reduce each cell to its numbers, which are never broken, each in a line of its own. */
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
  context: LayoutContext,
  row: Element,
  widthOf: (column: number) => number,
  style: Style
): ReadonlyArray<Cell> {
  return elements(row).map((cell, index) => {
    const { align } = cell.properties
    const room = (widthOf(index) - 2 * padding) * style.size
    const side = align === 'right' ? 'end' : align === 'center' ? 'center' : 'start'
    const face = cell.tagName === 'th' ? { ...style, ...context.settings.strong } : style
    const lines = linesOf(context, cell.children, 'table', {
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

/** List the child elements of an element. */
export function elements({ children }: Element): ReadonlyArray<Element> {
  return children.flatMap((child) => (child.type === 'element' ? [child] : []))
}
