import { type Check, unless } from '../../markup/fault.ts'
import { isSummary } from '../../markup/words.ts'
import { metaOf, type Publication } from '../publication.ts'

/** The elements of a package document, and the attributes of each (EPUB 3.3, 5). */
const elements: Readonly<Record<string, ReadonlyArray<string>>> = {
  package: ['xmlns', 'version', 'unique-identifier', 'xml:lang'],
  metadata: ['xmlns:dc'],
  'dc:identifier': ['id'],
  'dc:title': [],
  'dc:language': [],
  'dc:creator': [],
  'dc:date': [],
  'dc:type': [],
  'dc:source': [],
  meta: ['property', 'name', 'content'],
  link: ['rel', 'href', 'media-type'],
  manifest: [],
  item: ['id', 'href', 'media-type', 'properties'],
  spine: ['toc', 'page-progression-direction'],
  itemref: ['idref']
}

/** What may be said of the publication beside its Dublin Core. */
const properties = new Set([
  ...['dcterms:modified', 'pageBreakSource', 'schema:accessMode', 'schema:accessModeSufficient'],
  ...['schema:accessibilityFeature', 'schema:accessibilityHazard', 'schema:accessibilitySummary']
])

/** The package document holds nothing that nobody has looked at. */
export const allowedChecks: ReadonlyArray<Check<Publication>> = [
  {
    id: 'package-allowed',
    clauses: 'EPUB 3.3, 5; kanben',
    find: (publication) => [
      ...publication.package.tags.flatMap(({ name, attributes, children }) => {
        const known = elements[name]
        const other = Object.keys(attributes).find((key) => known?.includes(key) === false)
        const { property, name: old } = attributes
        const isKnown = property === undefined ? old === 'cover' : properties.has(property)
        const isHolder = /^(?:package|metadata|manifest|item|spine|itemref|link)$/.test(name)
        const text = children.filter((child) => typeof child === 'string').join('')
        return [
          ...unless(known !== undefined, `element ${name} of the package`, 'none such'),
          ...unless(other === undefined, `attribute ${other} of ${name} in the package`, 'none'),
          ...unless(name !== 'meta' || isKnown, `meta ${property ?? old}`, 'none such'),
          ...unless(!isHolder || text.trim() === '', `text in ${name} of the package`, 'none')
        ]
      }),
      ...metaOf(publication, 'pageBreakSource').flatMap((text) =>
        unless(
          text === publication.book.meta.title || /\.pdf, SHA-256 [0-9a-f]{64}$/.test(text),
          `source ${text} of the pages`,
          'the PDF'
        )
      ),
      ...metaOf(publication, 'schema:accessibilitySummary').flatMap((text) =>
        unless(isSummary(text), `summary “${text}”`, 'what is so')
      )
    ]
  }
]
