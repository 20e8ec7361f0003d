import type { Root } from 'mdast'
import type { VFile } from 'vfile'
import { report } from '../book.ts'

/** Turn `:::dateline` into a paragraph of one line. */
export function remarkDateline(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    tree.children = tree.children.map((node) => {
      if (node.type !== 'containerDirective' || node.name !== 'dateline') return node
      const [line, ...rest] = node.children
      const { start, end } = line?.position ?? {}
      if (line?.type !== 'paragraph' || rest.length > 0 || start?.line !== end?.line) {
        const reason = 'Unexpected content of `:::dateline`, expected one line'
        report(file, 'directive-content', reason, rest[0] ?? line ?? node)
        return node
      }
      return { ...line, data: { hProperties: { className: ['dateline'] } } }
    })
  }
}
