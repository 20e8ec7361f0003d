import type { Element } from 'hast'
import { h } from 'hastscript'
import { type FlowBlock, heightOf } from './compose/flow-block.ts'
import { mm } from './compose/paint.ts'
import { choosePages, type PagePlan, type RowRange } from './pages.ts'
import { partOf } from './part-of.ts'

/** Height of the rule above the notes, in grid lines. */
const rule = 1

/** The content of a page, its blocks, and the blocks that begin on it. */
export type PageContent = Readonly<{
  content: ReadonlyArray<Element>
  blocks: ReadonlyArray<FlowBlock>
  begun: ReadonlyArray<FlowBlock>
}>

/**
 * Divide blocks into pages and paint each page as a tree of its own, in which enclosing elements
 * are repeated.
 */
export function buildPages(
  blocks: ReadonlyArray<FlowBlock>,
  notes: ReadonlyArray<ReadonlyArray<FlowBlock>>,
  { lines, pitch }: Readonly<{ lines: number; pitch: number }>
): ReadonlyArray<PageContent> {
  const heights = notes.map((note) => note.flatMap(({ rows }) => rows.map(({ height }) => height)))
  const begun = new Set<Element>()
  const box = (name: string, height: number, children: Element[]) =>
    h('div', { className: [name], style: `block-size:${mm(height * pitch)}` }, children)
  return choosePages(blocks, heights, { lines, rule }).map((plan) => {
    const pieces = plan.pieces.flatMap(({ index, from, to, above }) => {
      const block = blocks[index]
      return block ? [{ block, from, element: block.paint(from, to, above) }] : []
    })
    const content = nest(
      pieces.map(({ block, element }) => ({ path: block.path, element })),
      begun
    )
    const foot = footHeight(plan, notes)
    return {
      content:
        foot === 0
          ? content
          : [
              box('column', lines - foot, content),
              box('foot', foot, paintFoot(plan, notes, begun))
            ],
      blocks: pieces.map(({ block }) => block),
      begun: pieces.flatMap(({ block, from }) => (from === 0 ? [block] : []))
    }
  })
}

type Item = Readonly<{ path: ReadonlyArray<Element>; element: Element }>

/** Wrap elements in their enclosing elements, merging neighbours with the same one. */
function nest(items: ReadonlyArray<Item>, begun: Set<Element>): Element[] {
  const out: Element[] = []
  for (let index = 0; index < items.length; ) {
    const item = items[index]
    const [outer] = item?.path ?? []
    if (!item || !outer) {
      if (item) out.push(item.element)
      index += 1
      continue
    }
    const end = items.findIndex(({ path }, at) => at > index && path[0] !== outer)
    const inside = items.slice(index, end === -1 ? items.length : end)
    const inner = inside.map(({ path, element }) => ({ path: path.slice(1), element }))
    out.push(repeat(outer, begun, nest(inner, begun)))
    index += inside.length
  }
  return out
}

/** Repeat an enclosing element on this page; only its first part keeps the identifier. */
function repeat(outer: Element, begun: Set<Element>, children: Element[]): Element {
  const { id: _id, ariaLabelledBy: _label, ...others } = outer.properties
  const isFirst = !begun.has(outer)
  begun.add(outer)
  const properties = isFirst ? outer.properties : { ...others, dataContinues: '' }
  return partOf(outer, properties, children)
}

function paintFoot(
  { notes: pieces }: PagePlan,
  notes: ReadonlyArray<ReadonlyArray<FlowBlock>>,
  begun: Set<Element>
): Element[] {
  return nest(
    pieces.flatMap((piece) => paintNote(piece, notes[piece.index] ?? [])),
    begun
  )
}

/** Rows of a note are numbered through all its blocks. */
function paintNote({ from, to }: RowRange, blocks: ReadonlyArray<FlowBlock>): ReadonlyArray<Item> {
  let count = 0
  return blocks.flatMap(({ rows, path, paint }) => {
    const first = Math.max(0, from - count)
    const last = Math.min(rows.length, to - count)
    count += rows.length
    return first < last ? [{ path, element: paint(first, last, 0) }] : []
  })
}

function footHeight(
  { notes: pieces }: PagePlan,
  notes: ReadonlyArray<ReadonlyArray<FlowBlock>>
): number {
  const rows = pieces.flatMap(({ index, from, to }) =>
    (notes[index] ?? []).flatMap((block) => block.rows).slice(from, to)
  )
  return rows.length === 0 ? 0 : rule + heightOf(rows)
}
