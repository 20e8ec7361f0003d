import type { Definition, Link, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { location } from 'vfile-location'
import { report } from '../book.ts'
import { spanOf } from './span.ts'

/** What is escaped, a call of a note, or the second half of `[text][reference]`. */
const reference = /\\[\s\S]|\[\^[^\][\\\s]+\]|(?<=\])\[[^\][\\\n]*\]/g

/**
 * Report what looks like a reference or a call of a note and stayed text, for nothing defines it; a
 * definition nothing refers to, for it may be a line of text, `[附件]: 1`; and titles of links and
 * definitions, which no page shows.
 */
export function remarkReferences(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    reportUndefined(tree, file)
    reportDefinitions(tree, file)
    visit(tree, 'link', (node) => reportTitle(node, file))
  }
}

function reportUndefined(tree: Root, file: VFile): void {
  const source = String(file)
  const places = location(source)
  visit(tree, 'text', (node) => {
    const span = spanOf(node)
    if (!span) return
    for (const { 0: written, index } of source.slice(span.start, span.end).matchAll(reference)) {
      if (written.startsWith('\\')) continue
      const reason = `Unexpected reference \`${written}\`, expected one that is defined`
      report(file, 'reference-undefined', reason, places.toPoint(span.start + index))
    }
  })
}

function reportDefinitions(tree: Root, file: VFile): void {
  const definitions: Definition[] = []
  const wanted = new Set<string>()
  visit(tree, (node) => {
    if (node.type === 'definition') definitions.push(node)
    if (node.type === 'linkReference' || node.type === 'imageReference') wanted.add(node.identifier)
  })
  for (const node of definitions) {
    // The first definition of a label counts; it uses the label up.
    if (wanted.delete(node.identifier)) reportTitle(node, file)
    else {
      const reason = `Unexpected definition \`[${node.label}]\` that nothing refers to, expected text`
      report(file, 'definition-unused', reason, node)
    }
  }
}

function reportTitle(node: Definition | Link, file: VFile): void {
  if (!node.title) return
  const reason = `Unexpected ${node.type} title “${node.title.slice(0, 40)}”, expected none`
  report(file, 'link-title', reason, node)
}
