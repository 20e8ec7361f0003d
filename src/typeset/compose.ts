import type { Element, ElementContent, Root } from 'hast'
import type { StyleName } from '../book.ts'
import { setCode } from './compose/code.ts'
import { isPicture, setFigure } from './compose/figure.ts'
import { callOnce, dropWaysBack, footNotes, isNotes } from './compose/foot-notes.ts'
import { placeItems } from './compose/list.ts'
import {
  column,
  type Desk,
  heightOf,
  type Matter,
  type Place,
  plain,
  space
} from './compose/matter.ts'
import { frame } from './compose/paint.ts'
import { setHeading, setParagraph, setStanza } from './compose/paragraph.ts'
import { isSignatories, setSignatories } from './compose/signatories.ts'
import { setTable } from './compose/table.ts'
import { setMarkers } from './markers.ts'

/** By how much the turned-over line of a poem stands in, in em of its own. */
const hanging = 2

/** The text composed: its matters in order, and those of each note that stands at a foot. */
export type Composition = Readonly<{
  text: ReadonlyArray<Matter>
  notes: ReadonlyArray<ReadonlyArray<Matter>>
}>

/**
 * Compose the text: break every paragraph into lines, and give every line, row and picture its
 * height in lines of the grid.
 */
export function compose(body: Root, desk: Omit<Desk, 'notes' | 'isFoot'>): Composition {
  const { enumerators, notes } = desk.settings
  const blocks = body.children
    .flatMap((node) => (node.type === 'element' ? [structuredClone(node)] : []))
    .map((node) => setMarkers(node, enumerators))
  for (const block of blocks) dropWaysBack(block)
  const section = notes === 'foot' ? blocks.find(isNotes) : undefined
  const feet = section?.type === 'element' ? footNotes(section) : []
  const ids = new Map(feet.map(({ id }, index) => [id, index]))
  const full = { ...desk, notes: ids, isFoot: false }
  const text = setBlocks(
    full,
    blocks.filter((block) => block !== section),
    column
  )
  return {
    text: callOnce(text, feet.length),
    notes: feet.map(({ item, list, path }) => {
      const own = { ...desk, notes: new Map<string, number>(), isFoot: true }
      const place = placeItems(own, list, enter(own, column, 'note'))
      return setBlocks(own, item.children, { ...place, path: [path] })
    })
  }
}

function setBlocks(
  desk: Desk,
  nodes: ReadonlyArray<ElementContent>,
  place: Place
): ReadonlyArray<Matter> {
  const groups = nodes.flatMap((node) =>
    node.type === 'element' ? [{ node, matters: setBlock(desk, node, place) }] : []
  )
  return groups.flatMap(({ matters }, index) => {
    const next = groups[index + 1]
    return next && isAttached(next.node) ? keepWithNext(matters, next.matters) : matters
  })
}

function setBlock(desk: Desk, node: Element, place: Place): ReadonlyArray<Matter> {
  const inside = { ...place, path: [...place.path, node] }
  const name = classOf(node)
  switch (node.tagName) {
    case 'p':
      if (isPicture(node)) return [setFigure(desk, node, place)]
      if (name === 'dateline') return setDateline(desk, node, place)
      return [setParagraph(desk, node, place)]
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return [setHeading(desk, node, place)]
    case 'ul':
    case 'ol':
      if (isSignatories(node)) return [setSignatories(desk, node, place)]
      return setItems(desk, node, place)
    case 'table':
      return [setTable(desk, node, place)]
    case 'pre':
      return space([setCode(desk, node, place)], desk.settings.styles.code)
    case 'figure':
      return [setFigure(desk, node, place)]
    case 'hr':
      return [setRule(desk, node, place)]
    case 'blockquote':
      return setGroup(desk, node, inside, 'quotation')
    default:
      if (name === 'poem') return setPoem(desk, node, inside)
      if (name === 'notes') return setGroup(desk, node, inside, 'note')
      if (name === 'gap' || name === 'supplement') return setGroup(desk, node, inside, 'editor')
      if (name !== 'signatories') return setBlocks(desk, node.children, inside)
      return setGroup(desk, node, inside, 'signatory').map((matter) => ({
        ...matter,
        begins: 'page'
      }))
  }
}

/** Compose what has a style of its own. */
function setGroup(
  desk: Desk,
  { children }: Element,
  place: Place,
  style: StyleName
): ReadonlyArray<Matter> {
  return space(setBlocks(desk, children, enter(desk, place, style)), desk.settings.styles[style])
}

function setDateline(desk: Desk, node: Element, place: Place): ReadonlyArray<Matter> {
  const line = setParagraph(desk, node, enter(desk, place, 'dateline'))
  return space([line], desk.settings.styles.dateline)
}

/** Between the stanzas of a poem stands a free line, and a line too long for the measure hangs. */
function setPoem(desk: Desk, node: Element, place: Place): ReadonlyArray<Matter> {
  const { styles } = desk.settings
  const inside = enter(desk, place, 'poem')
  const stanzas = node.children.flatMap((child) =>
    child.type === 'element' ? [setStanza(desk, child, inside, hanging)] : []
  )
  return space(stanzas, styles.poem).map((stanza) => ({
    ...stanza,
    before: Math.max(1, stanza.before)
  }))
}

/** Go over to another style, which is set in from where the text around it stands. */
function enter({ settings }: Pick<Desk, 'settings'>, place: Place, style: StyleName): Place {
  const { inset } = settings.styles[style]
  const { indent: _, ...rest } = place
  return { ...rest, style, start: place.start + inset, end: place.end + inset }
}

/** A list in the text stands in by its indent; one in another by the column of its markers. */
function setItems(desk: Desk, list: Element, place: Place): ReadonlyArray<Matter> {
  const { indent } = desk.settings.styles[place.style]
  const isInner = place.indent !== undefined
  const outer = isInner ? place : { ...place, start: place.start + indent }
  const inside = placeItems(desk, list, outer)
  return list.children.flatMap((item) =>
    item.type === 'element'
      ? setBlocks(desk, item.children, { ...inside, path: [...place.path, list, item] })
      : []
  )
}

function setRule(desk: Desk, element: Element, { start, end, path }: Place): Matter {
  const rows = [{ height: 1, notes: [] }]
  return {
    ...plain,
    rows,
    path,
    element,
    paint: (_from, _to, above) => {
      const style = frame(desk, { start, end, above, height: heightOf(rows) })
      return { ...element, properties: { ...element.properties, style } }
    }
  }
}

/** What an editor adds, the date line and a list of signatories do not leave what they belong to. */
function isAttached(node: Element): boolean {
  return ['gap', 'supplement', 'dateline'].includes(classOf(node)) || isSignatories(node)
}

/** One line of what follows stands with the last; all of it, and what it keeps, if it keeps something. */
function keepWithNext(
  matters: ReadonlyArray<Matter>,
  [next]: ReadonlyArray<Matter>
): ReadonlyArray<Matter> {
  const keep = next && next.keep > 0 ? heightOf(next.rows) + next.keep : 1
  return matters.map((matter, index) =>
    index === matters.length - 1 ? { ...matter, keep: Math.max(matter.keep, keep) } : matter
  )
}

function classOf({ properties }: Element): string {
  const { className } = properties
  return Array.isArray(className) ? String(className[0] ?? '') : ''
}
