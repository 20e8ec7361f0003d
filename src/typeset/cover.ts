import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { BookBlock, Leaf, Meta, Settings, Style } from '../book.ts'
import { type LayoutContext, linesOf } from './compose/flow-block.ts'
import { mm, paintLines } from './compose/paint.ts'
import { fitTitle, titleRoom, titleWidth } from './fit-title.ts'
import { setTitleUpright } from './leaves.ts'
import { setTitlePage } from './title-page.ts'

/** A laid out cover: its one leaf, the settings of its sheet, and its additional styles. */
export type Cover = Readonly<{ leaf: Leaf; settings: Settings; styles: string; block: BookBlock }>

/** A thinner spine has no text, in mm (GB/T 11668). */
const thinnest = 5

/** Space left free on the spine, in mm: at each fold, and at head and foot. */
const clear = { fold: 1.5, end: 12 }

/** The smallest type on the spine in mm, and the largest in em of the body. */
const least = 2
const most = 1.25

/** Space between title and issuing body on the spine in em, and the latter's relative size. */
const between = 2
const smaller = 0.8

/** Space left free at the foot in mm, since Paged.js drops content that exactly fills its page. */
const slack = 0.3

/**
 * Lay out a cover: one sheet with back, spine and front; front and back have the size of a page.
 *
 * The spine is as wide as all leaves are thick, two pages to a leaf. In vertical writing (bound on
 * the right) the front is left of the spine.
 *
 * @param pages number of pages of the book, blanks included.
 */
export function setCover(
  meta: Meta,
  common: Omit<LayoutContext, 'notes' | 'isFoot'>,
  pages: number
): Cover {
  const context = { ...common, notes: new Map<string, number>(), isFoot: false }
  const { page, press, writing } = context.settings
  const widthOf = titleWidth(context.settings, context.advance)
  const title = fitTitle(meta, titleRoom(context.settings, 'cover'), widthOf)
  const spine = Math.ceil(pages / 2) * press.paper
  const panels = [
    panel('back', meta.identifier ? [h('p', { className: ['identifier'] }, meta.identifier)] : []),
    panel('spine', setSpine(meta, context, spine)),
    panel('front', [setTitleUpright(context, setTitlePage(meta, title))])
  ]
  const tree = h(
    'section',
    { className: ['leaf', 'leaf-cover', 'bare'] },
    writing === 'vertical' ? panels.toReversed() : panels
  )
  return {
    leaf: { tree, label: '1', folio: '', head: '', part: 'title' },
    settings: {
      ...context.settings,
      mirrored: false,
      page: { ...page, width: 2 * page.width + spine }
    },
    styles: coverStyles(context.settings, spine, meta.title),
    block: { pages, width: page.width }
  }
}

function panel(name: string, content: ReadonlyArray<ElementContent>): Element {
  return h('div', { className: ['panel', name] }, [...content])
}

/** Set title and issuing body in one line down the spine; nothing if there is no room. */
function setSpine(
  { title, body }: Meta,
  context: LayoutContext,
  spine: number
): ReadonlyArray<Element> {
  const { size: own, page, styles, title: face } = context.settings
  const first = setLine(context, title, face)
  const second = body ? setLine(context, body, styles.body) : undefined
  const length = first.width + (second ? between + second.width * smaller : 0)
  const size = Math.min(spine - 2 * clear.fold, own * most, (page.height - 2 * clear.end) / length)
  if (spine < thinnest || size < least) return []
  const style = `font-size:${mm(size)};line-height:${mm(size)};padding-inline:${mm(clear.end)}`
  return [
    h('div', { className: ['spine-text'], style }, [
      first.element,
      ...(second ? [h('div', { style: `font-size:${smaller}em` }, second.element)] : [])
    ])
  ]
}

/** Set a text in one vertical line. Its width is in its own em. */
function setLine(
  context: LayoutContext,
  text: string,
  { face, weight }: Pick<Style, 'face' | 'weight'>
): Readonly<{ element: Element; width: number }> {
  const { settings } = context
  const style = { ...settings.styles.body, face, weight, size: 1 }
  const lines = linesOf(
    { ...context, settings: { ...settings, writing: 'vertical' } },
    [{ type: 'text', value: text }],
    'body',
    { room: text.length + 1, indent: 0, align: 'start', style }
  )
  return {
    element: h(
      'p',
      { style: `font-family:${face},Song,Kai,Hei;font-weight:${weight}` },
      paintLines(lines)
    ),
    width: lines.reduce((sum, line) => sum + line.width, 0)
  }
}

/** Write the styles of a cover: no margins, and the sizes of its panels. */
function coverStyles({ page, margin, writing }: Settings, spine: number, title: string): string {
  const width = mm(page.width)
  return [
    '@page{margin:0}',
    `.leaf-cover{writing-mode:horizontal-tb;inline-size:${mm(2 * page.width + spine)};block-size:${mm(page.height - slack)};--head:${mm(margin.head)};--cover-height:${mm(page.height - slack)}}`,
    `.leaf-cover{grid-template-columns:${width} ${mm(spine)} ${width}}`,
    `.panel.front{--title-count:${[...title].length};writing-mode:${writing === 'vertical' ? 'vertical-rl' : 'horizontal-tb'}}`,
    ''
  ].join('\n')
}
