import { type MarkupElement, named, within, wordsOf } from '../read/markup.ts'
import { navOf, type Publication, targetOf } from './publication.ts'

/** An entry of a list of links: how deep it is nested, what it says, where it leads. */
export type Entry = Readonly<{
  depth: number
  text: string
  href: string
  place: number
  id: string
}>

/** List the links of a `nav`: each with its place in the reading order, and the identifier there. */
export function entriesOf(publication: Publication, kind: string): ReadonlyArray<Entry> {
  const nav = navOf(publication, kind)
  return named(nav ? within(nav) : [], 'a').map((tag) => {
    const { href = '' } = tag.attributes
    const { place, id } = placeOf(href, publication.navigation.path, publication)
    return { depth: depthOf(tag, 'ol'), text: wordsOf(tag), href, place, id }
  })
}

/** Find where a link leads; one to a file leads to what it begins with: its first heading, or itself. */
export function placeOf(
  href: string,
  base: string,
  publication: Publication
): Readonly<{ place: number; id: string }> {
  const target = targetOf(href, base, publication)
  if (!target) return { place: -1, id: '' }
  const document = publication.documents.get(target.path)
  const ids = new Set(publication.book.outline.map(({ id }) => id))
  const first = document?.tags.find(({ attributes }) => ids.has(attributes.id ?? ''))
  const tag = target.tag ?? first ?? document?.tags[0]
  const file = publication.spine.findIndex(({ path }) => path === target.path)
  const at = tag ? (document?.tags.indexOf(tag) ?? 0) : 0
  return { place: file * 1e6 + at, id: tag?.attributes.id ?? '' }
}

/** Count the elements of a name around an element. */
export function depthOf(tag: MarkupElement, name: string): number {
  let depth = 0
  for (let outer = tag.parent; outer; outer = outer.parent) if (outer.name === name) depth += 1
  return depth
}
