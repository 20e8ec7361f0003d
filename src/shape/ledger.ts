import type { Code, Nodes, Parents, Root } from 'mdast'
import { silenceOf, usedDefinitions } from './silence.ts'
import { type Span, spanOf } from './span.ts'

/** What a stretch of the source is that a reader has to find in the body. */
export type Leaf = Span &
  Readonly<{
    /** Text with escapes and character references; text as it stands; code; an image, by its description. */
    kind: 'text' | 'address' | 'code' | 'block' | 'image'
    /** How many quotations it is in: each may put one `>` before a line. */
    quotations: number
    inTable: boolean
    /** Whether it begins where a line begins, prefix included. */
    opensLine: boolean
    /** Description of an image. */
    alt: string
  }>

/** What of a source has to be printed, drawn up before anything changes the tree. */
export type Ledger = Readonly<{
  source: string
  leaves: ReadonlyArray<Leaf>
  /** What has no printed text: addresses, definitions, comments, directives, markers with a number. */
  silent: ReadonlyArray<Span>
}>

type Place = Readonly<{ quotations: number; inTable: boolean; parent: Parents | undefined }>

/** Draw up the ledger of a source from its tree as it was parsed. */
export function drawLedger(tree: Root, source: string, isSupplementPrinted: boolean): Ledger {
  const leaves: Leaf[] = []
  const silent: Span[] = []
  const silencer = { source, isSupplementPrinted, used: usedDefinitions(tree) }
  const walk = (node: Nodes, place: Place): void => {
    const span = spanOf(node)
    if (!span) return
    const leaf = leafOf(node, span, source, place)
    if (leaf) leaves.push(leaf)
    const caption = captionOf(node)
    if (leaf && caption) leaves.push({ ...leaf, ...caption, kind: 'text', opensLine: false })
    const spans = silenceOf(node, span, leaf?.start, silencer)
    for (const hidden of spans) silent.push(hidden)
    if (!('children' in node) || spans.some((hidden) => isWhole(hidden, span))) return
    const inTable = place.inTable || node.type === 'table'
    const quotations = place.quotations + (node.type === 'blockquote' ? 1 : 0)
    for (const child of node.children) walk(child, { quotations, inTable, parent: node })
  }
  for (const node of tree.children) {
    walk(node, { quotations: 0, inTable: false, parent: undefined })
  }
  return { source, leaves, silent }
}

function leafOf(node: Nodes, span: Span, source: string, place: Place): Leaf | undefined {
  const { quotations, inTable, parent } = place
  const opensLine = source[span.start - 1] === '\n'
  const leaf = { ...span, quotations, inTable, opensLine, alt: '' }
  if (node.type === 'inlineCode') {
    const ticks = /^`*/.exec(source.slice(span.start, span.end))?.[0].length ?? 0
    return { ...leaf, start: span.start + ticks, end: span.end - ticks, kind: 'code' }
  }
  if (node.type === 'image' || node.type === 'imageReference') {
    return { ...leaf, end: captionOf(node)?.start ?? span.end, kind: 'image', alt: node.alt ?? '' }
  }
  if (node.type === 'code') {
    return node.value === ''
      ? undefined
      : { ...leaf, ...contentOf(node, span, source), kind: 'block' }
  }
  if (node.type !== 'text') return undefined
  const opening = parent?.type === 'link' ? source.charAt(parent.position?.start.offset ?? 0) : '['
  return { ...leaf, kind: opening === '[' ? 'text' : 'address' }
}

/** The title of an image is text of its own, its caption. */
function captionOf(node: Nodes): Span | undefined {
  const position = node.type === 'image' ? node.data?.titlePosition : undefined
  return position && spanOf({ position })
}

/** Leave out the fences of code: the line before the content and what follows its lines. */
function contentOf(node: Code, { start, end }: Span, source: string): Span {
  const lines = source.slice(start, end).split('\n')
  const fence = /^(?:`{3,}|~{3,})/.test(lines[0] ?? '') ? `${lines.shift()}\n` : ''
  const content = lines.slice(0, node.value.split('\n').length).join('\n')
  return { start: start + fence.length, end: start + fence.length + content.length }
}

function isWhole(part: Span, { start, end }: Span): boolean {
  return part.start === start && part.end === end
}
