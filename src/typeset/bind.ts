import type { Element } from 'hast'
import { h } from 'hastscript'
import { heightOf, type Matter } from './compose/matter.ts'
import { mm } from './compose/paint.ts'
import { choosePages, type Piece, type Sheet } from './pages.ts'

/** Lines of the grid the rule above the notes takes. */
const rule = 1

/** What stands on a page, and the matters that begin on it. */
export type Page = Readonly<{
  content: ReadonlyArray<Element>
  matters: ReadonlyArray<Matter>
  begun: ReadonlyArray<Matter>
}>

/**
 * Choose the pages of some matters and paint each of them: a tree of its own, in which the elements
 * around a matter stand again.
 */
export function bindPages(
  matters: ReadonlyArray<Matter>,
  notes: ReadonlyArray<ReadonlyArray<Matter>>,
  { lines, pitch }: Readonly<{ lines: number; pitch: number }>
): ReadonlyArray<Page> {
  const heights = notes.map((note) => note.flatMap(({ rows }) => rows.map(({ height }) => height)))
  const begun = new Set<Element>()
  const box = (name: string, height: number, children: Element[]) =>
    h('div', { className: [name], style: `block-size:${mm(height * pitch)}` }, children)
  return choosePages(matters, heights, { lines, rule }).map((sheet) => {
    const pieces = sheet.pieces.flatMap(({ index, from, to, above }) => {
      const matter = matters[index]
      return matter ? [{ matter, from, element: matter.paint(from, to, above) }] : []
    })
    const content = nest(
      pieces.map(({ matter, element }) => ({ path: matter.path, element })),
      begun
    )
    const foot = footHeight(sheet, notes)
    return {
      content:
        foot === 0
          ? content
          : [
              box('column', lines - foot, content),
              box('foot', foot, paintFoot(sheet, notes, begun))
            ],
      matters: pieces.map(({ matter }) => matter),
      begun: pieces.flatMap(({ matter, from }) => (from === 0 ? [matter] : []))
    }
  })
}

type Item = Readonly<{ path: ReadonlyArray<Element>; element: Element }>

/** Put elements into the elements around them again, each of these once as long as they follow. */
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

/** Repeat an element around what stands on this page; it is named only where it begins. */
function repeat(outer: Element, begun: Set<Element>, children: Element[]): Element {
  const { id: _id, ariaLabelledBy: _label, ...others } = outer.properties
  const isFirst = !begun.has(outer)
  begun.add(outer)
  const properties = isFirst ? outer.properties : { ...others, dataContinues: '' }
  return { type: 'element', tagName: outer.tagName, properties, children }
}

function paintFoot(
  { notes: pieces }: Sheet,
  notes: ReadonlyArray<ReadonlyArray<Matter>>,
  begun: Set<Element>
): Element[] {
  return nest(
    pieces.flatMap((piece) => paintNote(piece, notes[piece.index] ?? [])),
    begun
  )
}

/** Rows of a note are counted through its matters. */
function paintNote({ from, to }: Piece, matters: ReadonlyArray<Matter>): ReadonlyArray<Item> {
  let count = 0
  return matters.flatMap(({ rows, path, paint }) => {
    const first = Math.max(0, from - count)
    const last = Math.min(rows.length, to - count)
    count += rows.length
    return first < last ? [{ path, element: paint(first, last, 0) }] : []
  })
}

function footHeight({ notes: pieces }: Sheet, notes: ReadonlyArray<ReadonlyArray<Matter>>): number {
  const rows = pieces.flatMap(({ index, from, to }) =>
    (notes[index] ?? []).flatMap((matter) => matter.rows).slice(from, to)
  )
  return rows.length === 0 ? 0 : rule + heightOf(rows)
}
