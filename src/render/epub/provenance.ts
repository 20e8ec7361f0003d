import {
  type Book,
  describeAccount,
  describeWords,
  generator,
  identify,
  type Meta,
  type Typeset
} from '../../book.ts'

/** Path of the record relative to the package document; it is not part of the publication. */
export const recordPath = '../META-INF/provenance.jsonld'

/** A node of JSON-LD; undefined members are not written. */
type Node = Readonly<Record<string, unknown>>

/**
 * Write the provenance record of a document (JSON-LD 1.1; Schema.org and PROV-O): its Markdown, the
 * received text, what was changed, and the PDF with the same pages.
 */
export function provenance({ book, digest, siblings, pagination }: Typeset<'epub'>): Uint8Array {
  const { meta } = book
  const [name, softwareVersion] = generator.split(' ')
  const pdf = siblings.find(({ target }) => target === 'pdf')
  const record: Node = {
    '@context': { '@vocab': 'https://schema.org/', prov: 'http://www.w3.org/ns/prov#' },
    '@id': identify(meta),
    '@type': 'DigitalDocument',
    name: meta.title,
    inLanguage: meta.lang,
    additionalType: meta.type,
    datePublished: meta.date,
    locationCreated: meta.place ? { '@type': 'Place', name: meta.place } : undefined,
    creator: meta.body ? { '@type': 'Organization', name: meta.body } : undefined,
    correction: correctionsOf(meta),
    'prov:wasDerivedFrom': sourceOf(book, digest),
    'prov:wasGeneratedBy': {
      '@type': 'prov:Activity',
      'prov:wasAssociatedWith': { '@type': 'SoftwareApplication', name, softwareVersion }
    },
    associatedMedia:
      pdf && pagination
        ? {
            '@type': 'MediaObject',
            name: pdf.name,
            description: '页码依据',
            encodingFormat: 'application/pdf',
            sha256: pdf.sha256
          }
        : undefined
  }
  return new TextEncoder().encode(`${JSON.stringify(record, undefined, 2)}\n`)
}

function correctionsOf({ corrections }: Meta): ReadonlyArray<Node> | undefined {
  if (corrections.length === 0) return undefined
  return corrections.map((correction) => ({
    '@type': 'CorrectionComment',
    datePublished: correction.date,
    text: [correction.what, describeWords(correction)].filter((part) => part !== '').join('　'),
    about: correction.at ? { '@id': `#${correction.at}` } : undefined
  }))
}

/** Describe the Markdown, the received text it derives from, and how that was cleaned. */
function sourceOf(book: Book, sha256: string | undefined): Node {
  const { source } = book.meta
  const told = book.account && describeAccount(book.account, book)
  const made = [...(source?.normalised ?? []), ...(told?.cleaned ?? []), ...(told?.decided ?? [])]
  return {
    '@type': ['MediaObject', 'prov:Entity'],
    encodingFormat: 'text/markdown',
    sha256,
    'prov:wasDerivedFrom': source && {
      '@type': ['MediaObject', 'prov:Entity'],
      name: source.file,
      sha256: source.sha256,
      creativeWorkStatus: source.complete ? 'complete' : 'incomplete'
    },
    'prov:wasGeneratedBy':
      made.length > 0 ? { '@type': 'prov:Activity', description: made } : undefined
  }
}
