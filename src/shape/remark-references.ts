import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { location } from 'vfile-location'
import { report } from '../book.ts'
import { spanOf } from './span.ts'

/** What is escaped, a call of a note, or the second half of `[text][reference]`. */
const reference = /\\[\s\S]|\[\^[^\][\\\s]+\]|(?<=\])\[[^\][\\\n]*\]/g

/** Report what looks like a reference or a call of a note and stayed text, for nothing defines it. */
export function remarkReferences(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
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
}
