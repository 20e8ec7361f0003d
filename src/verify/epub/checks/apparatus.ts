import { findApparatus, findText } from '../../markup/apparatus.ts'
import { findAttributes } from '../../markup/attributes.ts'
import { findColophon } from '../../markup/colophon.ts'
import { type Check, type Fault, unless } from '../../markup/fault.ts'
import { imprintOf, isNotice } from '../../markup/words.ts'
import { has, type MarkupFile, named, tidy, within, wordsOf } from '../../read/markup.ts'
import { isCover, navOf, type Publication, textOfSpine } from '../publication.ts'
import { recordsOf } from './package.ts'
import { comparedMarkup } from './text.ts'

/** What stands around the text: in its places, and no other words than its own. */
export const apparatusChecks: ReadonlyArray<Check<Publication>> = [
  {
    id: 'document-apparatus',
    clauses: 'kanben',
    find: (publication) => {
      const { spine, navigation, book } = publication
      const documents = filesOf(publication)
      // A landmark is called by its kind, or as its document is.
      const titles = documents.flatMap(({ tags }) => named(tags, 'title').map(wordsOf))
      const known = new Set([...landmarks, ...titles])
      const wordsOfNav = (kind: string, heading: string) =>
        heading + linksIn(publication, kind).join('')
      return [
        ...findApparatus(documents, book, {
          'section > p.issuer': book.meta.body ?? '',
          'section > p.imprint': imprintOf(book.meta),
          'body > nav.toc': wordsOfNav('toc', '目录'),
          'body > nav.landmarks': wordsOfNav('landmarks', '导航标志'),
          'body > nav.page-list': wordsOfNav('page-list', '页码'),
          'body > section.colophon': /^/,
          'body > section.cover': '',
          'body > section.licences': /^字体许可/
        }),
        ...[navigation, ...spine.filter(isCover)].flatMap(findText),
        ...documents.flatMap(({ tags }) =>
          tags
            .filter(({ parent }) => parent && has(parent, 'class', 'licences'))
            .flatMap((tag) =>
              unless(tag.name === 'h2' || isNotice(wordsOf(tag)), 'other words', 'a licence')
            )
        ),
        ...linksIn(publication, 'landmarks').flatMap((text) =>
          unless(known.has(text), `landmark ${text}`, [...known].join())
        ),
        ...documents.flatMap((document) => titleFaults(document, publication))
      ]
    }
  },
  {
    id: 'document-colophon',
    clauses: 'kanben',
    find: (publication) => {
      const { book, files, spine, pagination } = publication
      const records = recordsOf(publication).map((path) => new TextDecoder().decode(files[path]))
      return findColophon(spine, {
        book,
        records: records.join(),
        ...(pagination ? { pages: pagination.pages.length } : {})
      })
    }
  },
  {
    id: 'document-attributes',
    clauses: 'WAI-ARIA 1.2, 5; HTML, 3.2.6; kanben',
    find: (publication) => findAttributes(comparedMarkup(publication), filesOf(publication))
  }
]

/** What the landmarks are called. */
const landmarks = ['封面', '题名页', '目录', '正文']

function filesOf({ spine, navigation }: Publication): ReadonlyArray<MarkupFile> {
  return [...new Set([...spine, navigation])]
}

function linksIn(publication: Publication, kind: string): ReadonlyArray<string> {
  const nav = navOf(publication, kind)
  return named(nav ? within(nav) : [], 'a').map(wordsOf)
}

/** A document is called after the book, its first heading, or the name of its first section. */
function titleFaults(document: MarkupFile, publication: Publication): ReadonlyArray<Fault> {
  const { book } = publication
  const said = named(document.tags, 'title').map(wordsOf).join()
  const names = document.tags.flatMap((tag) =>
    /^h[1-6]$/.test(tag.name) ? [wordsOf(tag)] : (tag.attributes['aria-label'] ?? [])
  )
  const isText = textOfSpine(publication).includes(document)
  const own = isCover(document) ? ['封面'] : isText ? names.slice(0, 9) : []
  const headings = book.outline.map(({ text }) => text)
  const known = [book.meta.title, ...own, ...headings].map(tidy)
  return unless(known.includes(said), `title ${said} of ${document.path}`, 'its own')
}
