import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report } from '../book.ts'

/** Report cells beyond the last column, which GFM drops. */
export function remarkTables(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    visit(tree, 'table', (table) => {
      const columns = table.children[0]?.children.length ?? 0
      for (const row of table.children) {
        const extra = row.children[columns]
        if (!extra) continue
        const reason = `Unexpected row of ${row.children.length} cells, expected at most ${columns}`
        report(file, 'table-cells', reason, extra)
      }
    })
  }
}
