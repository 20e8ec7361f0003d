import type { Element, ElementContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import type { Book, Typeset } from '../../book.ts'
import { conform } from '../conform.ts'

/** One XHTML file of an EPUB: a stretch of the document in reading order. */
export type Sheet = Readonly<{
  /** Identifier in the manifest: `s3`; of the contents, `nav`. */
  name: string
  /** Path of the file, relative to the package document. */
  path: string
  /** Title of the file, and of its entry in the navigation if it has one. */
  title: string
  /** The division of the publication it belongs to (EPUB Structural Semantics Vocabulary). */
  matter: 'cover' | 'frontmatter' | 'bodymatter' | 'backmatter'
  content: Element
}>

/**
 * Divide a document into the sheets of an EPUB, in reading order: the title page, what stands before
 * the first section, each section of the first level, the signatories, the notes, the colophon.
 *
 * Blocks that follow a section without belonging to one (a date line, a note on a gap) stay on its
 * sheet. The contents are read where the template has them, if there are headings; the navigation
 * document is made for them.
 */
export function divide({ book, parts }: Typeset): ReadonlyArray<Sheet> {
  const body = parts.findIndex(({ role }) => role === 'body')
  return parts.flatMap(({ role, tree }, index): ReadonlyArray<Sheet> => {
    const matter = index < body ? 'frontmatter' : 'backmatter'
    const content = conform(tree)
    if (role === 'body') return divideBody(content, book)
    if (role === 'title')
      return [sheetOf({ name: 'title', title: book.meta.title, matter, content })]
    const title = labelOf(content)
    if (role === 'colophon') return [sheetOf({ name: 'colophon', title, matter, content })]
    return book.outline.length > 0
      ? [{ name: 'nav', path: 'nav.xhtml', title, matter, content }]
      : []
  })
}

/** Tell whether an element of some name stands on one of some sheets. */
export function holds(sheets: ReadonlyArray<Sheet>, tagName: string): boolean {
  const inside = (node: Element): boolean =>
    node.tagName === tagName ||
    node.children.some((child) => child.type === 'element' && inside(child))
  return sheets.some(({ content }) => inside(content))
}

function sheetOf(sheet: Omit<Sheet, 'path'>): Sheet {
  return { ...sheet, path: `text/${sheet.name}.xhtml` }
}

/** What a sheet of the body begins with. */
type Opening = Omit<Sheet, 'path' | 'content'>

function divideBody(body: Element, { meta, outline }: Book): ReadonlyArray<Sheet> {
  const sheets: Array<Opening & { children: ElementContent[] }> = []
  for (const node of body.children) {
    const opening = openingOf(node, sheets.length + 1, outline)
    if (opening) sheets.push({ ...opening, children: [node] })
    else if (sheets.length > 0) sheets.at(-1)?.children.push(node)
    else if (node.type === 'element')
      sheets.push({ name: 'preamble', title: meta.title, matter: 'bodymatter', children: [node] })
  }
  return sheets.map(({ children, ...sheet }) =>
    sheetOf({ ...sheet, content: h('div', { className: ['body'] }, children) })
  )
}

/** Tell whether a node of the body opens a sheet of its own, and which. */
function openingOf(
  node: ElementContent,
  count: number,
  outline: Book['outline']
): Opening | undefined {
  if (node.type !== 'element' || node.tagName !== 'section') return undefined
  if (isNotes(node)) return { name: 'notes', title: labelOf(node), matter: 'backmatter' }
  const { id, ariaLabelledBy } = node.properties
  const name = String(ariaLabelledBy ?? id ?? '')
  const heading = outline.find((entry) => entry.id === name)
  return {
    name: /^[a-z][a-z0-9-]*$/.test(name) ? name : `section-${count}`,
    title: heading?.text ?? labelOf(node),
    matter: 'bodymatter'
  }
}

/** Tell the notes, as GFM marks them, from other sections. */
export function isNotes({ properties }: Element): boolean {
  return properties.dataFootnotes !== undefined
}

function labelOf(section: Element): string {
  const { ariaLabel } = section.properties
  if (typeof ariaLabel === 'string') return ariaLabel
  const heading = section.children.find(
    (node) => node.type === 'element' && /^h[1-6]$/.test(node.tagName)
  )
  return heading ? textOf(heading) : ''
}
