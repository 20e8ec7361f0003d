import { type ComparedMarkup, decode, elementsOfBook } from '../../markup/compared-markup.ts'
import { type Check, compareLists, type Fault, unless } from '../../markup/fault.ts'
import { findIdentifiers, findImages, findLinks } from '../../markup/identifiers.ts'
import { isOfType } from '../../markup/media.ts'
import { findAdditions, findStructure } from '../../markup/structure.ts'
import { type MarkupElement, named } from '../../read/markup.ts'
import type { WebPage } from '../page.ts'

/** The text in its elements: those of the book, with its identifiers, links and images. */
export const textChecks: ReadonlyArray<Check<WebPage>> = [
  {
    id: 'page-identifiers',
    clauses: 'HTML, 3.2.6; kanben',
    find: (page) => {
      const ids = page.document.tags.flatMap(({ attributes: { id } }) =>
        id === undefined ? [] : [id]
      )
      const double = ids.find((id, index) => ids.indexOf(id) !== index)
      return [
        ...unless(double === undefined, `second #${double}`, 'one'),
        ...findIdentifiers(comparedMarkup(page))
      ]
    }
  },
  {
    id: 'page-links',
    clauses: 'HTML, 7.4.6.4; kanben',
    find: (page) => {
      const { tags } = page.document
      const ids = new Set(tags.map(({ attributes }) => attributes.id))
      return [
        ...tags.flatMap((tag) => {
          const { href = '' } = tag.attributes
          const refs = ['aria-labelledby', 'aria-describedby', 'headers', 'for'].flatMap((name) =>
            (tag.attributes[name] ?? '').split(/\s+/).filter((id) => id !== '' && !ids.has(id))
          )
          const isNowhere = href.startsWith('#') && !ids.has(decode(href.slice(1)))
          return [
            ...unless(!isNowhere, `link ${href} that leads nowhere`, 'a target'),
            ...unless(refs.length === 0, `reference to #${refs[0]}`, 'an element')
          ]
        }),
        ...named(tags, 'a').flatMap((tag) => relativeFaults(tag)),
        ...findLinks(comparedMarkup(page))
      ]
    }
  },
  {
    id: 'page-structure',
    clauses: 'kanben',
    find: (page) => [...findStructure(comparedMarkup(page)), ...findAdditions(comparedMarkup(page))]
  },
  {
    id: 'page-images',
    clauses: 'HTML, 4.8.3, 4.8.4.4; kanben',
    find: (page) => findImages(comparedMarkup(page))
  },
  {
    id: 'page-languages',
    clauses: 'HTML, 3.2.6.2; kanben',
    find: ({ document, book }) => {
      const said = document.tags.filter(({ parent, isGenerated }) => parent && !isGenerated)
      const langs = (tags: ReadonlyArray<MarkupElement>) =>
        tags.flatMap(({ attributes: { lang } }) => lang ?? [])
      return compareLists(langs(said), langs(elementsOfBook(book)), 'the languages')
    }
  }
]

/** The page as its book is compared with it. */
export function comparedMarkup({ book, document }: WebPage): ComparedMarkup {
  return {
    book,
    documents: [document],
    targetOf: ({ attributes: { href = '' } }) =>
      href.startsWith('#') ? `#${decode(href.slice(1))}` : href,
    bytesOf: ({ attributes: { src = '' } }) => {
      const [, type = '', data = ''] =
        /^data:([\w/+.-]+);base64,([A-Za-z0-9+/]+=*)$/.exec(src) ?? []
      const bytes = Buffer.from(data, 'base64')
      return isOfType(bytes, type) ? bytes : undefined
    }
  }
}

/** A link within the site leads to an edition beside the page, or to the index. */
function relativeFaults({
  attributes: { href },
  isGenerated
}: MarkupElement): ReadonlyArray<Fault> {
  if (href === undefined || /^#|^[a-z][a-z0-9+.-]*:/i.test(href)) return []
  const isKnown = isGenerated && (href === '../index.html' || /^[^/:?#]+\.(?:pdf|epub)$/.test(href))
  return unless(isKnown, `link ${href}`, 'an edition beside the page')
}
