import type { Element, ElementContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import type { Book, Typeset } from '../../book.ts'
import { conformToHtml } from '../conform-to-html.ts'

/** One XHTML file of an EPUB: a part of the document in reading order. */
export type XhtmlFile = Readonly<{
  /** Identifier in the manifest: `s3`; `nav` for the contents. */
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
 * Divide a document into the files of an EPUB, in reading order: the title page, what precedes the
 * first section, each section of the first level, the signatories, the notes, the colophon.
 *
 * Blocks between sections (a date line, a note on a gap) stay in the file of the section before.
 * The contents, if there are headings, are the navigation document, at the template's place.
 */
export function divideIntoFiles({ book, parts }: Typeset<'epub'>): ReadonlyArray<XhtmlFile> {
  const body = parts.findIndex(({ role }) => role === 'body')
  return parts.flatMap(({ role, tree }, index): ReadonlyArray<XhtmlFile> => {
    const matter = index < body ? 'frontmatter' : 'backmatter'
    const content = conformToHtml(tree)
    if (role === 'body') return divideBody(content, book)
    if (role === 'title')
      return [fileOf({ name: 'title', title: book.meta.title, matter, content })]
    const title = labelOf(content)
    if (role === 'colophon') return [fileOf({ name: 'colophon', title, matter, content })]
    return book.outline.length > 0
      ? [{ name: 'nav', path: 'nav.xhtml', title, matter, content }]
      : []
  })
}

/** Tell whether any of the files contains an element with a name. */
export function holds(xhtmlFiles: ReadonlyArray<XhtmlFile>, tagName: string): boolean {
  const inside = (node: Element): boolean =>
    node.tagName === tagName ||
    node.children.some((child) => child.type === 'element' && inside(child))
  return xhtmlFiles.some(({ content }) => inside(content))
}

function fileOf(xhtmlFile: Omit<XhtmlFile, 'path'>): XhtmlFile {
  return { ...xhtmlFile, path: `text/${xhtmlFile.name}.xhtml` }
}

/** The start of a file of the body. */
type Opening = Omit<XhtmlFile, 'path' | 'content'>

function divideBody(body: Element, { meta, outline }: Book): ReadonlyArray<XhtmlFile> {
  const xhtmlFiles: Array<Opening & { children: ElementContent[] }> = []
  for (const node of body.children) {
    const opening = openingOf(node, xhtmlFiles.length + 1, outline)
    if (opening) xhtmlFiles.push({ ...opening, children: [node] })
    else if (xhtmlFiles.length > 0) xhtmlFiles.at(-1)?.children.push(node)
    else if (node.type === 'element')
      xhtmlFiles.push({
        name: 'preamble',
        title: meta.title,
        matter: 'bodymatter',
        children: [node]
      })
  }
  return xhtmlFiles.map(({ children, ...xhtmlFile }) =>
    fileOf({ ...xhtmlFile, content: h('div', { className: ['body'] }, children) })
  )
}

/** Return the file a node of the body starts, if it starts one. */
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

/** Tell whether a section holds the notes, as marked by GFM. */
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
