import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { chineseDate, digestOf } from '../book.ts'
import { type DocumentFile, filesOf, type SiteDocument, urlOf } from './document.ts'

const fact = { className: ['fact'] }

/** Set a document in the index: title, facts, and its editions with their digests. */
export function setDocumentEntry(document: SiteDocument): Element {
  const { titleLines, body, date, place, corrections } = document.book.meta
  const files = filesOf(document)
  const last = corrections.at(-1)
  const facts = [
    ...(body ? [h('span', fact, body)] : []),
    h('time', { ...fact, dateTime: date }, chineseDate(date)),
    ...(place ? [h('span', fact, place)] : []),
    ...(last ? [h('span', fact, `更正${corrections.length}次，最近${chineseDate(last.date)}`)] : [])
  ]
  return h('li', { className: ['document'] }, [
    h('h2', { className: ['document-title'] }, [
      h('a', { className: ['document-link'], href: urlOf(`${document.name}/index.html`) }, [
        ...unbroken(titleLines)
      ])
    ]),
    h('p', { className: ['facts'] }, facts),
    h(
      'ul',
      { className: ['editions'] },
      files.map((file) => h('li', linkTo(file)))
    ),
    h('details', [
      h('summary', 'SHA-256'),
      h(
        'dl',
        files.flatMap(({ path, bytes }) => [
          h('dt', path),
          h('dd', { className: ['digest'] }, digestOf(bytes))
        ])
      )
    ])
  ])
}

/** Set the parts of a title so that lines break only between them if they fit. */
export function unbroken(parts: ReadonlyArray<string>): ReadonlyArray<ElementContent> {
  if (parts.length < 2) return parts.map((value) => ({ type: 'text', value }))
  return parts.map((part) => h('span', { className: ['title-line'] }, part))
}

/** Link to an edition, with its pages and size. */
function linkTo({ path, bytes, label, type, pages }: DocumentFile): Array<ElementContent> {
  const length = pages === undefined ? '' : `${pages}页，`
  const facts = type === 'text/html' ? '' : `（${length}${sizeOf(bytes.length)}）`
  return [h('a', { href: urlOf(path), type }, label), { type: 'text', value: facts }]
}

function sizeOf(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
