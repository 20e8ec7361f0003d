import type { Element, ElementContent } from 'hast'
import { visit } from 'unist-util-visit'
import type { Pagination } from '../../book.ts'
import { idsOf } from './links.ts'
import type { XhtmlFile } from './xhtml-files.ts'

/** A page of the PDF: its label, and the address of its mark, relative to the package document. */
export type PageTarget = Readonly<{ label: string; href: string }>

/** Elements that hold blocks, between which a mark is a block as well. */
const holders: ReadonlySet<string> = new Set(['section', 'div', 'nav', 'aside', 'blockquote'])

/**
 * Make of the neutral marks of pages what EPUB has for them (EPUB Accessibility 1.1, 3.3): an empty
 * element of the type `pagebreak`, named by the label. The tree is changed in place.
 */
export function markPageBreaks(tree: Element): void {
  visit(tree, 'element', (node, _index, parent) => {
    const { id, dataPage } = node.properties
    if (dataPage === undefined || parent?.type !== 'element') return
    node.tagName = holders.has(parent.tagName) ? 'div' : 'span'
    node.properties = {
      'epub:type': 'pagebreak',
      role: 'doc-pagebreak',
      id,
      ariaLabel: String(dataPage),
      dataApparatus: 'generated'
    }
  })
}

/** Tell the mark of a page from other nodes. */
export function isPageBreak(node: ElementContent): node is Element {
  return node.type === 'element' && node.properties['epub:type'] === 'pagebreak'
}

/**
 * List the pages of the PDF in order, and where each is marked.
 *
 * @throws if one is not marked.
 */
export function listPages(
  xhtmlFiles: ReadonlyArray<XhtmlFile>,
  pagination: Pagination | undefined
): ReadonlyArray<PageTarget> {
  const at = new Map(
    xhtmlFiles.flatMap(({ path, content }) =>
      [...idsOf(content)].map((id) => [id, `${path}#${id}`] as const)
    )
  )
  return (pagination?.pages ?? []).map(({ label }) => {
    const href = at.get(`page-${label}`)
    if (!href) throw new Error(`No mark of page ${label} in the parts`)
    return { label, href }
  })
}
