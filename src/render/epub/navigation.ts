import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Heading } from '../../book.ts'
import { isPageBreak, type PageTarget } from './page-breaks.ts'
import type { XhtmlFile } from './xhtml-files.ts'

/** An entry of the contents: the identifier of its section, and its URL relative to the package. */
export type Entry = Readonly<{
  id: string
  text: string
  href: string
  entries: ReadonlyArray<Entry>
}>

const generated = { dataApparatus: 'generated' }

/**
 * List the contents: the files, and the sections inside them.
 *
 * The cover, the contents and what precedes the first section have no entry; a document without
 * headings has at least its title.
 */
export function contentsOf(
  xhtmlFiles: ReadonlyArray<XhtmlFile>,
  outline: ReadonlyArray<Heading>
): ReadonlyArray<Entry> {
  return xhtmlFiles
    .filter(({ name }) => !['cover', 'nav', 'preamble'].includes(name))
    .map(({ name, path, title }) => {
      const opening = outline.findIndex(({ id }) => id === name)
      const inner = opening < 0 ? [] : belowOf(outline, opening)
      return { id: name, text: title, href: path, entries: nest(inner, path) }
    })
}

/**
 * Make the navigation of an EPUB (EPUB 3.3, 5.4): contents, landmarks and, if there are pages, a
 * page list. Pages of the printed contents are marked in the contents.
 */
export function setNavigation(
  xhtmlFiles: ReadonlyArray<XhtmlFile>,
  contents: ReadonlyArray<Entry>,
  pages: ReadonlyArray<PageTarget>
): ReadonlyArray<Element> {
  const printed = xhtmlFiles.find(({ name }) => name === 'nav')?.content
  const marks = printed ? marksOf(printed) : new Map<string, Element>()
  const toc = { 'epub:type': 'toc', role: 'doc-toc', ariaLabelledBy: ['contents'] }
  const list = { 'epub:type': 'page-list', role: 'doc-pagelist' }
  return [
    ...(printed?.children.filter(isPageBreak) ?? []),
    h('nav', { ...toc, ...generated }, [
      h('h2', { id: 'contents' }, '目录'),
      h(
        'ol',
        contents.map((entry) => setEntry(entry, marks))
      )
    ]),
    setHidden({ 'epub:type': 'landmarks' }, '导航标志', landmarks(xhtmlFiles)),
    ...(pages.length > 0 ? [setHidden(list, '页码', pages.map(setPage))] : [])
  ]
}

/** List the headings inside the section of a heading. */
function belowOf(outline: ReadonlyArray<Heading>, index: number): ReadonlyArray<Heading> {
  const depth = outline[index]?.depth ?? 0
  const rest = outline.slice(index + 1)
  const end = rest.findIndex((heading) => heading.depth <= depth)
  return end < 0 ? rest : rest.slice(0, end)
}

function nest(headings: ReadonlyArray<Heading>, path: string): ReadonlyArray<Entry> {
  return headings.flatMap(({ id, text, depth }, index) => {
    const isInner = headings.slice(0, index).some((heading) => heading.depth < depth)
    if (isInner) return []
    return [{ id, text, href: `${path}#${id}`, entries: nest(belowOf(headings, index), path) }]
  })
}

/** Find the page marks in the contents, by the section of the entry they precede. */
function marksOf(node: Element): ReadonlyMap<string, Element> {
  const inner = node.children.filter((child) => child.type === 'element')
  const link = inner.find(({ tagName }) => tagName === 'a')
  const mark = node.tagName === 'li' ? inner.find(isPageBreak) : undefined
  const own =
    link && mark ? [[String(link.properties.href).replace(/^.*#/, ''), mark] as const] : []
  return new Map([...own, ...inner.flatMap((child) => [...marksOf(child)])])
}

/** Set an entry; a page mark goes into the link, as an entry may contain only a link and a list. */
function setEntry(
  { id, text, href, entries }: Entry,
  marks: ReadonlyMap<string, Element>
): Element {
  const mark = marks.get(id)
  const below = entries.map((entry) => setEntry(entry, marks))
  const link = h('a', { href }, [...(mark ? [mark] : []), text])
  return h('li', [link, ...(below.length > 0 ? [h('ol', below)] : [])])
}

function setHidden(
  properties: Readonly<Record<string, string>>,
  label: string,
  items: ReadonlyArray<Element>
): Element {
  return h('nav', { ...properties, ariaLabel: label, hidden: true, ...generated }, [
    h('h2', label),
    h('ol', [...items])
  ])
}

function setPage({ label, href }: PageTarget): Element {
  return h('li', h('a', { href }, label))
}

/** Set the landmarks of the files; the text's is its first file. */
function landmarks(xhtmlFiles: ReadonlyArray<XhtmlFile>): ReadonlyArray<Element> {
  const body = xhtmlFiles.find(({ matter }) => matter === 'bodymatter')
  return xhtmlFiles.flatMap((xhtmlFile) => {
    const { name, path, title } = xhtmlFile
    if (xhtmlFile === body) return [landmark('bodymatter', path, '正文')]
    if (name === 'cover') return [landmark('cover', path, title)]
    if (name === 'title') return [landmark('titlepage', path, '题名页')]
    if (name === 'nav') return [landmark('toc', '#contents', title)]
    if (name === 'notes') return [landmark('endnotes', path, title)]
    return name === 'colophon' ? [landmark('colophon', path, title)] : []
  })
}

function landmark(type: string, href: string, text: string): Element {
  return h('li', h('a', { 'epub:type': type, href }, text))
}
