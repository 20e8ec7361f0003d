import type { Element, ElementContent, Root } from 'hast'
import type { StyleName } from '../book.ts'
import { setCode } from './compose/code.ts'
import { isPicture, setFigure } from './compose/figure.ts'
import {
  defaultBlock,
  type FlowBlock,
  fullColumn,
  heightOf,
  type LayoutContext,
  type Place,
  withSpacing
} from './compose/flow-block.ts'
import { callOnce, dropWaysBack, footNotes, isNotes } from './compose/foot-notes.ts'
import { placeItems } from './compose/list.ts'
import { boxStyle } from './compose/paint.ts'
import { setHeading, setParagraph, setStanza } from './compose/paragraph.ts'
import { isSignatories, setSignatories } from './compose/signatories.ts'
import { setTable } from './compose/table.ts'
import { setMarkers } from './markers.ts'

/** Indent of a turned-over line of a poem, in its own em. */
const hanging = 2

/** The composed text: its blocks in order, and the blocks of each foot note. */
export type Composition = Readonly<{
  text: ReadonlyArray<FlowBlock>
  notes: ReadonlyArray<ReadonlyArray<FlowBlock>>
}>

/**
 * Compose the text: break every paragraph into lines, and give every line, row and picture its
 * height in grid lines.
 */
export function compose(body: Root, context: Omit<LayoutContext, 'notes' | 'isFoot'>): Composition {
  const { enumerators, notes } = context.settings
  const blocks = body.children
    .flatMap((node) => (node.type === 'element' ? [structuredClone(node)] : []))
    .map((node) => setMarkers(node, enumerators))
  for (const block of blocks) dropWaysBack(block)
  const section = notes === 'foot' ? blocks.find(isNotes) : undefined
  const feet = section?.type === 'element' ? footNotes(section) : []
  const ids = new Map(feet.map(({ id }, index) => [id, index]))
  const full = { ...context, notes: ids, isFoot: false }
  const text = setBlocks(
    full,
    blocks.filter((block) => block !== section),
    fullColumn
  )
  return {
    text: callOnce(text, feet.length),
    notes: feet.map(({ item, list, path }) => {
      const own = { ...context, notes: new Map<string, number>(), isFoot: true }
      const place = placeItems(own, list, enter(own, fullColumn, 'note'))
      return setBlocks(own, item.children, { ...place, path: [path] })
    })
  }
}

function setBlocks(
  context: LayoutContext,
  nodes: ReadonlyArray<ElementContent>,
  place: Place
): ReadonlyArray<FlowBlock> {
  const groups = nodes.flatMap((node) =>
    node.type === 'element' ? [{ node, flow: setBlock(context, node, place) }] : []
  )
  return groups.flatMap(({ flow }, index) => {
    const next = groups[index + 1]
    return next && isAttached(next.node) ? keepWithNext(flow, next.flow) : flow
  })
}

function setBlock(context: LayoutContext, node: Element, place: Place): ReadonlyArray<FlowBlock> {
  const inside = { ...place, path: [...place.path, node] }
  const name = classOf(node)
  switch (node.tagName) {
    case 'p':
      if (isPicture(node)) return [setFigure(context, node, place)]
      if (name === 'dateline') return setDateline(context, node, place)
      return [setParagraph(context, node, place)]
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return [setHeading(context, node, place)]
    case 'ul':
    case 'ol':
      if (isSignatories(node)) return [setSignatories(context, node, place)]
      return setItems(context, node, place)
    case 'table':
      return [setTable(context, node, place)]
    case 'pre':
      return withSpacing([setCode(context, node, place)], context.settings.styles.code)
    case 'figure':
      return [setFigure(context, node, place)]
    case 'hr':
      return [setRule(context, node, place)]
    case 'blockquote':
      return setGroup(context, node, inside, 'quotation')
    default:
      if (name === 'poem') return setPoem(context, node, inside)
      if (name === 'notes') return setGroup(context, node, inside, 'note')
      if (name === 'gap' || name === 'supplement') return setGroup(context, node, inside, 'editor')
      if (name !== 'signatories') return setBlocks(context, node.children, inside)
      return setGroup(context, node, inside, 'signatory').map((flowBlock) => ({
        ...flowBlock,
        begins: 'page'
      }))
  }
}

/** Compose a group with a style of its own. */
function setGroup(
  context: LayoutContext,
  { children }: Element,
  place: Place,
  style: StyleName
): ReadonlyArray<FlowBlock> {
  return withSpacing(
    setBlocks(context, children, enter(context, place, style)),
    context.settings.styles[style]
  )
}

function setDateline(
  context: LayoutContext,
  node: Element,
  place: Place
): ReadonlyArray<FlowBlock> {
  const line = setParagraph(context, node, enter(context, place, 'dateline'))
  return withSpacing([line], context.settings.styles.dateline)
}

/** Compose a poem: a free line between stanzas, and a hanging indent for turned-over lines. */
function setPoem(context: LayoutContext, node: Element, place: Place): ReadonlyArray<FlowBlock> {
  const { styles } = context.settings
  const inside = enter(context, place, 'poem')
  const stanzas = node.children.flatMap((child) =>
    child.type === 'element' ? [setStanza(context, child, inside, hanging)] : []
  )
  return withSpacing(stanzas, styles.poem).map((stanza) => ({
    ...stanza,
    before: Math.max(1, stanza.before)
  }))
}

/** Enter another style, inset from the text around it. */
function enter(
  { settings }: Pick<LayoutContext, 'settings'>,
  place: Place,
  style: StyleName
): Place {
  const { inset } = settings.styles[style]
  const { indent: _, ...rest } = place
  return { ...rest, style, start: place.start + inset, end: place.end + inset }
}

/** A list in the text is indented by the style's indent; a nested one by the outer list's marker column. */
function setItems(context: LayoutContext, list: Element, place: Place): ReadonlyArray<FlowBlock> {
  const { indent } = context.settings.styles[place.style]
  const isInner = place.indent !== undefined
  const outer = isInner ? place : { ...place, start: place.start + indent }
  const inside = placeItems(context, list, outer)
  return list.children.flatMap((item) =>
    item.type === 'element'
      ? setBlocks(context, item.children, { ...inside, path: [...place.path, list, item] })
      : []
  )
}

function setRule(context: LayoutContext, element: Element, { start, end, path }: Place): FlowBlock {
  const rows = [{ height: 1, notes: [] }]
  return {
    ...defaultBlock,
    rows,
    path,
    element,
    paint: (_from, _to, above) => {
      const style = boxStyle(context, { start, end, above, height: heightOf(rows) })
      return { ...element, properties: { ...element.properties, style } }
    }
  }
}

/**
 * Tell whether an element stays with the one before it: an editor's note, a date line, a list of
 * signatories.
 */
function isAttached(node: Element): boolean {
  return ['gap', 'supplement', 'dateline'].includes(classOf(node)) || isSignatories(node)
}

/**
 * Keep the last block with one line of the next; or with all of it and what it keeps, if it keeps
 * something.
 */
function keepWithNext(
  flow: ReadonlyArray<FlowBlock>,
  [next]: ReadonlyArray<FlowBlock>
): ReadonlyArray<FlowBlock> {
  const keep = next && next.keep > 0 ? heightOf(next.rows) + next.keep : 1
  return flow.map((flowBlock, index) =>
    index === flow.length - 1 ? { ...flowBlock, keep: Math.max(flowBlock.keep, keep) } : flowBlock
  )
}

function classOf({ properties }: Element): string {
  const { className } = properties
  return Array.isArray(className) ? String(className[0] ?? '') : ''
}
