import { type Check, compareLists, unless } from '../../markup/fault.ts'
import { type MarkupElement, named, tidy, wordsOf } from '../../read/markup.ts'
import { depthOf, entriesOf, placeOf } from '../entries.ts'
import type { Publication } from '../publication.ts'

/** The contents and pages for reading systems of EPUB 2: the same as for others. */
export const ncxChecks: ReadonlyArray<Check<Publication>> = [
  {
    id: 'navigation-ncx',
    clauses: 'OPF 2.0.1, 2.4.1; EPUB 3.3, 5.9; kanben',
    find: (publication) => {
      const { ncx, book } = publication
      if (!ncx) return unless(false, 'lack of an NCX', 'one')
      const uid = ncx.tags.find(({ attributes }) => attributes.name === 'dtb:uid')
      const identifier = named(publication.package.tags, 'dc:identifier').map(wordsOf)[0]
      const title = named(ncx.tags, 'docTitle').map(wordsOf)
      const points = ncx.tags.filter(({ name }) => name === 'navPoint')
      const pages = ncx.tags.filter(({ name }) => name === 'pageTarget')
      const sides = [
        ['toc', points],
        ['page-list', pages]
      ] as const
      const orders = [...points, ...pages].map(({ attributes }) => attributes.playOrder)
      return [
        ...unless(
          uid?.attributes.content === identifier,
          `dtb:uid ${uid?.attributes.content}`,
          `${identifier}`
        ),
        ...compareLists(title, [tidy(book.meta.title)], 'docTitle'),
        ...sides.flatMap(([kind, tags]) => {
          const entries = entriesOf(publication, kind)
          return compareLists(
            tags.map((tag) => sayPoint(tag, ncx.path, publication)),
            entries.map(({ depth, text, place }) => `${depth} ${text} at ${place}`),
            `the NCX’s ${kind}`
          )
        }),
        ...unless(
          orders.every((order) => /^[1-9]\d*$/.test(order ?? '')),
          'playOrder',
          'numbers'
        )
      ]
    }
  }
]

function sayPoint(tag: MarkupElement, base: string, publication: Publication): string {
  const children = tag.children.filter((child): child is MarkupElement => typeof child !== 'string')
  const label = children.find(({ name }) => name === 'navLabel')
  const content = children.find(({ name }) => name === 'content')
  const { place } = placeOf(content?.attributes.src ?? '', base, publication)
  return `${depthOf(tag, 'navPoint') + 1} ${label ? wordsOf(label) : ''} at ${place}`
}
