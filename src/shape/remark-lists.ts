import type { ListItem, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report } from '../book.ts'
import { spanOf } from './span.ts'

/**
 * Report list items that are out of sequence, or numbered differently than printed.
 *
 * Markdown only uses the number of the first item, so `1. 2. 4.` would be printed as 1, 2, 3; and
 * every edition prints `1)` and `01.` as `1.`.
 */
export function remarkLists(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const source = String(file)
    visit(tree, 'list', (list) => {
      if (!list.ordered) return
      for (const [index, item] of list.children.entries()) {
        const found = numberOf(item, source)
        const number = `${(list.start ?? 1) + index}`
        if (found === `${number}.`) continue
        // If only the number is wrong, report it without its delimiter.
        const isWrong = found.endsWith('.') && Number(found) !== Number(number)
        const reason = isWrong
          ? `Unexpected item number ${Number(found)}, expected ${number}`
          : `Unexpected item number \`${found}\`, expected \`${number}.\``
        report(file, 'list-sequence', reason, item)
      }
    })
  }
}

/** Return the number of an item with its delimiter, as written. */
function numberOf(item: ListItem, source: string): string {
  const start = spanOf(item)?.start ?? 0
  return /^\d{1,9}[.)]/.exec(source.slice(start, start + 10))?.[0] ?? ''
}
