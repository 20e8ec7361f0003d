import { deflateSync } from 'node:zlib'
import { inCatalog, type Mutant, xmp } from './mutations.ts'
import { described, into, name, restream, set, text, within } from './plant.ts'

/** Metadata. */
export const metadata: ReadonlyArray<Mutant> = [
  ['metadata-stream', 'none', inCatalog((c) => set(c, 'Metadata'))],
  ['metadata-stream', 'no Subtype', inCatalog((c) => set(into(c, 'Metadata'), 'Subtype'))],
  [
    'metadata-plain',
    'compressed',
    within((pdf) => {
      restream(pdf, pdf.catalog, 'Metadata', deflateSync)
      set(into(pdf.catalog, 'Metadata'), 'Filter', name('FlateDecode'))
    })
  ],
  ['metadata-packet', 'bytes', xmp(' id="W5M', ' bytes="9" id="W5M')],
  ['metadata-packet', 'encoding', xmp(/(<\?xpacket begin=[^?]*)\?>/, '$1 encoding="UTF-8"?>')],
  [
    'metadata-encoding',
    'UTF-16',
    within((pdf) =>
      restream(pdf, pdf.catalog, 'Metadata', (bytes) =>
        Buffer.from(bytes.toString('utf8'), 'utf16le')
      )
    )
  ],
  [
    'metadata-encoding',
    'a stray byte',
    within((pdf) =>
      restream(pdf, pdf.catalog, 'Metadata', (bytes) => Buffer.concat([bytes, Buffer.from([0xff])]))
    )
  ],
  ['metadata-syntax', 'no XML', xmp('</rdf:RDF>', '')],
  ['metadata-syntax', 'no namespace', xmp(/ xmlns:pdfaid="[^"]*"/, '')],
  [
    'metadata-prefix',
    'pdfaid',
    described((packet) => packet.replaceAll('pdfaid:', 'aid:').replace('xmlns:pdfaid', 'xmlns:aid'))
  ],
  [
    'metadata-prefix',
    'pdfuaid',
    described((packet) =>
      packet.replaceAll('pdfuaid:', 'uaid:').replace('xmlns:pdfuaid', 'xmlns:uaid')
    )
  ],
  ['metadata-pdfa', 'part', xmp('<pdfaid:part>2', '<pdfaid:part>1')],
  ['metadata-pdfa', 'level', xmp('<pdfaid:conformance>A', '<pdfaid:conformance>B')],
  ['metadata-pdfa', 'part 2 with a source', xmp('<pdfaid:part>3', '<pdfaid:part>2'), 'attached'],
  ['metadata-pdfua', 'part', xmp('<pdfuaid:part>1', '<pdfuaid:part>2')],
  ['metadata-pdfua', 'none', xmp(/<pdfuaid:part>.<\/pdfuaid:part>/, '')],
  ['metadata-title', 'none', xmp(/<dc:title>.*?<\/dc:title>/, '')],
  ['metadata-title', 'another', xmp(/(<dc:title>.*?)规定/, '$1条例')],
  ['metadata-book', 'a language', xmp(/(<dc:language>.*?)zh-Hans/, '$1en')],
  ['metadata-book', 'no author', xmp(/<dc:creator>.*?<\/dc:creator>/, '')],
  ['metadata-book', 'a date', xmp(/<xmp:MetadataDate>[^<]*/, '<xmp:MetadataDate>1999-01-01')],
  ['metadata-once', 'a title', xmp(/(<dc:title>.*?<\/dc:title>)/, '$1$1')],
  [
    'metadata-once',
    'a part',
    xmp(/(<pdfaid:part>.<\/pdfaid:part>)/, '$1<pdfaid:part>1</pdfaid:part>')
  ],
  [
    'metadata-once',
    'a key',
    within(({ context }) => {
      const { Info } = context.trailerInfo
      if (Info) set(into(context.obj({ Info }), 'Info'), 'Company', text('x'))
    })
  ],
  ['metadata-information', 'title', within(({ document }) => document.setTitle('x'))],
  ['metadata-information', 'author', within(({ document }) => document.setAuthor('x'))],
  ['metadata-information', 'producer', within(({ document }) => document.setProducer('x'))],
  ['metadata-information', 'creator', within(({ document }) => document.setCreator('x'))],
  ['metadata-dates', 'creation', within(({ document }) => document.setCreationDate(new Date(0)))],
  ['metadata-dates', 'no change', xmp(/<xmp:ModifyDate>.*?<\/xmp:ModifyDate>/, '')],
  [
    'metadata-schema',
    'no extension',
    xmp(/<pdfaExtension:schemas>.*<\/pdfaExtension:schemas>/s, '')
  ],
  ['metadata-schema', 'no such property', xmp('<dc:title>', '<dc:fault>x</dc:fault><dc:title>')],
  [
    'metadata-form',
    'a list for a text',
    xmp(
      '<pdf:Producer>',
      '<pdf:Producer><rdf:Seq><rdf:li>x</rdf:li></rdf:Seq></pdf:Producer><pdf:Producer>'
    )
  ],
  ['metadata-form', 'no date', xmp(/<xmp:MetadataDate>[^<]*/, '<xmp:MetadataDate>2021')],
  [
    'metadata-container',
    'a sequence',
    described((packet) =>
      packet.replace(
        /(<pdfaExtension:schemas><rdf:)Bag(.*<\/rdf:)Bag(><\/pdfaExtension)/s,
        '$1Seq$2Seq$3'
      )
    )
  ],
  ['metadata-extension', 'no prefix', xmp(/<pdfaSchema:prefix>[^<]*<\/pdfaSchema:prefix>/, '')],
  [
    'metadata-extension',
    'no address',
    xmp(/<pdfaSchema:namespaceURI>[^<]*<\/pdfaSchema:namespaceURI>/, '')
  ],
  [
    'metadata-extension',
    'value types',
    xmp(
      '<pdfaSchema:property>',
      '<pdfaSchema:valueType>x</pdfaSchema:valueType><pdfaSchema:property>'
    )
  ],
  [
    'metadata-extension-property',
    'no description',
    xmp(/<pdfaProperty:description>[^<]*<\/pdfaProperty:description>/, '')
  ],
  [
    'metadata-extension-type',
    'unknown',
    xmp('<pdfaProperty:valueType>Integer', '<pdfaProperty:valueType>Fault')
  ],
  [
    'metadata-extension-category',
    'neither',
    xmp('<pdfaProperty:category>internal', '<pdfaProperty:category>fault')
  ]
]
