import { findApparatus } from '../../markup/apparatus.ts'
import { findAttributes } from '../../markup/attributes.ts'
import { findColophon } from '../../markup/colophon.ts'
import type { Check } from '../../markup/fault.ts'
import { imprintOf } from '../../markup/words.ts'
import type { WebPage } from '../page.ts'
import { comparedMarkup } from './text.ts'

/** What stands around the text: in its places, and no other words than its own. */
export const apparatusChecks: ReadonlyArray<Check<WebPage>> = [
  {
    id: 'page-apparatus',
    clauses: 'kanben',
    find: ({ document, book, pagination }) => {
      const { meta, outline } = book
      const pages = pagination ? `${pagination.pages.length}页，?` : ''
      return findApparatus([document], book, {
        'body > a.skip': '跳到正文',
        'body > nav.site': '全部文件',
        'header > p.issuer': meta.body ?? '',
        'header > p.imprint': imprintOf(meta),
        'header > nav.': new RegExp(
          `^(?:PDF[（·]?${pages}[\\d.]+[kM]?B）?)?·?(?:EPUB[（·]?[\\d.]+[kM]?B）?)?$`
        ),
        'article > nav.contents': `目录目录${outline.map(({ text }) => text).join('')}`,
        'footer > section.colophon': /^/,
        'p > a.permalink': /^\d+$/,
        'div > a.permalink': ''
      })
    }
  },
  {
    id: 'page-colophon',
    clauses: 'kanben',
    find: ({ document, book, pagination, data }) =>
      findColophon([document], {
        book,
        records: data.join(),
        ...(pagination ? { pages: pagination.pages.length } : {})
      })
  },
  {
    id: 'page-attributes',
    clauses: 'WAI-ARIA 1.2, 5; HTML, 3.2.6; kanben',
    find: (page) => findAttributes(comparedMarkup(page), [page.document])
  }
]
