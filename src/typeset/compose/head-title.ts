import { h } from 'hastscript'
import type { Meta } from '../../book.ts'
import { fitTitle, titleWidth } from '../fit-title.ts'
import { defaultBlock, type FlowBlock, type LayoutContext } from './flow-block.ts'
import { boxStyle, mm } from './paint.ts'

/** Size of the title, in em of the body: 二号 over 三号 (GB/T 9704, 7.3.1). */
const largest = 22 / 16

/** Set the title at the head of the text, for templates without a title page. */
export function setHeadTitle(context: LayoutContext, meta: Meta): FlowBlock {
  const { measure, size } = context.settings
  const { lines, width } = fitTitle(
    meta,
    measure / largest,
    titleWidth(context.settings, context.advance)
  )
  const em = Math.min(largest, measure / width)
  const rows = [{ height: lines.length, notes: [] }]
  const element = h(
    'h1',
    { id: 'title', className: ['head-title'] },
    lines.map((line) => h('span', { className: ['title-line'] }, line))
  )
  return {
    ...defaultBlock,
    rows,
    after: 1,
    keep: 2,
    path: [],
    element,
    paint: (_from, _to, above) => {
      const box = boxStyle(context, { start: 0, end: 0, above, height: lines.length })
      const style = `${box};font-size:${mm(em * size)}`
      return { ...element, properties: { ...element.properties, style } }
    }
  }
}
