import type { Root } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report } from '../book.ts'

/** Comments and nothing else: CommonMark 0.31, 6.6. */
const comments = /^(?:\s*<!--(?:>|->|[\s\S]*?-->))*\s*$/

/** Take comments out of the tree; report any other HTML. */
export function remarkHtml(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    visit(tree, 'html', (node, index, parent) => {
      if (!comments.test(node.value)) {
        const found = node.value.trim().split('\n')[0]?.slice(0, 40)
        report(file, 'html-raw', `Unexpected HTML \`${found}\`, expected Markdown`, node)
        return undefined
      }
      if (!parent || index === undefined) return undefined
      parent.children.splice(index, 1)
      return [SKIP, index]
    })
  }
}
