import type { Element, ElementContent } from 'hast'
import type { Asset, Settings, Style, StyleName } from '../../book.ts'
import { breakLines, type Line } from '../lines.ts'
import type { Advance } from '../metrics.ts'
import type { Block } from '../pages.ts'
import { drawNameMarks } from './name-marks.ts'

/** A composed block: input of the page breaker, with a function that paints its rows. */
export type FlowBlock = Block &
  Readonly<{
    /** The enclosing elements, outermost first; repeated on each of its pages. */
    path: ReadonlyArray<Element>
    /** The element it belongs to. */
    element: Element
    /** Paint rows `from` to `to` (exclusive), below `above` free grid lines. */
    paint: (from: number, to: number, above: number) => Element
  }>

/** What composing needs besides the text. */
export type LayoutContext = Readonly<{
  settings: Settings
  advance: Advance
  assets: ReadonlyArray<Asset>
  /** Index of each foot note by identifier. */
  notes: ReadonlyMap<string, number>
  /** Whether it is for the foot of a page, where only the total height is whole grid lines. */
  isFoot: boolean
}>

/** A position in the column. Insets are in em of the body. */
export type Place = Readonly<{
  style: StyleName
  start: number
  end: number
  path: ReadonlyArray<Element>
  /** Indent of first lines, if not the style's. */
  indent?: number
}>

/** The whole column, for text at the top level. */
export const fullColumn: Place = { style: 'body', start: 0, end: 0, path: [] }

/** How to break a paragraph. `room` is in em of the body, `indent` in its own em. */
export type LineRoom = Readonly<{
  room: number
  indent: number
  align?: Style['align']
  style?: Style
}>

/** Break text into lines in a style. */
export function linesOf(
  { settings, advance, assets }: LayoutContext,
  content: ReadonlyArray<ElementContent>,
  name: StyleName,
  { room, indent, align, style = settings.styles[name] }: LineRoom
): ReadonlyArray<Line> {
  const { strong, em, emphasis, marks, trimLineStart, hyphenation, writing } = settings
  const lines = breakLines(content, {
    measure: room / style.size,
    indent,
    align: align ?? style.align,
    face: { family: style.face, weight: style.weight },
    strong,
    em,
    emphasis,
    marks,
    trimLineStart,
    hyphenation,
    writing,
    advance,
    widthOf: (image) => inlineHeight * ratioOf(image, assets, writing)
  })
  if (!settings.nameMarks) return lines
  return lines.map((line) => ({ ...line, content: drawNameMarks(line.content, writing) }))
}

/** Height of an inline image in em, as in the style sheet. */
const inlineHeight = 1

/** Ratio of an image's extent along the line to that across; images are upright in any writing mode. */
function ratioOf(
  { properties }: Element,
  assets: ReadonlyArray<Asset>,
  writing: Settings['writing']
): number {
  const asset = assets.find(({ url }) => url === properties.src)
  if (!asset) return 1
  const { width, height } = asset
  return writing === 'horizontal' ? width / height : height / width
}

/** List the indices of the foot notes a line calls. */
export function notesOf({ notes }: LayoutContext, { calls }: Line): ReadonlyArray<number> {
  return calls.flatMap((id) => notes.get(id) ?? [])
}

/** Defaults of a block: no spacing, begins anywhere, two lines at least before and after a page end. */
export const defaultBlock = {
  before: 0,
  after: 0,
  orphans: 2,
  widows: 2,
  keep: 0,
  repeat: 0,
  begins: 'anywhere',
  drop: 0
} as const

/** Add the free lines of a style above and below a group of blocks. */
export function withSpacing(
  blocks: ReadonlyArray<FlowBlock>,
  { before, after }: Pick<Style, 'before' | 'after'>
): ReadonlyArray<FlowBlock> {
  return blocks.map((block, index) => ({
    ...block,
    before: index === 0 ? Math.max(block.before, before) : block.before,
    after: index === blocks.length - 1 ? Math.max(block.after, after) : block.after
  }))
}

/** Sum the heights of rows, rounded up to whole grid lines. */
export function heightOf(rows: Block['rows']): number {
  return Math.ceil(rows.reduce((sum, { height }) => sum + height, 0) - 1e-6)
}
