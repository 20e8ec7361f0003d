import { type Check, type Fault, unless } from '../../markup/fault.ts'
import { resolve } from '../../read/epub.ts'
import { type MarkupElement, type MarkupFile, named, nameOf } from '../../read/markup.ts'
import { inDocuments } from '../in-documents.ts'
import type { Publication } from '../publication.ts'

/** The documents: what they are called, their language, and what their parts are. */
export const documentChecks: ReadonlyArray<Check<Publication>> = [
  {
    id: 'document-head',
    clauses: 'EPUB 3.3, 6.1, 6.3.1; HTML, 4.2; kanben',
    find: (publication) => inDocuments(publication, (document) => headFaults(document, publication))
  },
  {
    id: 'document-language',
    clauses: 'EPUB 3.3, 6.1; HTML, 3.2.6.2',
    find: (publication) =>
      inDocuments(publication, ({ tags }) =>
        tags.flatMap((tag) => {
          const { lang, 'xml:lang': xml } = tag.attributes
          const want = tag.parent ? xml : publication.book.meta.lang
          return unless(
            lang === want && xml === want,
            `language ${lang ?? xml} of ${nameOf(tag)}`,
            `${want}`
          )
        })
      )
  },
  {
    id: 'document-semantics',
    clauses: 'EPUB 3.3, 6.1.3; DPUB-ARIA 1.1',
    find: (publication) => inDocuments(publication, ({ tags }) => tags.flatMap(semanticFaults))
  },
  {
    id: 'document-numbers',
    clauses: 'kanben',
    find: (publication) =>
      inDocuments(publication, ({ tags }) =>
        tags.flatMap((tag) => {
          const number = tag.attributes['data-number']
          const own = /^p(\d+)$/.exec(tag.attributes.id ?? '')?.[1]
          if (number === undefined && (own === undefined || tag.name !== 'p')) return []
          return unless(number === own, `number ${number} of ${nameOf(tag)}`, `${own}`)
        })
      )
  }
]

function headFaults({ tags, path }: MarkupFile, { items }: Publication): ReadonlyArray<Fault> {
  const [root] = tags
  const titles = named(tags, 'title')
  const links = named(tags, 'link')
  const styles = new Set(items.filter(({ type }) => type === 'text/css').map((item) => item.path))
  const xmlns = root?.attributes.xmlns
  return [
    ...unless(root?.name === 'html' && xmlns === 'http://www.w3.org/1999/xhtml', 'root', 'html'),
    ...unless(titles.length === 1 && titles[0]?.children.join('').trim() !== '', 'title', 'one'),
    ...unless(named(tags, 'body').length === 1, 'bodies', 'one'),
    ...unless(links.length === 1, `${links.length} style sheets`, 'one'),
    ...unless(named(tags, 'style').length === 0, 'style of its own', 'none'),
    ...links.flatMap(({ attributes: { rel, href = '' } }) =>
      unless(
        rel === 'stylesheet' && styles.has(resolve(href, path) ?? ''),
        `link to ${href}`,
        'the style sheet'
      )
    )
  ]
}

/** What a structure is called in both vocabularies; a call or a way back is known by its attribute. */
const roles: Readonly<Record<string, string>> = {
  noteref: 'doc-noteref',
  backlink: 'doc-backlink',
  endnotes: 'doc-endnotes',
  chapter: 'doc-chapter',
  toc: 'doc-toc',
  pagebreak: 'doc-pagebreak',
  'page-list': 'doc-pagelist'
}

function semanticFaults(tag: MarkupElement): ReadonlyArray<Fault> {
  const type = tag.attributes['epub:type']
  const role = roles[type ?? '']
  const isCall = 'data-footnote-ref' in tag.attributes
  const isBack = 'data-footnote-backref' in tag.attributes
  return [
    ...unless(
      tag.name === 'a' || role === undefined || tag.attributes.role === role,
      `role ${tag.attributes.role} of ${nameOf(tag)}`,
      `${role}`
    ),
    ...unless(!isCall || type === 'noteref', `${type} for the call ${nameOf(tag)}`, 'noteref'),
    ...unless(!isBack || type === 'backlink', `${type} for the way back ${nameOf(tag)}`, 'backlink')
  ]
}
