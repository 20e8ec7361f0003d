import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { Heading } from '../../book.ts'
import type { Sheet } from './sheets.ts'

const generated = { dataApparatus: 'generated' }

/**
 * Make the navigation of an EPUB (EPUB 3.3, 5.4): contents and landmarks.
 *
 * A document without headings has at least its title in the contents.
 *
 * @param contents the contents as laid out, if they have a place in the reading order; only then may a
 *   link lead to them. Pages of the PDF are marked in them.
 */
export function navigate(
  sheets: ReadonlyArray<Sheet>,
  outline: ReadonlyArray<Heading>,
  contents?: Element
): ReadonlyArray<Element> {
  const isRead = contents !== undefined
  const leading = contents?.children.flatMap(labelsOf) ?? []
  const items = contents ? itemsOf(contents) : []
  const labels = new Map(
    items.map((item, index) => [outline[index]?.id, item.children.flatMap(labelsOf)[0]])
  )
  const entries = sheets.flatMap((sheet) => {
    if (sheet.name === 'preamble') return []
    const opening = outline.findIndex(({ id }) => id === sheet.name)
    const headings = opening < 0 ? [] : belowOf(outline, opening)
    return [entry(sheet.title, pathOf(sheet), headings, pathOf(sheet), labels, sheet.name)]
  })
  return [
    ...leading.map(pageBreak),
    h('nav', { 'epub:type': 'toc', role: 'doc-toc', ariaLabelledBy: ['contents'], ...generated }, [
      h('h2', { id: 'contents' }, '目录'),
      h('ol', entries)
    ]),
    h('nav', { 'epub:type': 'landmarks', ariaLabel: '导航标志', hidden: true, ...generated }, [
      h('h2', '导航标志'),
      h('ol', landmarks(sheets, isRead))
    ])
  ]
}

/** Path of a sheet, relative to the package document. */
export function pathOf({ name }: Sheet): string {
  return `text/${name}.xhtml`
}

/** The headings of the sections inside the one that the heading at an index opens. */
function belowOf(outline: ReadonlyArray<Heading>, index: number): ReadonlyArray<Heading> {
  const depth = outline[index]?.depth ?? 0
  const rest = outline.slice(index + 1)
  const end = rest.findIndex((heading) => heading.depth <= depth)
  return end < 0 ? rest : rest.slice(0, end)
}

function entry(
  text: string,
  href: string,
  headings: ReadonlyArray<Heading>,
  path: string,
  labels: ReadonlyMap<string | undefined, string | undefined>,
  id: string
): Element {
  const nested = headings.flatMap((heading, index) => {
    const isInner = headings.slice(0, index).some(({ depth }) => depth < heading.depth)
    const below = belowOf(headings, index)
    return isInner
      ? []
      : [entry(heading.text, `${path}#${heading.id}`, below, path, labels, heading.id)]
  })
  const label = labels.get(id)
  const name = label === undefined ? {} : { id: `page-${label}` }
  return h('li', name, [h('a', { href }, text), ...(nested.length > 0 ? [h('ol', nested)] : [])])
}

/** The labels of the pages marked by a node. */
function labelsOf(node: ElementContent): ReadonlyArray<string> {
  const label = node.type === 'element' ? node.properties.dataPage : undefined
  return typeof label === 'string' ? [label] : []
}

function itemsOf(node: Element): ReadonlyArray<Element> {
  const below = node.children.flatMap((child) => (child.type === 'element' ? itemsOf(child) : []))
  return node.tagName === 'li' ? [node, ...below] : below
}

/** The mark of a page, where it stands between blocks. */
function pageBreak(label: string): Element {
  return h('div', {
    'epub:type': 'pagebreak',
    role: 'doc-pagebreak',
    id: `page-${label}`,
    ariaLabel: label,
    ...generated
  })
}

function landmarks(sheets: ReadonlyArray<Sheet>, isRead: boolean): Array<Element> {
  const title = sheets.find(({ name }) => name === 'title')
  const text = sheets.find(({ matter }) => matter === 'bodymatter')
  const notes = sheets.find(({ name }) => name === 'notes')
  const colophon = sheets.find(({ name }) => name === 'colophon')
  return [
    ...(title ? [landmark('titlepage', pathOf(title), '题名页')] : []),
    ...(isRead ? [landmark('toc', '#contents', '目录')] : []),
    ...(text ? [landmark('bodymatter', pathOf(text), '正文')] : []),
    ...(notes ? [landmark('endnotes', pathOf(notes), notes.title)] : []),
    ...(colophon ? [landmark('colophon', pathOf(colophon), colophon.title)] : [])
  ]
}

function landmark(type: string, href: string, text: string): Element {
  return h('li', h('a', { 'epub:type': type, href }, text))
}
