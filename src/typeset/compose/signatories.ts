import type { Element } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import type { Line } from '../lines.ts'
import {
  defaultBlock,
  type FlowBlock,
  heightOf,
  type LayoutContext,
  linesOf,
  type Place
} from './flow-block.ts'
import { boxStyle, fragmentOf, mm, paintLines } from './paint.ts'
import { elements } from './rows.ts'

/** Gutter between offices and names, in their em. */
const gutter = 2

/** From this number of signatories on, rows are one line high instead of two. */
const many = 10

/** Share of the free lines above the list. */
const aboveBelow = 0.36

type Item = Readonly<{
  item: Element
  separator: Element
  office: ReadonlyArray<Line>
  name: ReadonlyArray<Line>
}>

/** Tell whether a list consists of offices and names. */
export function isSignatories(list: Element): boolean {
  return elements(list).some((item) => String(elements(item)[0]?.properties.className) === 'office')
}

/**
 * Compose offices and names in two columns, with rows one or two lines high. The list is split only
 * if it is taller than a page; of the free lines more are below than above it.
 */
export function setSignatories(context: LayoutContext, list: Element, place: Place): FlowBlock {
  const { settings } = context
  const { size, pitch } = settings.styles[place.style]
  const items = elements(list).map((item) => setItem(context, item, place))
  const office = Math.max(...items.map((item) => widthOf(item.office)))
  const name = Math.max(...items.map((item) => widthOf(item.name)))
  const measure = (settings.measure - place.start - place.end) / size
  const start = place.start + (Math.max(0, measure - office - gutter - name) / 2) * size
  const columns = [office, gutter, name].map((em) => mm(em * size * settings.size)).join(' ')
  const least = items.length < many ? 2 : 1
  const rows = items.map(({ office: offices, name: names }) => ({
    height: heightOfRow(Math.max(offices.length, names.length) * pitch, least),
    notes: []
  }))
  const total = heightOf(rows)
  const parts = total > settings.lines ? 1 : rows.length
  return {
    ...defaultBlock,
    orphans: parts,
    widows: parts,
    drop: Math.max(0, Math.floor((settings.lines - total) * aboveBelow)),
    rows,
    path: place.path,
    element: list,
    paint: (from, to, above) => {
      const painted = items.slice(from, to).map(({ item, separator, ...cells }, index) => {
        const height = rows[from + index]?.height ?? 0
        const css = boxStyle(context, { start: 0, end: 0, above: 0, height })
        return fragmentOf(item, true, place.style, `${css};grid-template-columns:${columns}`, [
          paintCell('office', cells.office),
          separator,
          paintCell('name', cells.name)
        ])
      })
      const height = heightOf(rows.slice(from, to))
      const css = boxStyle(context, { start, end: place.end, above, height })
      return fragmentOf(list, from === 0, place.style, css, painted)
    }
  }
}

/** Add a free line after a row of several lines. */
function heightOfRow(lines: number, least: number): number {
  return lines > 1 ? Math.ceil(lines) + 1 : least
}

function setItem(
  context: LayoutContext,
  item: Element,
  { style: styleName, start, end }: Place
): Item {
  const style = context.settings.styles[styleName]
  const half = (context.settings.measure - start - end - gutter * style.size) / 2
  const [office, separator, name] = elements(item)
  if (!office || !separator || !name) throw new Error('A signatory without its three parts')
  return {
    item,
    separator,
    office: linesOf(context, office.children, styleName, {
      room: half,
      indent: 0,
      align: 'start'
    }),
    name: spreadName(name) ?? [
      ...linesOf(context, name.children, styleName, {
        room: half,
        indent: 0,
        align: 'start',
        style: { ...style, ...context.settings.em }
      })
    ]
  }
}

/** Spread a name of two characters to the width of three. */
function spreadName(name: Element): ReadonlyArray<Line> | undefined {
  const [first, last, ...others] = textOf(name)
  if (!first || !last || others.length > 0) return undefined
  const content = [h('span', { style: 'letter-spacing:1em' }, first), h('span', last)]
  return [{ content, width: 3, gap: 0, calls: [] }]
}

function widthOf(lines: ReadonlyArray<Line>): number {
  return Math.max(0, ...lines.map(({ width }) => width))
}

function paintCell(name: string, lines: ReadonlyArray<Line>): Element {
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: [name] },
    children: paintLines(lines)
  }
}
