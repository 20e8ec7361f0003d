import type { Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report } from '../book.ts'

/** Remove comments; report any other HTML. */
export function remarkHtml(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    visit(tree, (node) => {
      if ('children' in node) dropComments(node.children)
      if (node.type !== 'html') return
      const found = restOf(node.value).split('\n', 1)[0]?.slice(0, 40)
      report(file, 'html-raw', `Unexpected HTML \`${found}\`, expected Markdown`, node)
    })
  }
}

function dropComments(nodes: Array<Nodes>): void {
  let kept = 0
  for (const node of nodes) {
    if (node.type === 'html' && restOf(node.value) === '') continue
    nodes[kept] = node
    kept += 1
  }
  nodes.length = kept
}

/**
 * Return HTML without leading comments and surrounding white space.
 *
 * A comment ends at the first `-->`; `<!-->` and `<!--->` are complete (CommonMark 0.31, 6.6).
 */
function restOf(html: string): string {
  let at = 0
  for (;;) {
    const rest = /\S/g
    rest.lastIndex = at
    at = rest.exec(html)?.index ?? html.length
    const end = html.startsWith('<!--', at) ? endOfComment(html, at + 4) : -1
    if (end < 0) return html.slice(at).trimEnd()
    at = end
  }
}

function endOfComment(html: string, at: number): number {
  if (html.startsWith('>', at)) return at + 1
  if (html.startsWith('->', at)) return at + 2
  const end = html.indexOf('-->', at)
  return end < 0 ? -1 : end + 3
}
