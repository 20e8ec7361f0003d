import { type Check, type Fault, unless } from '../../markup/fault.ts'
import { has, type MarkupElement, named, within, wordsOf } from '../../read/markup.ts'
import { navOf, type Publication, targetOf, textOfSpine } from '../publication.ts'

/** The landmarks: where each part begins. */
export const landmarkChecks: ReadonlyArray<Check<Publication>> = [
  {
    id: 'navigation-landmarks',
    clauses: 'EPUB 3.3, 7.4.4; kanben',
    find: (publication) => {
      const nav = navOf(publication, 'landmarks')
      const links = nav ? named(within(nav), 'a') : []
      const kinds = links.map((tag) => tag.attributes['epub:type'] ?? '')
      const body = links.find((tag) => has(tag, 'epub:type', 'bodymatter'))
      const start = targetOf(body?.attributes.href ?? '', publication.navigation.path, publication)
      return [
        ...unless(
          new Set(kinds).size === kinds.length,
          `landmarks ${kinds.join(' ')}`,
          'each once'
        ),
        ...unless(
          kinds.every((kind) => landmarks.has(kind)),
          `landmarks ${kinds.join(' ')}`,
          'known ones'
        ),
        ...unless(kinds.includes('bodymatter'), 'landmarks without the text', 'bodymatter'),
        ...unless(
          start?.path === firstOfBody(publication),
          `text that begins in ${start?.path}`,
          `${firstOfBody(publication)}`
        ),
        ...links.flatMap((tag) => landmarkFaults(tag, publication))
      ]
    }
  }
]

const landmarks = new Set([
  ...['cover', 'titlepage', 'toc', 'bodymatter', 'endnotes', 'colophon', 'preamble', 'loi', 'lot']
])

function landmarkFaults(tag: MarkupElement, publication: Publication): ReadonlyArray<Fault> {
  const { href = '', 'epub:type': kind = '' } = tag.attributes
  const target = targetOf(href, publication.navigation.path, publication)
  const document = target && publication.documents.get(target.path)
  const isThere = target?.tag ? [target.tag, ...around(target.tag)] : (document?.tags ?? [])
  // The cover and the text are said by the body of their file.
  const isOne = isThere.some((other) => has(other, 'epub:type', kind))
  return [
    ...unless(isOne, `landmark ${kind} that leads to ${href}`, 'what it says'),
    ...unless(wordsOf(tag) !== '', `landmark ${kind} without a name`, 'a name')
  ]
}

function around(tag: MarkupElement): ReadonlyArray<MarkupElement> {
  return tag.parent ? [tag.parent, ...around(tag.parent)] : []
}

/** The first document of the text itself. */
function firstOfBody(publication: Publication): string | undefined {
  return textOfSpine(publication).find(({ tags }) =>
    tags.some((tag) => tag.name === 'body' && has(tag, 'epub:type', 'bodymatter'))
  )?.path
}
