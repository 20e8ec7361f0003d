import { visit } from 'unist-util-visit'
import { type Book, identify, type Typeset } from '../../book.ts'
import { accessibilityOf } from '../accessibility.ts'
import { otherEditions } from './editions.ts'

/**
 * Describe the document for machines (JSON-LD with schema.org), only what is known.
 *
 * @param address URL of the page, if known.
 */
export function linkedData(typeset: Typeset<'html'>, address: string | undefined): string {
  const { book, pagination } = typeset
  const { meta } = book
  const modified = meta.corrections.at(-1)?.date
  const body = meta.body && { '@type': 'Organization', name: meta.body }
  const data = {
    '@context': 'https://schema.org',
    '@type': ['Legislation', 'DigitalDocument'],
    '@id': identify(meta),
    name: meta.title,
    inLanguage: meta.lang,
    legislationType: meta.type,
    legislationDate: meta.date,
    datePublished: meta.date,
    dateModified: modified,
    legislationPassedBy: body || undefined,
    locationCreated: meta.place && { '@type': 'Place', name: meta.place },
    legislationIdentifier: meta.identifier,
    identifier: digestOf(typeset),
    isBasedOn: sourceOf(book),
    url: address,
    pagination: pagination && rangesOf(pagination.pages.map(({ label }) => label)),
    encoding: encodings(typeset, address),
    ...accessibility(typeset)
  }
  // `</script` and `<!--` would end or change the `script` element.
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}

/** Identify the Markdown by its digest. */
function digestOf({ digest }: Typeset<'html'>) {
  if (digest === undefined) return undefined
  return { '@type': 'PropertyValue', propertyID: 'SHA-256', value: digest }
}

/** Describe the received text. */
function sourceOf({ meta: { source } }: Book) {
  if (!source) return undefined
  return { '@type': 'MediaObject', name: source.file, sha256: source.sha256 }
}

function encodings({ siblings }: Typeset<'html'>, address: string | undefined) {
  const others = otherEditions(siblings)
  if (others.length === 0) return undefined
  return others.map(({ title, type, href, size, sha256 }) => ({
    '@type': 'MediaObject',
    name: title,
    encodingFormat: type,
    contentUrl: address === undefined ? href : new URL(href, address).href,
    contentSize: size,
    sha256
  }))
}

/** Write page labels as ranges: `i–iv, 1–31`. */
function rangesOf(labels: ReadonlyArray<string>): string {
  const ranges = [
    labels.filter((label) => !/^\d/.test(label)),
    labels.filter((label) => /^\d/.test(label))
  ]
  return ranges
    .flatMap((range) => (range.length > 1 ? [`${range[0]}–${range.at(-1)}`] : range))
    .join(', ')
}

function accessibility({ book, pagination }: Typeset<'html'>) {
  const { modes, sufficient, features, hazard, summary } = accessibilityOf({
    hasHeadings: book.outline.length > 0,
    hasPages: pagination !== undefined,
    hasRuby: hasRuby(book),
    images: book.assets,
    described: isDescribed(book)
  })
  return {
    accessMode: modes,
    accessModeSufficient: sufficient.map((itemListElement) => ({
      '@type': 'ItemList',
      itemListElement
    })),
    accessibilityFeature: features,
    accessibilityHazard: hazard,
    accessibilitySummary: summary
  }
}

/** Tell whether the text has readings (ruby). */
function hasRuby({ body }: Book): boolean {
  let found = false
  visit(body, { tagName: 'ruby' }, () => {
    found = true
  })
  return found
}

/** Tell whether every image has alternative text. */
function isDescribed({ body }: Book): boolean {
  let described = true
  visit(body, { tagName: 'img' }, (node) => {
    if (node.type === 'element' && !node.properties.alt) described = false
  })
  return described
}
