import { type Check, compareLists, type Fault, unless } from '../../markup/fault.ts'
import { has, type MarkupElement, wordsOf } from '../../read/markup.ts'
import { entriesOf } from '../entries.ts'
import type { Publication } from '../publication.ts'

/** The pages of the PDF: a list of them, and their marks. */
export const pageChecks: ReadonlyArray<Check<Publication>> = [
  {
    id: 'navigation-pages',
    clauses: 'EPUB 3.3, 7.4.3; EPUB Accessibility 1.1, 4.2; kanben',
    find: (publication) => {
      const { pagination } = publication
      const entries = entriesOf(publication, 'page-list')
      const labels = pagination?.pages.map(({ label }) => label) ?? []
      return [
        ...compareLists(
          entries.map(({ text }) => text),
          labels,
          'the page list'
        ),
        ...compareLists(
          entries.map(({ id }) => id),
          labels.map((label) => `page-${label}`),
          'the targets of the page list'
        ),
        ...unless(
          entries.every(({ depth }) => depth === 1),
          'nested page list',
          'a flat one'
        )
      ]
    }
  },
  {
    id: 'navigation-marks',
    clauses: 'EPUB 3.3, 6.1.3; DPUB-ARIA 1.1, doc-pagebreak; kanben',
    find: ({ spine }) =>
      spine.flatMap(({ tags, path }) =>
        tags
          .filter(
            (tag) => has(tag, 'epub:type', 'pagebreak') || /^page-/.test(tag.attributes.id ?? '')
          )
          .flatMap((tag) => markFaults(tag, path))
      )
  }
]

function markFaults(tag: MarkupElement, path: string): ReadonlyArray<Fault> {
  const { id = '', role, 'aria-label': label } = tag.attributes
  return [
    ...unless(tag.isGenerated, `mark ${id} in ${path} as text`, 'apparatus'),
    ...unless(role === 'doc-pagebreak', `role ${role} of ${id} in ${path}`, 'doc-pagebreak'),
    ...unless(has(tag, 'epub:type', 'pagebreak'), `${id} in ${path}`, 'a pagebreak'),
    ...unless(id === `page-${label}`, `label ${label} of ${id} in ${path}`, 'its page'),
    ...unless(wordsOf(tag) === '', `text in ${id}, ${path}`, 'none')
  ]
}
