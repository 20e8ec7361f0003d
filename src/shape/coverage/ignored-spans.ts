import type { FootnoteDefinition, ListItem, Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { languageSpan } from '../language-span.ts'
import type { Span } from '../span.ts'

/** What decides, besides the node itself, which of its spans are ignored. */
export type IgnoreContext = Readonly<{
  source: string
  isSupplementPrinted: boolean
  /** The definitions that are referred to. */
  used: ReadonlySet<Nodes>
}>

/** Find the definitions that are referred to; the first of each label counts. */
export function usedDefinitions(tree: Root): ReadonlySet<Nodes> {
  const labels = new Set<string>()
  visit(tree, (node) => {
    if (node.type === 'linkReference' || node.type === 'imageReference') labels.add(node.identifier)
  })
  const used = new Set<Nodes>()
  visit(tree, 'definition', (node) => {
    if (labels.delete(node.identifier)) used.add(node)
  })
  return used
}

/**
 * List the spans of a node that have no printed text. Listed spans are exempt from the coverage
 * check.
 *
 * @param content offset where the content of a code block begins.
 */
export function ignoredSpans(
  node: Nodes,
  { start, end }: Span,
  content: number | undefined,
  { source, isSupplementPrinted, used }: IgnoreContext
): ReadonlyArray<Span> {
  switch (node.type) {
    case 'yaml':
    case 'footnoteReference':
      return [{ start, end }]
    case 'definition':
      return used.has(node) && !node.title ? [{ start, end }] : []
    case 'html':
      return commentsIn(source, { start, end })
    case 'code':
      return /^[!-~]*$/.test(node.lang ?? '') && !node.meta ? [{ start, end: content ?? end }] : []
    case 'link':
      return node.title ? [] : [{ start: endOfText(node, start), end }]
    case 'linkReference':
      return [{ start: endOfText(node, start), end }]
    case 'textDirective': {
      const foreign = languageSpan(source, { start, end })
      return foreign ? [foreign.opening, foreign.closing] : []
    }
    case 'containerDirective': {
      if (node.name === 'supplement' && !isSupplementPrinted) return [{ start, end }]
      const line = source.indexOf('\n', start)
      return [{ start, end: line < 0 || line > end ? end : line }]
    }
    case 'listItem':
    case 'footnoteDefinition': {
      const head = source.slice(start, Math.min(end, start + 1200))
      return [{ start, end: start + (markerOf(node).exec(head)?.[0].length ?? 0) }]
    }
    default:
      return []
  }
}

/** Find each comment from `<!--` to the next `-->`, which may share its dashes: `<!-->`. */
function commentsIn(source: string, { start, end }: Span): ReadonlyArray<Span> {
  const html = source.slice(start, end)
  const comments: Span[] = []
  let open = html.indexOf('<!--')
  while (open >= 0) {
    const close = html.indexOf('-->', open + 2) + 3
    if (close < 3) break
    comments.push({ start: start + open, end: start + close })
    open = html.indexOf('<!--', close)
  }
  return comments
}

function endOfText(node: Readonly<{ children: ReadonlyArray<Nodes> }>, start: number): number {
  return node.children.at(-1)?.position?.end.offset ?? start
}

/** Match the marker of a list item or a note. Labels have at most 999 characters (CommonMark 0.31, 6.3). */
function markerOf(node: ListItem | FootnoteDefinition): RegExp {
  if (node.type === 'footnoteDefinition') return /^\[\^(?:\\[\s\S]|[^\\\]])+\]:/
  return typeof node.checked === 'boolean'
    ? /^(?:[-+*]|(?:0|[1-9]\d{0,8})\.)[\s>]*\[[ \t\nxX]\]/
    : /^(?:[-+*]|(?:0|[1-9]\d{0,8})\.)/
}
