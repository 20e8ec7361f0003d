import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report } from '../book.ts'

/** Report words after a fence that are more than the name of a language, since they are not printed. */
export function remarkCode(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    visit(tree, 'code', (node) => {
      const words = [node.lang, node.meta].filter(Boolean).join(' ')
      if (/^[!-~]*$/.test(words)) return
      const reason = `Unexpected words “${words.slice(0, 40)}” behind a fence, expected at most the name of a language`
      report(file, 'code-words', reason, node)
    })
  }
}
