import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Line } from '../lines.ts'
import { setPartHeading } from './contents.ts'
import {
  defaultBlock,
  type FlowBlock,
  fullColumn,
  heightOf,
  type LayoutContext,
  linesOf
} from './flow-block.ts'
import { boxStyle, fragmentOf, paintLine, paintLines } from './paint.ts'

/** Width of the label column, in em of the colophon. */
const labelWidth = 6

type Entry = Readonly<{ label?: Element; lines: ReadonlyArray<Line> }>

/** Compose the colophon: rows of label and value, at the foot of its page. */
export function setColophonBlocks(
  context: LayoutContext,
  colophon: Element
): ReadonlyArray<FlowBlock> {
  const [heading, list] = colophon.children.filter((child) => child.type === 'element')
  if (!heading || !list) throw new Error('A colophon without its heading or its list')
  const title = setPartHeading(context, heading, [colophon])
  const rows = setRows(context, list, [colophon])
  const height = 3 + heightOf(rows.rows)
  return [{ ...title, begins: 'page', drop: Math.max(0, context.settings.lines - height) }, rows]
}

function setRows(context: LayoutContext, list: Element, path: ReadonlyArray<Element>): FlowBlock {
  const { settings } = context
  const { pitch } = settings.styles.colophon
  const entries = entriesOf(context, list)
  const rows = entries.flatMap(({ lines }) => lines.map(() => ({ height: pitch, notes: [] })))
  return {
    ...defaultBlock,
    rows,
    path,
    element: list,
    paint: (from, to, above) => {
      const height = heightOf(rows.slice(from, to))
      const css = boxStyle(context, { ...fullColumn, above, height })
      let count = 0
      const painted = entries.flatMap(({ label, lines }) => {
        const first = Math.max(0, from - count)
        const last = Math.min(lines.length, to - count)
        count += lines.length
        if (first >= last) return []
        const term =
          label && first === 0 ? [{ ...label, children: [paintLine(label.children)] }] : []
        const description = h('dd', paintLines(lines.slice(first, last)))
        return [h('div', { className: ['row'] }, [...term, description])]
      })
      return fragmentOf(list, from === 0, 'colophon', css, painted)
    }
  }
}

function entriesOf(context: LayoutContext, list: Element): ReadonlyArray<Entry> {
  const room = context.settings.measure - labelWidth * context.settings.styles.colophon.size
  let label: Element | undefined
  return list.children.flatMap((child) => {
    if (child.type !== 'element') return []
    if (child.tagName === 'dt') {
      label = child
      return []
    }
    const lines = linesOf(context, child.children, 'colophon', { room, indent: 0 })
    const entry = { lines, ...(label ? { label } : {}) }
    label = undefined
    return [entry]
  })
}
