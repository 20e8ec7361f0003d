import type { PhrasingContent, Root } from 'mdast'
import type { VFile } from 'vfile'
import { report } from '../book.ts'

/** Turn `:::gap` into an editor's note between generated 〔 and 〕. */
export function remarkGap(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    for (const node of tree.children) {
      if (node.type !== 'containerDirective' || node.name !== 'gap') continue
      const other = node.children.find((child) => child.type !== 'paragraph')
      const first = node.children[0]
      const last = node.children.at(-1)
      if (other || first?.type !== 'paragraph' || last?.type !== 'paragraph') {
        const reason = 'Unexpected content of `:::gap`, expected one or more paragraphs'
        report(file, 'directive-content', reason, other ?? node)
        continue
      }
      first.children.unshift(generated('〔'))
      last.children.push(generated('〕'))
      node.data = {
        hName: 'aside',
        hProperties: { className: ['gap'], dataApparatus: 'editor' }
      }
    }
  }
}

function generated(value: string): PhrasingContent {
  return {
    type: 'textDirective',
    name: 'span',
    data: { hName: 'span', hProperties: { dataApparatus: 'generated' } },
    children: [{ type: 'text', value }]
  }
}
