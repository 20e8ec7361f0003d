import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Style } from '../../book.ts'
import { partOf } from '../part-of.ts'
import {
  defaultBlock,
  type FlowBlock,
  heightOf,
  type LayoutContext,
  linesOf,
  notesOf,
  type Place,
  withSpacing
} from './flow-block.ts'
import { boxStyle, fragmentOf, mm, paintLines } from './paint.ts'
import { elements, type Row, setRows } from './rows.ts'

/**
 * A table with columns narrower than this (in its own em) is set a quarter smaller, unless the
 * template sets tables as large as the text; so is a table with a row of more than half a page.
 */
const narrow = 5

/** Compose a table: rows take whole grid lines and are never split; the head is repeated on each page. */
export function setTable(context: LayoutContext, table: Element, place: Place): FlowBlock {
  const { settings } = context
  const room = settings.measure - place.start - place.end
  const [caption] = elements(table).filter(({ tagName }) => tagName === 'caption')
  const [head, ...bodies] = elements(table).filter((part) => part !== caption)
  const rows = [head, ...bodies].flatMap((part) => (part ? elements(part) : []))
  const base = settings.styles.table
  const count = Math.max(...rows.map((row) => elements(row).length))
  const isNarrow = base.size < 1 && room / base.size / count < narrow
  const large = setRows(context, rows, room, isNarrow ? smaller(base) : base)
  const isTall = large.composed.some(({ height }) => height > settings.lines / 2)
  const { composed, widths, style } = isTall ? setRows(context, rows, room, smaller(base)) : large
  const heads = composed.slice(0, elements(head ?? table).length)
  const repeat = heads.reduce((sum, { height }) => sum + height, 0)
  const columns = widths.map((width) => mm(width * style.size * settings.size)).join(' ')
  const title = caption ? setCaption(context, caption, room) : undefined
  const body = h('tbody')
  const block: FlowBlock = {
    ...defaultBlock,
    orphans: heads.length + 2,
    widows: 2,
    repeat,
    path: place.path,
    element: table,
    rows: composed.map(({ height, cells }, index) => ({
      height: height + (index === 0 ? (title?.height ?? 0) : 0),
      notes: [
        ...(index === 0 ? (title?.notes ?? []) : []),
        ...cells.flatMap(({ lines }) => lines.flatMap((line) => notesOf(context, line)))
      ]
    })),
    paint: (from, to, above) => {
      const again = from > 0
      const height = heightOf(block.rows.slice(from, to)) + (again ? repeat : 0)
      const size = mm(style.size * settings.size)
      const leading = mm(style.pitch * settings.pitch)
      const css = `${boxStyle(context, { ...place, above, height })};font-size:${size};line-height:${leading}`
      const paint = (row: Row) =>
        paintRow(
          row,
          `block-size:${mm(row.height * settings.pitch)};grid-template-columns:${columns}`
        )
      const repeated = h('thead', again ? { dataApparatus: 'generated' } : {}, heads.map(paint))
      const rest = composed.slice(Math.max(from, heads.length), to).map(paint)
      const before = title && !again ? [title.element] : []
      return fragmentOf(table, !again, 'table', css, [...before, repeated, partOf(body, {}, rest)])
    }
  }
  return withSpacing([block], settings.styles.table)[0] ?? block
}

/** Set the caption above the table, kept with its first row. */
function setCaption(
  context: LayoutContext,
  caption: Element,
  room: number
): Readonly<{ element: Element; height: number; notes: ReadonlyArray<number> }> {
  const lines = linesOf(context, caption.children, 'caption', { room, indent: 0 })
  const { pitch } = context.settings.styles.caption
  const height = heightOf(lines.map(() => ({ height: pitch, notes: [] })))
  const css = boxStyle(context, { start: 0, end: 0, above: 0, height })
  const painted = paintLines(lines)
  const notes = lines.flatMap((line) => notesOf(context, line))
  return { element: fragmentOf(caption, true, 'caption', css, painted), height, notes }
}

function smaller(style: Style): Style {
  return { ...style, size: style.size * 0.75, pitch: style.pitch * 0.85 }
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
