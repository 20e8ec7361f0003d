import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report } from '../book.ts'
import { spanOf } from './span.ts'

/**
 * Report list items out of sequence.
 *
 * Markdown looks at the number of the first item only and counts on from there, so `1. 2. 4.` would
 * be printed as 1, 2, 3.
 */
export function remarkLists(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const source = String(file)
    visit(tree, 'list', (list) => {
      if (!list.ordered) return
      for (const [index, item] of list.children.entries()) {
        const start = spanOf(item)?.start ?? 0
        const number = /^\d{1,9}/.exec(source.slice(start, start + 9))?.[0]
        const expected = (list.start ?? 1) + index
        if (number === undefined || Number(number) === expected) continue
        const reason = `Unexpected item number ${number}, expected ${expected}`
        report(file, 'list-sequence', reason, item)
      }
    })
  }
}
