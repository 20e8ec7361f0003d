import type { Root } from 'hast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report } from '../book.ts'

/**
 * Report links to anything but http:, https:, mailto:, tel: or an identifier of this document.
 *
 * @throws if two elements have the same identifier.
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
      const expected = target.startsWith('#')
        ? identifiers(ids, target.slice(1))
        : 'a web address, a mailbox, a telephone or `#` and an identifier of this document'
      const reason = `Unexpected link to \`${target.slice(0, 80)}\`, expected ${expected}`
      report(file, 'link-target', reason, node)
    })
  }
}

/** List up to ten identifiers, those of the same kind as the wrong one first. */
function identifiers(ids: ReadonlySet<string>, meant: string): string {
  if (ids.size === 0) return 'no link within the document, which has no identifiers'
  const kind = /^\D*/.exec(meant)?.[0] ?? ''
  const isKind = (id: string): boolean => kind !== '' && /^\D*/.exec(id)?.[0] === kind
  const isSection = (id: string): boolean => /^s\d/.test(id)
  const rank = (id: string): number => (isKind(id) ? 0 : isSection(id) ? 1 : 2)
  const names = [...ids].sort((a, b) => rank(a) - rank(b))
  const more = names.length > 10 ? ' …' : ''
  return `an identifier of this document: ${names.slice(0, 10).join(', ')}${more}`
}

function isOutside(target: string): boolean {
  if (/^(?:mailto|tel):./i.test(target)) return true
  return /^https?:\/\/[^/]/i.test(target) && URL.canParse(target)
}
