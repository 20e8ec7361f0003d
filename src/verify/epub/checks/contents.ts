import type { Heading } from '../../../book.ts'
import { type Check, compareLists, type Fault, unless } from '../../markup/fault.ts'
import { named, tidy, wordsOf } from '../../read/markup.ts'
import { type Entry, entriesOf } from '../entries.ts'
import { navOf, type Publication, targetOf } from '../publication.ts'

/** The contents: the outline of the book, nested as its headings are. */
export const contentsChecks: ReadonlyArray<Check<Publication>> = [
  {
    id: 'navigation-kinds',
    clauses: 'EPUB 3.3, 7.4',
    find: (publication) => {
      const { navigation, pagination } = publication
      const kinds = named(navigation.tags, 'nav').map((tag) => tag.attributes['epub:type'] ?? '')
      const wanted = ['landmarks', ...(pagination ? ['page-list'] : []), 'toc']
      return compareLists(kinds.toSorted(), wanted, 'the kinds of navigation')
    }
  },
  {
    id: 'navigation-contents',
    clauses: 'EPUB 3.3, 7.4.2; kanben',
    find: (publication) => {
      const nav = navOf(publication, 'toc')
      const entries = entriesOf(publication, 'toc')
      const ids = new Set(publication.book.outline.map(({ id }) => id))
      return [
        ...compareLists(
          entries.filter(({ id }) => ids.has(id)).map(sayEntry),
          nest(publication.book.outline),
          'the contents'
        ),
        ...orderFaults(entries, 'the contents'),
        ...unless(nav?.attributes.hidden === undefined, 'hidden contents', 'them to be seen')
      ]
    }
  },
  {
    id: 'navigation-titles',
    clauses: 'EPUB 3.3, 7.4.2; kanben',
    find: (publication) => {
      const ids = new Set(publication.book.outline.map(({ id }) => id))
      const entries = entriesOf(publication, 'toc')
      return entries.flatMap(({ id, href, text }) => {
        const path = targetOf(href, publication.navigation.path, publication)?.path ?? ''
        const title = named(publication.documents.get(path)?.tags ?? [], 'title')[0]
        const said = title ? wordsOf(title) : ''
        const isInside = ids.has(id) && href.includes('#')
        return unless(isInside || text === said, `entry ${text} for ${path}`, said)
      })
    }
  }
]

function sayEntry({ depth, text, id }: Entry): string {
  return `${depth} ${text} #${id}`
}

/** Say how deep each heading stands among the others, and what it says. */
function nest(outline: ReadonlyArray<Heading>): ReadonlyArray<string> {
  const open: number[] = []
  return outline.map(({ depth, text, id }) => {
    while ((open.at(-1) ?? 0) >= depth) open.pop()
    open.push(depth)
    return `${open.length} ${tidy(text)} #${id}`
  })
}

function orderFaults(entries: ReadonlyArray<Entry>, where: string): ReadonlyArray<Fault> {
  return entries.flatMap(({ text, place, href }, index) => {
    const before = entries[index - 1]?.place ?? -1
    return unless(
      place > before,
      `${text} (${href}) at its place in ${where}`,
      'the order of reading'
    )
  })
}
