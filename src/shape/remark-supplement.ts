import type { Paragraph, Root } from 'mdast'
import type { VFile } from 'vfile'
import { report } from '../book.ts'
import type { Directive } from './remark-directives.ts'
import { setSignatories } from './remark-signatories.ts'

/**
 * Turn `:::supplement` into an editor's list of offices and names, under a generated note on their
 * origin; or remove it, if the front matter does not enable it.
 */
export function remarkSupplement({
  isPrinted
}: Readonly<{ isPrinted: boolean }>): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    tree.children = tree.children.filter((node) => {
      if (node.type !== 'containerDirective' || node.name !== 'supplement') return true
      setSupplement(node, file)
      if (isPrinted) return true
      const reason = 'Unexpected supplement that is switched off, expected it to stay unprinted'
      report(file, 'supplement-off', reason, node)
      return false
    })
  }
}

function setSupplement(node: Directive, file: VFile): void {
  const { basis, by } = node.attributes ?? {}
  const list = setSignatories(node, file)
  if (!basis?.trim() || !by?.trim()) {
    const missing = basis?.trim() ? 'by' : 'basis'
    const reason = `Unexpected \`:::supplement\` without \`${missing}\`, expected \`{basis="…" by="…"}\``
    report(file, 'directive-content', reason, node)
    return
  }
  if (!list) return
  const note: Paragraph = {
    type: 'paragraph',
    data: { hProperties: { dataApparatus: 'generated' } },
    children: [{ type: 'text', value: `〔以下各行不见于源文本。依据：${basis}；补者：${by}。〕` }]
  }
  node.children = [note, list]
  node.data = {
    hName: 'aside',
    hProperties: { className: ['supplement'], dataApparatus: 'editor', ariaLabel: '补录' }
  }
}
