import { elementsOfBook } from '../../markup/compared-markup.ts'
import { type Check, compareLists, type Fault, unless } from '../../markup/fault.ts'
import { has, type MarkupElement, named, within, wordsOf } from '../../read/markup.ts'
import type { WebPage } from '../page.ts'

/** The addresses of places: a link at each paragraph, section and page to itself. */
export const placeChecks: ReadonlyArray<Check<WebPage>> = [
  {
    id: 'page-permalinks',
    clauses: 'WCAG 2.2, 2.4.4; kanben',
    find: (page) => {
      const { tags } = page.document
      const all = named(tags, 'a').filter((tag) => has(tag, 'class', 'permalink'))
      const said = all.map((tag) => `${tag.attributes.href} ${wordsOf(tag)}`.trim())
      const wanted = elementsOfBook(page.book).flatMap(({ name, attributes: { id = '' } }) => {
        if (name === 'p' && /^p\d+$/.test(id)) return [`#${id} ${id.slice(1)}`]
        return /^h[2-6]$/.test(name) && /^s[\d-]+$/.test(id) ? [`#${id}`] : []
      })
      return [
        ...compareLists(said, wanted, 'the permalinks'),
        ...all.flatMap((tag) => {
          const id = (tag.attributes.href ?? '').slice(1)
          const isAt =
            tag.parent &&
            [tag.parent, ...within(tag.parent)].some(({ attributes }) => attributes.id === id)
          const { 'aria-label': label = '' } = tag.attributes
          const number = wordsOf(tag)
          return [
            ...unless(isAt === true, `permalink to #${id} elsewhere`, 'it beside its target'),
            ...unless(tag.isGenerated, `permalink to #${id} as text`, 'apparatus'),
            ...unless(
              label !== '' && (number === '' || label === `第${number}段`),
              `name ${label} of the permalink to #${id}`,
              'its number'
            )
          ]
        })
      ]
    }
  },
  {
    id: 'page-marks',
    clauses: 'WCAG 2.2, 2.4.5, 4.1.2; kanben',
    find: ({ document, pagination }) => {
      const marks = document.tags.filter(({ attributes }) => /^page-/.test(attributes.id ?? ''))
      const labels = marks.map(({ attributes }) => attributes['data-page'] ?? '')
      const wanted = pagination?.pages.map(({ label }) => label) ?? []
      return [
        ...compareLists(labels.toSorted(), wanted.toSorted(), 'the pages'),
        ...marks.flatMap(markFaults)
      ]
    }
  }
]

function markFaults(tag: MarkupElement): ReadonlyArray<Fault> {
  const { id = '', 'data-page': label = '' } = tag.attributes
  const links = named(within(tag), 'a')
  const names = links.map(
    ({ attributes }) => `${attributes.href} ${attributes['aria-label']} ${attributes['data-page']}`
  )
  return [
    ...unless(tag.isGenerated, `mark ${id} as text`, 'apparatus'),
    ...unless(wordsOf(tag) === '', `text in ${id}`, 'none'),
    ...unless(id === `page-${label}`, `page ${label} in ${id}`, 'its own'),
    ...unless(
      names.every((name) => name === `#${id} 第${label}页 ${label}`),
      `link ${names[0]} of ${id}`,
      'one to itself'
    )
  ]
}
