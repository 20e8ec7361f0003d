import { digestOf, identify } from '../../../book.ts'
import { type Check, compareLists, unless } from '../../markup/fault.ts'
import { named } from '../../read/markup.ts'
import { endingsOf, linksOf, type WebPage } from '../page.ts'

/** What machines read: that it is this document, and how it can be read. */
export const dataChecks: ReadonlyArray<Check<WebPage>> = [
  {
    id: 'head-data',
    clauses: 'JSON-LD 1.1, 7.2; schema.org, Legislation; kanben',
    find: (page) => {
      const { data, book, source } = page
      const said = read(data[0])
      const { meta } = book
      const text = (name: string) => (typeof said?.[name] === 'string' ? [said[name]] : [])
      const last = meta.corrections
        .map(({ date }) => date)
        .toSorted()
        .at(-1)
      const canonical = linksOf(page, 'canonical').map(({ attributes }) => attributes.href ?? '')
      return [
        ...unless(
          said !== undefined && data.length === 1,
          'data that are no JSON, or twice',
          'one object'
        ),
        ...compareLists(text('@context'), ['https://schema.org'], '@context'),
        ...compareLists(text('@id'), [identify(meta)], '@id'),
        ...compareLists(text('name'), [meta.title], 'name'),
        ...compareLists(text('inLanguage'), [meta.lang], 'inLanguage'),
        ...compareLists(text('legislationType'), [meta.type], 'legislationType'),
        ...compareLists(text('legislationDate'), [meta.date], 'legislationDate'),
        ...compareLists(text('datePublished'), [meta.date], 'datePublished'),
        ...compareLists(text('dateModified'), last === undefined ? [] : [last], 'dateModified'),
        ...compareLists(text('url'), canonical, 'url'),
        ...unless(
          JSON.stringify(said?.['@type']) === '["Legislation","DigitalDocument"]',
          '@type',
          'Legislation'
        ),
        ...compareLists(
          [at(said?.identifier, 'value')],
          [digestOf(source)],
          'the digests of the source'
        ),
        ...compareLists([at(said?.isBasedOn, 'sha256')], [meta.source?.sha256 ?? ''], 'isBasedOn'),
        ...compareLists(encodingsOf(said), alternatesOf(page), 'the other editions')
      ]
    }
  },
  {
    id: 'head-access',
    clauses: 'schema.org, Accessibility Properties; kanben',
    find: ({ data, book, pagination, document }) => {
      const said = read(data[0])
      const images = named(document.tags, 'img')
      const hasImages = images.length > 0
      const isDescribed = images.every(({ attributes }) => Boolean(attributes.alt?.trim()))
      const list = (name: string) => wordsIn(said?.[name]).toSorted()
      const features = [
        ...['displayTransformability', 'readingOrder'],
        ...(book.outline.length > 0 ? ['structuralNavigation', 'tableOfContents'] : []),
        ...(pagination ? ['pageBreakMarkers'] : []),
        ...(named(document.tags, 'ruby').length > 0 ? ['rubyAnnotations'] : []),
        ...(hasImages && isDescribed ? ['alternativeText'] : [])
      ]
      const mayFlash = book.assets.some(({ type }) => /gif|webp|svg/.test(type))
      return [
        ...compareLists(
          list('accessMode'),
          hasImages ? ['textual', 'visual'] : ['textual'],
          'accessMode'
        ),
        ...compareLists(list('accessibilityFeature'), features.toSorted(), 'accessibilityFeature'),
        ...compareLists(
          list('accessibilityHazard'),
          [mayFlash ? 'unknown' : 'none'],
          'accessibilityHazard'
        )
      ]
    }
  }
]

function read(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function at(value: unknown, name: string): string {
  return isObject(value) ? String(value[name]) : ''
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function wordsIn(value: unknown): ReadonlyArray<string> {
  const list: ReadonlyArray<unknown> = Array.isArray(value) ? value : [value]
  return list.map(String)
}

/** The other editions as the data name them, and as the head links to them. */
function encodingsOf(said: Readonly<Record<string, unknown>> | undefined): ReadonlyArray<string> {
  const encodings: unknown = said?.encoding
  const list: ReadonlyArray<unknown> = Array.isArray(encodings) ? encodings : []
  return list.map((item) => {
    if (!isObject(item)) return ''
    const url = String(item.contentUrl).replace(/^.*\//, '')
    const isDigest = /^[0-9a-f]{64}$/.test(String(item.sha256))
    return `${item.encodingFormat} ${url}${isDigest ? '' : ' without digest'}`
  })
}

function alternatesOf(page: WebPage): ReadonlyArray<string> {
  return linksOf(page, 'alternate').flatMap(({ attributes: { type = '', href } }) =>
    endingsOf[type] === undefined ? [] : [`${type} ${href}`]
  )
}
