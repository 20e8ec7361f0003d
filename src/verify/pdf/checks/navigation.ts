import { pageOf } from '../../../pdf/destinations.ts'
import { dictAt, textAt } from '../../../pdf/objects.ts'
import { bare, describeElement, inAnnotations } from '../../../standards/annotations.ts'
import { type Check, read, unless } from '../../../standards/fault.ts'
import type { FinishedPdf } from '../finished.ts'
import { addressOf } from '../summary.ts'

/** Labels, destinations, outline and links: those of the book. */
export const houseNavigationChecks: ReadonlyArray<Check<FinishedPdf>> = [
  {
    id: 'navigation-labels',
    clauses: 'PDF 32000-1, 12.4.2; kanben',
    profiles: read,
    find: ({ labels, map }) =>
      map.pages.flatMap(({ label }, index) =>
        unless(labels[index] === label, `label ${labels[index]} of page ${index + 1}`, label)
      )
  },
  {
    id: 'navigation-destinations',
    clauses: 'PDF 32000-1, 12.3.2.3; kanben',
    profiles: read,
    find: ({ destinations, map, pages }) => [
      ...Object.keys(map.at).flatMap((id) =>
        unless(destinations.has(Buffer.from(id).toString('latin1')), `no destination ${id}`, 'one')
      ),
      ...map.pages.flatMap(({ label }, index) => {
        const place = destinations.get(`page-${label}`)
        const isThere = pageOf(place) === pages[index]?.ref.toString()
        return unless(isThere, `destination page-${label}`, `page ${index + 1}`)
      })
    ]
  },
  {
    id: 'navigation-outline',
    clauses: 'ISO 14289-1, 7.17; kanben',
    profiles: read,
    find: (file) => {
      const { book, map, outline } = file
      const titles = new Set(outline.map(({ title }) => title))
      const ids = new Map(book.outline.map((heading) => [heading.id, heading]))
      const headings = outline.filter(({ target }) => ids.has(target))
      return [
        ...unless(titles.has(book.meta.title), 'outline without the title', book.meta.title),
        ...book.outline.flatMap(({ id, text }, index) => {
          const entry = headings[index]
          const isRight = entry?.target === id && entry.title === text
          return unless(isRight || !map.at[id], `outline entry ${entry?.title}`, text)
        }),
        ...unless(headings.length <= book.outline.length, 'outline entries', 'one a heading')
      ]
    }
  },
  {
    id: 'annotation-words',
    clauses: 'ISO 14289-1, 7.18.5; kanben',
    profiles: read,
    find: (file) =>
      inAnnotations(file, ({ dict, owner }) => {
        const said = textAt(dict, 'Contents') ?? ''
        const text = owner ? bare(describeElement(owner, file.words)) : ''
        // A call is told by what it calls.
        const [, call] = /^(?:编者注|注释)(.+)$/.exec(said) ?? []
        const isCall = owner?.parent?.type === 'Reference' && call !== undefined && call === text
        const isText = bare(said).startsWith(text)
        const rest = bare(said).slice(text.length)
        const address = textAt(dictAt(dict, 'A'), 'URI')
        const isRest = rest === '' || (address !== undefined && addressOf(rest) === address)
        return unless(isCall || (isText && isRest), `link that says ${said}`, text)
      })
  }
]
