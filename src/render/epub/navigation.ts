import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Heading } from '../../book.ts'
import type { Sheet } from './sheets.ts'

const generated = { dataApparatus: 'generated' }

/**
 * Make the navigation of an EPUB (EPUB 3.3, 5.4): contents and landmarks.
 *
 * A document without headings has at least its title in the contents.
 *
 * @param isRead whether the contents have a place in the reading order; only then may a link lead
 *   to them.
 */
export function navigate(
  sheets: ReadonlyArray<Sheet>,
  outline: ReadonlyArray<Heading>,
  isRead: boolean
): ReadonlyArray<Element> {
  const entries = sheets.flatMap((sheet) => {
    if (sheet.name === 'preamble') return []
    const opening = outline.findIndex(({ id }) => id === sheet.name)
    const headings = opening < 0 ? [] : belowOf(outline, opening)
    return [entry(sheet.title, pathOf(sheet), headings, pathOf(sheet))]
  })
  return [
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
  path: string
): Element {
  const nested = headings.flatMap((heading, index) => {
    const isInner = headings.slice(0, index).some(({ depth }) => depth < heading.depth)
    const below = belowOf(headings, index)
    return isInner ? [] : [entry(heading.text, `${path}#${heading.id}`, below, path)]
  })
  return h('li', [h('a', { href }, text), ...(nested.length > 0 ? [h('ol', nested)] : [])])
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
