import type { Definition, Link, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { location } from 'vfile-location'
import { report } from '../book.ts'
import { spanOf } from './span.ts'

/** An escape, a note call, or the second half of `[text][reference]`. */
const reference = /\\[\s\S]|\[\^[^\][\\\s]+\]|(?<=\])\[[^\][\\\n]*\]/g

/**
 * Report text that looks like a reference or note call but has no definition; definitions that are
 * never referred to, which may be lines of text, `[附件]: 1`; and titles of links and definitions,
 * which are never shown.
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
    // The first definition of a label counts; later ones are unused.
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
