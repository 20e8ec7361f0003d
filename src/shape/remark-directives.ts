import type { Paragraph, Root, RootContent } from 'mdast'
import type { Point } from 'unist'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { location } from 'vfile-location'
import { report } from '../book.ts'
import { spanOf } from './span.ts'

/** A block `:::name … :::`. */
export type Directive = Extract<RootContent, { type: 'containerDirective' }>

/** The known directives and their attributes. */
const known: Readonly<Record<string, ReadonlyArray<string>>> = {
  signatories: [],
  gap: [],
  dateline: [],
  poem: [],
  supplement: ['basis', 'by']
}

const names = '`:::signatories`, `:::gap`, `:::dateline`, `:::poem` or `:::supplement`'

/**
 * Report directives that are unknown, not closed, inside another block, or have a label or
 * attribute that is not printed; and lines that begin with `:::` but are no directive.
 */
export function remarkDirectives(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const source = String(file)
    const places = location(source)
    let isOpen = false
    visit(tree, (node, _, parent) => {
      if (node.type === 'leafDirective') {
        const reason = `Unexpected directive \`::${node.name}\`, expected ${names}`
        report(file, 'directive-unknown', reason, node)
      }
      if (node.type === 'containerDirective') checkDirective(node, parent === tree, source, file)
      if (node.type === 'paragraph') {
        for (const { offset, rest } of strayFences(node, source)) {
          // The closing line of a block that failed to open is not a second fault.
          const isClosing = isOpen && rest === ''
          if (!isClosing) reportStray(file, rest, places.toPoint(offset))
          isOpen = rest !== ''
        }
      }
    })
  }
}

function checkDirective(node: Directive, isFree: boolean, source: string, file: VFile): void {
  const { name } = node
  if (!Object.hasOwn(known, name)) {
    const reason = `Unexpected directive \`:::${name}\`, expected ${names}`
    report(file, 'directive-unknown', reason, node)
  }
  if (!isFree) {
    const reason = `Unexpected \`:::${name}\` inside a block, expected it between the blocks`
    report(file, 'directive-content', reason, node)
  }
  if (isFree && !isClosed(node, source)) {
    const reason = `Unexpected end of the text in \`:::${name}\`, expected \`:::\``
    report(file, 'directive-unknown', reason, node)
  }
  const label = node.children.find(
    (child) => child.type === 'paragraph' && child.data?.directiveLabel
  )
  if (label) {
    const reason = `Unexpected label of \`:::${name}\`, expected the text on lines of its own`
    report(file, 'directive-content', reason, label)
  }
  const written = namesIn(node, source)
  for (const attribute of Object.keys(node.attributes ?? {})) {
    const isTwice = written.indexOf(attribute) !== written.lastIndexOf(attribute)
    if ((known[name]?.includes(attribute) ?? true) && !isTwice) continue
    const expected = isTwice ? 'it once' : 'none of this name'
    const reason = `Unexpected attribute \`${attribute}\` of \`:::${name}\`, expected ${expected}`
    report(file, 'directive-content', reason, node)
  }
}

/** Read the attribute names as written; the tree has duplicates only once. */
function namesIn(node: Directive, source: string): ReadonlyArray<string> {
  const [line = ''] = source.slice(spanOf(node)?.start ?? 0).split('\n', 1)
  const bare = line.replace(/"[^"]*"|'[^']*'/g, '')
  return [...bare.matchAll(/([^\s{]+)=/g)].flatMap(([, name]) => name ?? [])
}

function isClosed(node: Directive, source: string): boolean {
  const span = spanOf(node)
  if (!span) return false
  const lines = source.slice(span.start, span.end).trimEnd().split('\n')
  const opening = /^:+/.exec(lines[0] ?? '')?.[0].length ?? 0
  const closing = /^[ \t]*(:+)$/.exec(lines.at(-1) ?? '')?.[1]?.length ?? 0
  return lines.length > 1 && closing >= opening
}

/** List the lines of a paragraph that begin with `:::`, with the rest of each. */
function strayFences(
  node: Paragraph,
  source: string
): ReadonlyArray<Readonly<{ offset: number; rest: string }>> {
  const span = spanOf(node)
  if (!span) return []
  const lines = source.slice(span.start, span.end).matchAll(/^([ \t>]*):{3,}(.*)$/gm)
  return [...lines].map(({ 1: before = '', 2: after = '', index }) => ({
    offset: span.start + index + before.length,
    rest: after.trimEnd()
  }))
}

function reportStray(file: VFile, rest: string, place: Point | undefined): void {
  const name = /^\s+(\w+)/u.exec(rest)?.[1] ?? ''
  const reason = Object.hasOwn(known, name)
    ? `Unexpected space in \`::: ${name}\`, expected \`:::${name}\``
    : 'Unexpected line with `:::`, expected it to open or close a directive'
  report(file, 'directive-unknown', reason, place)
}
