import type { Root } from 'mdast'
import type { VFile } from 'vfile'
import { report } from '../book.ts'

/** Turn `:::poem` into a block of stanzas, whose lines break where they break in the source. */
export function remarkPoems(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    for (const node of tree.children) {
      if (node.type !== 'containerDirective' || node.name !== 'poem') continue
      const other = node.children.find((child) => child.type !== 'paragraph')
      if (other || node.children.length === 0) {
        const reason = 'Unexpected content of `:::poem`, expected one or more paragraphs'
        report(file, 'directive-content', reason, other ?? node)
      }
      node.data = { hName: 'div', hProperties: { className: ['poem'] } }
    }
  }
}
