import type { Code, Nodes, Parents, Root } from 'mdast'
import { type Span, spanOf } from '../span.ts'
import { ignoredSpans, usedDefinitions } from './ignored-spans.ts'

/** A span of the source that must be printed. */
export type ExpectedSpan = Span &
  Readonly<{
    /** Text with escapes and character references; text as it stands; code; an image, by its description. */
    kind: 'text' | 'address' | 'code' | 'block' | 'image'
    /** Number of enclosing quotations: each may put one `>` before a line. */
    quotations: number
    inTable: boolean
    /** Whether it begins at the start of a line, prefix included. */
    opensLine: boolean
    /** Description of an image. */
    alt: string
  }>

/** What of a source must be printed, taken before any plugin changes the tree. */
export type CoverageMap = Readonly<{
  source: string
  expected: ReadonlyArray<ExpectedSpan>
  /** Spans without printed text: addresses, definitions, comments, directives, markers with a number. */
  ignored: ReadonlyArray<Span>
}>

type Surroundings = Readonly<{ quotations: number; inTable: boolean; parent: Parents | undefined }>

/** Map what of a source must be printed, from its tree as it was parsed. */
export function coverageMap(tree: Root, source: string, isSupplementPrinted: boolean): CoverageMap {
  const expected: ExpectedSpan[] = []
  const ignored: Span[] = []
  const context = { source, isSupplementPrinted, used: usedDefinitions(tree) }
  const walk = (node: Nodes, place: Surroundings): void => {
    const span = spanOf(node)
    if (!span) return
    const entry = expectedSpan(node, span, source, place)
    if (entry) expected.push(entry)
    const caption = captionOf(node)
    if (entry && caption) expected.push({ ...entry, ...caption, kind: 'text', opensLine: false })
    const spans = ignoredSpans(node, span, entry?.start, context)
    for (const hidden of spans) ignored.push(hidden)
    if (!('children' in node) || spans.some((hidden) => isWhole(hidden, span))) return
    const inTable = place.inTable || node.type === 'table'
    const quotations = place.quotations + (node.type === 'blockquote' ? 1 : 0)
    for (const child of node.children) walk(child, { quotations, inTable, parent: node })
  }
  for (const node of tree.children) {
    walk(node, { quotations: 0, inTable: false, parent: undefined })
  }
  return { source, expected, ignored }
}

function expectedSpan(
  node: Nodes,
  span: Span,
  source: string,
  place: Surroundings
): ExpectedSpan | undefined {
  const { quotations, inTable, parent } = place
  const opensLine = source[span.start - 1] === '\n'
  const entry = { ...span, quotations, inTable, opensLine, alt: '' }
  if (node.type === 'inlineCode') {
    const ticks = /^`*/.exec(source.slice(span.start, span.end))?.[0].length ?? 0
    return { ...entry, start: span.start + ticks, end: span.end - ticks, kind: 'code' }
  }
  if (node.type === 'image' || node.type === 'imageReference') {
    return { ...entry, end: captionOf(node)?.start ?? span.end, kind: 'image', alt: node.alt ?? '' }
  }
  if (node.type === 'code') {
    return node.value === ''
      ? undefined
      : { ...entry, ...contentOf(node, span, source), kind: 'block' }
  }
  if (node.type !== 'text') return undefined
  const opening = parent?.type === 'link' ? source.charAt(parent.position?.start.offset ?? 0) : '['
  return { ...entry, kind: opening === '[' ? 'text' : 'address' }
}

/** The title of an image is its caption. */
function captionOf(node: Nodes): Span | undefined {
  const position = node.type === 'image' ? node.data?.titlePosition : undefined
  return position && spanOf({ position })
}

/** Return the content of a code block without its fences. */
function contentOf(node: Code, { start, end }: Span, source: string): Span {
  const lines = source.slice(start, end).split('\n')
  const fence = /^(?:`{3,}|~{3,})/.test(lines[0] ?? '') ? `${lines.shift()}\n` : ''
  const content = lines.slice(0, node.value.split('\n').length).join('\n')
  return { start: start + fence.length, end: start + fence.length + content.length }
}

function isWhole(part: Span, { start, end }: Span): boolean {
  return part.start === start && part.end === end
}
