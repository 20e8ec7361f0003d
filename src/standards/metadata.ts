import type { PdfFile } from '../pdf/document.ts'
import { has, nameAt, streamAt, textAt } from '../pdf/objects.ts'
import type { Packet, Property, Value } from '../pdf/xmp.ts'
import { type Check, every, type Fault, read, unless } from './fault.ts'
import { spaces } from './schemas.ts'

/** The metadata of the document, and of its fonts (ISO 16684-1). */
export const metadataChecks: ReadonlyArray<Check> = [
  {
    id: 'metadata-stream',
    clauses: 'ISO 19005-2, 6.6.2.1; ISO 14289-1, 7.1; ISO 15930-7',
    profiles: every,
    find: ({ catalog }) => {
      const dict = streamAt(catalog, 'Metadata')?.dict
      const isRight = nameAt(dict, 'Type') === 'Metadata' && nameAt(dict, 'Subtype') === 'XML'
      return unless(isRight, 'catalog without metadata', 'a metadata stream')
    }
  },
  {
    id: 'metadata-plain',
    clauses: 'ISO 15930-7; kanben',
    profiles: every,
    find: ({ catalog }) => {
      const dict = streamAt(catalog, 'Metadata')?.dict
      return unless(!has(dict, 'Filter'), 'metadata compressed', 'metadata any tool can read')
    }
  },
  {
    id: 'metadata-packet',
    clauses: 'ISO 19005-2, 6.6.2.1',
    profiles: every,
    find: ({ packets }) =>
      packets.flatMap(({ header }) =>
        unless(
          /^begin=(["'])\uFEFF?\1\s+id=(["'])W5M0MpCehiHzreSzNTczkc9d\2\s*$/.test(header),
          `packet header ${header}`,
          'begin and id and nothing else'
        )
      )
  },
  {
    id: 'metadata-encoding',
    clauses: 'ISO 19005-2, 6.6.2.1',
    profiles: every,
    find: ({ packets }) =>
      packets.flatMap(({ bytes }) =>
        unless(Buffer.from(bytes.toString('utf8')).equals(bytes), 'bytes of metadata', 'UTF-8')
      )
  },
  {
    id: 'metadata-syntax',
    clauses: 'ISO 19005-2, 6.6.2.1',
    profiles: every,
    find: ({ packets }) =>
      packets.flatMap(({ fault, properties }) =>
        unless(!fault && properties.length > 0, `metadata: ${fault}`, 'XML and RDF')
      )
  },
  {
    id: 'metadata-prefix',
    clauses: 'ISO 19005-2, 6.6.4; ISO 14289-1, 5',
    profiles: every,
    find: ({ packets }) =>
      propertiesOf(packets).flatMap(({ space, prefix, name }) => {
        const [want = prefix] =
          Object.entries(spaces).find(([, address]) => address === space) ?? []
        return unless(prefix === want, `prefix ${prefix} of ${name}`, want)
      })
  },
  {
    id: 'metadata-pdfa',
    clauses: 'ISO 19005-2, 6.6.4',
    profiles: read,
    find: ({ metadata }, profile) => {
      const part = propertyOf(metadata, 'pdfaid', 'part')?.text
      const level = propertyOf(metadata, 'pdfaid', 'conformance')?.text
      const want = profile === 'attached' ? '3' : '2'
      const isRight = part === want && level === 'A'
      return unless(isRight, `PDF/A part ${part}, level ${level}`, `part ${want}, level A`)
    }
  },
  {
    id: 'metadata-pdfua',
    clauses: 'ISO 14289-1, 5',
    profiles: read,
    find: ({ metadata }) => {
      const part = propertyOf(metadata, 'pdfuaid', 'part')?.text
      return unless(part === '1', `PDF/UA part ${part}`, '1')
    }
  },
  {
    id: 'metadata-once',
    clauses: 'ISO 16684-1, 6.1; PDF 32000-1, 14.3.3; kanben',
    profiles: every,
    find: ({ info, packets }) => [
      ...packets.flatMap(({ properties }) => {
        const names = properties.map(({ space, name }) => `${space}${name}`)
        return unless(new Set(names).size === names.length, 'property again', 'each once')
      }),
      ...(info?.keys() ?? []).flatMap((key) =>
        unless(known.has(key.decodeText()), `${key} in the document information`, 'none')
      )
    ]
  },
  {
    id: 'metadata-information',
    clauses: 'ISO 19005-2, 6.6.3; ISO 15930-7',
    profiles: every,
    find: ({ info, metadata }) => [
      ...agree('Title', textAt(info, 'Title'), defaultOf(propertyOf(metadata, 'dc', 'title'))),
      ...agree(
        'Subject',
        textAt(info, 'Subject'),
        defaultOf(propertyOf(metadata, 'dc', 'description'))
      ),
      ...agree('Author', textAt(info, 'Author'), listOf(propertyOf(metadata, 'dc', 'creator'))),
      ...agree('Producer', textAt(info, 'Producer'), propertyOf(metadata, 'pdf', 'Producer')?.text),
      ...agree('Keywords', textAt(info, 'Keywords'), propertyOf(metadata, 'pdf', 'Keywords')?.text),
      ...agree('Creator', textAt(info, 'Creator'), propertyOf(metadata, 'xmp', 'CreatorTool')?.text)
    ]
  },
  {
    id: 'metadata-dates',
    clauses: 'ISO 19005-2, 6.6.3; ISO 15930-7',
    profiles: every,
    find: (file) => [
      ...agreeOnDate(file, 'CreationDate', 'CreateDate'),
      ...agreeOnDate(file, 'ModDate', 'ModifyDate')
    ]
  }
]

const known = new Set('Title Author Creator Producer CreationDate ModDate Trapped'.split(' '))

function agree(
  key: string,
  info: string | undefined,
  xmp: string | undefined
): ReadonlyArray<Fault> {
  return unless(info === xmp, `${key} ${info} in the document information`, `${xmp}, as in the XMP`)
}

function agreeOnDate({ info, metadata }: PdfFile, key: string, name: string): ReadonlyArray<Fault> {
  const date = textAt(info, key)
  const xmp = propertyOf(metadata, 'xmp', name)?.text
  if (date === undefined || xmp === undefined) return [{ what: `no ${key}`, want: 'a date' }]
  return agree(key, isoOf(date), xmp.replace(/\.000Z$/, 'Z').replace(/[+-]00:00$/, 'Z'))
}

/** A date of PDF (PDF 32000-1, 7.9.4) as XMP writes it. */
function isoOf(date: string): string {
  const form = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z(?:00'?00'?)?|([+-]\d\d)'(\d\d)'?)$/
  const [, year, month, day, hour, minute, second, off, past] = form.exec(date) ?? []
  const zone = off === undefined || (/^[+-]00$/.test(off) && past === '00') ? 'Z' : `${off}:${past}`
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`
}

/** Find a property of the document's metadata. */
export function propertyOf(
  metadata: Packet | undefined,
  prefix: keyof typeof spaces,
  name: string
): Value | undefined {
  const isWanted = (property: Property) =>
    property.space === spaces[prefix] && property.name === name
  return metadata?.properties.find(isWanted)?.value
}

/** List properties, with those in the fields of values. */
function propertiesOf(packets: ReadonlyArray<Packet>): ReadonlyArray<Property> {
  const inside = ({ items, fields }: Value): ReadonlyArray<Property> => [
    ...items.flatMap(inside),
    ...fields.flatMap((field) => [field, ...inside(field.value)])
  ]
  return packets.flatMap(({ properties }) =>
    properties.flatMap((property) => [property, ...inside(property.value)])
  )
}

/** Read the alternative of a value that is its default. */
export function defaultOf(value: Value | undefined): string | undefined {
  return value?.items.find(({ lang }) => lang === 'x-default')?.text
}

/** Read the items of a list as one text. */
export function listOf(value: Value | undefined): string | undefined {
  return value?.items.map(({ text }) => text).join('; ')
}
