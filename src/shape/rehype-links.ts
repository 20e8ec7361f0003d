import type { Root } from 'hast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report } from '../book.ts'

/**
 * Report links to anything but the web (http:, https:), a mailbox (mailto:), a telephone (tel:) or
 * an identifier of this document.
 *
 * @throws if two elements have one identifier.
 */
export function rehypeLinks(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const ids = new Set<string>()
    visit(tree, 'element', ({ properties: { id } }) => {
      if (typeof id !== 'string') return
      if (ids.has(id)) throw new Error(`Two elements with the identifier ${id}`)
      ids.add(id)
    })
    visit(tree, { type: 'element', tagName: 'a' }, (node) => {
      if (node.type !== 'element') return
      const target = String(node.properties.href ?? '')
      if (target.startsWith('#') ? ids.has(target.slice(1)) : isOutside(target)) return
      const reason = `Unexpected link to \`${target.slice(0, 80)}\`, expected a web address, a mailbox, a telephone or \`#\` and an identifier of this document`
      report(file, 'link-target', reason, node)
    })
  }
}

function isOutside(target: string): boolean {
  if (/^(?:mailto|tel):./i.test(target)) return true
  return /^https?:\/\/[^/]/i.test(target) && URL.canParse(target)
}
