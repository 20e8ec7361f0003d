import { digestOf, identify, type Meta } from '../../../book.ts'
import { type Check, compareLists, unless } from '../../markup/fault.ts'
import { named, tidy, wordsOf } from '../../read/markup.ts'
import { isCover, metaOf, navOf, type Publication } from '../publication.ts'
import { recordsOf } from './package.ts'

/** What the package says of the document: what the book says, and of its reading what is so. */
export const metadataChecks: ReadonlyArray<Check<Publication>> = [
  {
    id: 'metadata-identifier',
    clauses: 'EPUB 3.3, 5.4, 5.5.3.1',
    find: ({ package: { tags }, book }) => {
      const id = tags[0]?.attributes['unique-identifier']
      const unique = tags.find(({ attributes }) => id !== undefined && attributes.id === id)
      const value = unique?.name === 'dc:identifier' ? wordsOf(unique) : ''
      return [
        ...unless(value === identify(book.meta), `identifier ${value}`, identify(book.meta)),
        ...unless(named(tags, 'dc:identifier').length === 1, 'another identifier', 'one')
      ]
    }
  },
  {
    id: 'metadata-values',
    clauses: 'EPUB 3.3, 5.5.3, 5.5.4; kanben',
    find: ({ package: { tags }, book: { meta } }) => [
      ...compareLists(named(tags, 'dc:title').map(wordsOf), [tidy(meta.title)], 'dc:title'),
      ...compareLists(named(tags, 'dc:language').map(wordsOf), [meta.lang], 'dc:language'),
      ...compareLists(named(tags, 'dc:date').map(wordsOf), [meta.date], 'dc:date'),
      ...compareLists(
        named(tags, 'dc:creator').map(wordsOf),
        meta.body === undefined ? [] : [tidy(meta.body)],
        'dc:creator'
      ),
      ...compareLists(named(tags, 'dc:type').map(wordsOf), [tidy(meta.type)], 'dc:type'),
      ...compareLists(
        named(tags, 'dc:source').map(wordsOf),
        meta.source ? [`${tidy(meta.source.file)}, SHA-256 ${meta.source.sha256}`] : [],
        'dc:source'
      )
    ]
  },
  {
    id: 'metadata-modified',
    clauses: 'EPUB 3.3, 5.5.6; kanben',
    find: (publication) =>
      compareLists(
        metaOf(publication, 'dcterms:modified'),
        [`${lastDay(publication.book.meta)}T00:00:00Z`],
        'dcterms:modified'
      )
  },
  {
    id: 'metadata-pages',
    clauses: 'EPUB Accessibility 1.1, 4.2.4; kanben',
    find: (publication) => {
      const { pagination } = publication
      const sources = metaOf(publication, 'pageBreakSource')
      const wanted = pagination ? 1 : 0
      const isSaid = sources.every((source) => source.trim() !== '' && source !== 'none')
      return unless(
        sources.length === wanted && isSaid,
        `${sources.length} sources of page breaks`,
        `${wanted}`
      )
    }
  },
  {
    id: 'metadata-access',
    clauses: 'EPUB Accessibility 1.1, 2.2; kanben',
    find: (publication) => {
      const { book, items, spine, pagination } = publication
      const said = (name: string) => metaOf(publication, `schema:${name}`).toSorted()
      // The cover says in words what it shows: nobody needs to see it.
      const images = spine
        .filter((document) => !isCover(document))
        .flatMap(({ tags }) => named(tags, 'img'))
      const isDescribed = images.every(({ attributes }) => Boolean(attributes.alt?.trim()))
      const hasImages = images.length > 0
      const mayFlash = items.some(({ type }) => /gif|webp|svg/.test(type))
      const hasPages = navOf(publication, 'page-list') !== undefined
      const features = [
        ...['displayTransformability', 'readingOrder', 'tableOfContents', 'unlocked'],
        ...(spine.some(({ tags }) => named(tags, 'ruby').length > 0) ? ['rubyAnnotations'] : []),
        ...(book.outline.length > 0 ? ['structuralNavigation'] : []),
        ...(pagination ? ['pageBreakMarkers'] : []),
        ...(hasPages ? ['pageNavigation'] : []),
        ...(hasImages && isDescribed ? ['alternativeText'] : [])
      ]
      const modes = hasImages ? ['textual', 'visual'] : ['textual']
      const sets = [...(isDescribed ? ['textual'] : []), ...(hasImages ? ['textual,visual'] : [])]
      return [
        ...compareLists(said('accessMode'), modes, 'schema:accessMode'),
        ...compareLists(said('accessModeSufficient'), sets, 'schema:accessModeSufficient'),
        ...compareLists(
          said('accessibilityFeature'),
          features.toSorted(),
          'schema:accessibilityFeature'
        ),
        ...compareLists(
          said('accessibilityHazard'),
          [mayFlash ? 'unknown' : 'none'],
          'schema:accessibilityHazard'
        ),
        ...unless(said('accessibilitySummary').length === 1, 'summaries of accessibility', 'one')
      ]
    }
  },
  {
    id: 'metadata-claims',
    clauses: 'EPUB Accessibility 1.1, 5; kanben',
    find: ({ package: { tags } }) => {
      const claim = tags.find(({ attributes: { property = '', rel = '' } }) =>
        /conformsTo|certif/i.test(`${property} ${rel}`)
      )
      return unless(claim === undefined, 'claim of conformance', 'none that nobody made')
    }
  },
  {
    id: 'metadata-record',
    clauses: 'EPUB 3.3, 5.5.7, D.4.1; kanben',
    find: (publication) => {
      const records = recordsOf(publication)
      const { length } = records
      const {
        package: { tags }
      } = publication
      const links = named(tags, 'link')
      const faults = unless(length === 1 && links.length === 1, `${length} records`, 'one')
      const isRight = links.every(
        ({ attributes }) => attributes['media-type'] === 'application/ld+json'
      )
      return [
        ...faults,
        ...unless(isRight, `type of the record`, 'application/ld+json'),
        ...records.flatMap((path) => {
          const { files, book, source } = publication
          const text = new TextDecoder().decode(files[path])
          const digest = digestOf(source)
          const received = book.meta.source?.sha256
          return [
            ...unless(isJson(text), `${path} that is no JSON`, 'JSON'),
            ...unless(
              text.includes(`"${identify(book.meta)}"`),
              `identifier in ${path}`,
              identify(book.meta)
            ),
            ...unless(text.includes(digest), `digest of the source in ${path}`, digest),
            ...unless(
              received === undefined || text.includes(received),
              `digest of the received text in ${path}`,
              `${received}`
            )
          ]
        })
      ]
    }
  }
]

/** The day the text was last changed: that of the document or of its last correction. */
function lastDay({ date, corrections }: Meta): string {
  return [date, ...corrections.map((correction) => correction.date)].toSorted().at(-1) ?? date
}

/** Tell whether a text parses as JSON. */
function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== undefined
  } catch {
    return false
  }
}
