import { type ComparedMarkup, decode } from '../../markup/compared-markup.ts'
import { type Check, type Fault, unless } from '../../markup/fault.ts'
import { findIdentifiers, findImages, findLinks } from '../../markup/identifiers.ts'
import { findAdditions, findStructure } from '../../markup/structure.ts'
import { resolve } from '../../read/epub.ts'
import type { MarkupFile } from '../../read/markup.ts'
import { inDocuments } from '../in-documents.ts'
import { type Publication, targetOf, textOfSpine } from '../publication.ts'

/** The text in its elements: those of the book, with its identifiers, links and images. */
export const textChecks: ReadonlyArray<Check<Publication>> = [
  {
    id: 'document-identifiers',
    clauses: 'HTML, 3.2.6; kanben',
    find: (publication) => [
      ...findIdentifiers(comparedMarkup(publication)),
      ...[...publication.documents.values()].flatMap(({ tags, path }) => {
        const ids = tags.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]))
        const double = ids.find((id, index) => ids.indexOf(id) !== index)
        return unless(double === undefined, `second #${double} in ${path}`, 'one')
      })
    ]
  },
  {
    id: 'document-links',
    clauses: 'EPUB 3.3, 4.2.5; kanben',
    find: (publication) => [
      ...inDocuments(publication, (document) => linkFaults(document, publication)),
      ...findLinks(comparedMarkup(publication))
    ]
  },
  {
    id: 'document-structure',
    clauses: 'kanben',
    find: (publication) => [
      ...findStructure(comparedMarkup(publication)),
      ...findAdditions(comparedMarkup(publication))
    ]
  },
  {
    id: 'document-images',
    clauses: 'EPUB 3.3, 3.2; kanben',
    find: (publication) => findImages(comparedMarkup(publication))
  }
]

/** The EPUB as its book is compared with it. */
export function comparedMarkup(publication: Publication): ComparedMarkup {
  const { book, files } = publication
  const documents = textOfSpine(publication)
  const paths = new Map(
    documents.flatMap(({ tags, path }) => tags.map((tag) => [tag, path] as const))
  )
  return {
    book,
    documents,
    targetOf: (tag) => {
      const { href = '' } = tag.attributes
      if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return href
      const target = targetOf(href, paths.get(tag) ?? '', publication)
      return target?.tag
        ? `#${target.tag.attributes.id}`
        : `#${decode(href.replace(/^[^#]*#?/, ''))}?`
    },
    bytesOf: (tag) => files[resolve(tag.attributes.src ?? '', paths.get(tag) ?? '') ?? '']
  }
}

function linkFaults({ tags, path }: MarkupFile, publication: Publication): ReadonlyArray<Fault> {
  const ids = new Set(tags.map(({ attributes }) => attributes.id))
  return tags.flatMap((tag) => {
    const { href, src } = tag.attributes
    const isAway = href !== undefined && /^[a-z][a-z0-9+.-]*:/i.test(href)
    const leads =
      href === undefined || isAway || tag.name === 'link' || targetOf(href, path, publication)
    const image = src === undefined ? undefined : (resolve(src, path) ?? src)
    const refs = ['aria-labelledby', 'aria-describedby'].flatMap((name) =>
      (tag.attributes[name] ?? '').split(/\s+/).filter((id) => id !== '' && !ids.has(id))
    )
    return [
      ...unless(Boolean(leads), `link ${href} that leads nowhere`, 'a target'),
      ...unless(
        image === undefined || publication.items.some((item) => item.path === image),
        `image ${src}`,
        'one of the manifest'
      ),
      ...unless(refs.length === 0, `reference to #${refs[0]}`, 'an element')
    ]
  })
}
