import type { Element, ElementContent } from 'hast'
import type { Asset, Settings, Style, StyleName } from '../../book.ts'
import { breakLines, type Line } from '../lines.ts'
import type { Advance } from '../metrics.ts'
import type { Block } from '../pages.ts'
import { drawNameMarks } from './name-marks.ts'

/** Composed text: what the pages are chosen from, and how its rows are painted. */
export type FlowBlock = Block &
  Readonly<{
    /** The elements around it, outermost first; they stand on every page it stands on. */
    path: ReadonlyArray<Element>
    /** The element it belongs to. */
    element: Element
    /** Paint rows `from` to `to` (exclusive), below free lines of the grid. */
    paint: (from: number, to: number, above: number) => Element
  }>

/** What composing needs beside the text. */
export type LayoutContext = Readonly<{
  settings: Settings
  advance: Advance
  assets: ReadonlyArray<Asset>
  /** Index of each note that stands at the foot of a page, by identifier. */
  notes: ReadonlyMap<string, number>
  /** Whether it is for the foot of a page, where only the whole takes whole lines of the grid. */
  isFoot: boolean
}>

/** Where in the column something stands. Insets are in em of the body. */
export type Place = Readonly<{
  style: StyleName
  start: number
  end: number
  path: ReadonlyArray<Element>
  /** Indent of first lines, if it is not that of the style. */
  indent?: number
}>

/** Where text stands that is in nothing. */
export const fullColumn: Place = { style: 'body', start: 0, end: 0, path: [] }

/** What a paragraph of one kind is broken with. Room is in em of the body, indent in em of its own. */
export type LineRoom = Readonly<{
  room: number
  indent: number
  align?: Style['align']
  style?: Style
}>

/** Break text in the style of a place. */
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

/** What an image within a line takes across it, in em; the style sheet says the same. */
const inlineHeight = 1

/** What an image takes along the line by what it takes across; it stands upright in any writing. */
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

/** Indices of the foot notes some lines call. */
export function notesOf({ notes }: LayoutContext, { calls }: Line): ReadonlyArray<number> {
  return calls.flatMap((id) => notes.get(id) ?? [])
}

/** What a block is, if nothing special is said of it: unparted, anywhere, nothing around it. */
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

/** Give a group of blocks the free lines of its style above and below. */
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

/** Heights of rows, rounded up to whole lines of the grid. */
export function heightOf(rows: Block['rows']): number {
  return Math.ceil(rows.reduce((sum, { height }) => sum + height, 0) - 1e-6)
}
