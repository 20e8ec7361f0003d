import type { Element, ElementContent } from 'hast'
import { visit } from 'unist-util-visit'
import type { Pagination } from '../../book.ts'
import { idsOf } from './links.ts'
import type { XhtmlFile } from './xhtml-files.ts'

/** A page of the PDF: its label, and the URL of its mark relative to the package document. */
export type PageTarget = Readonly<{ label: string; href: string }>

/** Elements that contain blocks, in which a mark is a block too. */
const holders: ReadonlySet<string> = new Set(['section', 'div', 'nav', 'aside', 'blockquote'])

/**
 * Turn the page marks into EPUB page breaks (EPUB Accessibility 1.1, 3.3): empty elements of type
 * `pagebreak`, labelled with the page. The tree is changed in place.
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

/** Tell whether a node is a page break. */
export function isPageBreak(node: ElementContent): node is Element {
  return node.type === 'element' && node.properties['epub:type'] === 'pagebreak'
}

/**
 * List the pages of the PDF in order, with the URLs of their marks.
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
