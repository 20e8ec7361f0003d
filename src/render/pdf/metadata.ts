import {
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  type PDFRef,
  PDFString
} from '@cantoo/pdf-lib'
import { toXml } from 'xast-util-to-xml'
import { x } from 'xastscript'
import { generator, type Typeface, type Typeset } from '../../book.ts'
import { placeholder } from './save-identified.ts'

type Property = ReturnType<typeof x>

/** The standard of a file: for reading, for reading with the source attached, for a press. */
export type Standard = 'PDF/A-2a' | 'PDF/A-3a' | 'PDF/X-4'

/**
 * Write document information and equal XMP metadata (ISO 19005-2, 6.6; ISO 14289-1, 5; ISO
 * 15930-7), and for each embedded font its notice and full licence, in the metadata of the font
 * program (PDF 32000-1, 14.3.2).
 *
 * All dates are those of the document, not of a clock.
 */
export function writeMetadata(
  document: PDFDocument,
  { book, typefaces }: Typeset<'pdf' | 'cover'>,
  standard: Standard
): void {
  const { catalog, context } = document
  const { title, body, lang, date, identifier } = book.meta
  const producer = `${generator} (Chromium, Paged.js, pdf-lib)`
  const day = PDFString.of(`D:${date.replaceAll('-', '')}000000Z`)
  context.trailerInfo.Info = context.register(
    context.obj({
      Title: PDFHexString.fromText(title),
      ...(body ? { Author: PDFHexString.fromText(body) } : {}),
      Creator: PDFString.of(generator),
      Producer: PDFHexString.fromText(producer),
      CreationDate: day,
      ModDate: day,
      ...(standard === 'PDF/X-4' ? { Trapped: 'False' } : {})
    })
  )
  const moment = `${date}T00:00:00Z`
  const properties = [
    x('dc:format', 'application/pdf'),
    x('dc:title', {}, alternative(title)),
    x('dc:language', {}, x('rdf:Bag', {}, x('rdf:li', lang))),
    ...(body ? [x('dc:creator', {}, x('rdf:Seq', {}, x('rdf:li', body)))] : []),
    ...(identifier ? [x('dc:identifier', identifier)] : []),
    x('xmp:CreateDate', moment),
    x('xmp:ModifyDate', moment),
    x('xmp:MetadataDate', moment),
    x('xmp:CreatorTool', generator),
    x('pdf:Producer', producer),
    x('xmpMM:DocumentID', placeholder),
    x('xmpMM:InstanceID', placeholder),
    x('xmpMM:VersionID', '1'),
    x('xmpMM:RenditionClass', 'default'),
    ...(standard === 'PDF/X-4' ? pressProperties() : archiveProperties(standard))
  ]
  catalog.set(PDFName.of('Metadata'), packet(document, properties))
  catalog.set(PDFName.of('Lang'), PDFString.of(lang))
  writeLicences(document, typefaces)
}

/** ISO 15930-7. */
function pressProperties(): ReadonlyArray<Property> {
  return [x('pdf:Trapped', 'False'), x('pdfxid:GTS_PDFXVersion', 'PDF/X-4')]
}

/** ISO 19005-2, 6.6.4, and ISO 14289-1, 5, whose schema must be declared in PDF/A (6.6.2.3). */
function archiveProperties(standard: 'PDF/A-2a' | 'PDF/A-3a'): ReadonlyArray<Property> {
  const resource = { 'rdf:parseType': 'Resource' }
  const part = [
    x('pdfaProperty:name', 'part'),
    x('pdfaProperty:valueType', 'Integer'),
    x('pdfaProperty:category', 'internal'),
    x('pdfaProperty:description', 'Part of ISO 14289 the file conforms to')
  ]
  const schema = [
    x('pdfaSchema:schema', 'PDF/UA identification'),
    x('pdfaSchema:namespaceURI', namespaces['xmlns:pdfuaid']),
    x('pdfaSchema:prefix', 'pdfuaid'),
    x('pdfaSchema:property', {}, x('rdf:Seq', {}, x('rdf:li', resource, part)))
  ]
  return [
    x('pdfaid:part', standard === 'PDF/A-2a' ? '2' : '3'),
    x('pdfaid:conformance', 'A'),
    x('pdfuaid:part', '1'),
    x('pdfaExtension:schemas', {}, x('rdf:Bag', {}, x('rdf:li', resource, schema)))
  ]
}

function writeLicences(document: PDFDocument, typefaces: ReadonlyArray<Typeface>): void {
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue
    const program = object.get(PDFName.of('FontFile2'))
    const name = object.get(PDFName.of('FontName'))
    if (!program || !(name instanceof PDFName)) continue
    const typeface = typefaces.find((typeface) => name.decodeText().includes(typeface.fontName))
    const stream = document.context.lookup(program)
    if (typeface && stream instanceof PDFRawStream) {
      stream.dict.set(PDFName.of('Metadata'), packet(document, licence(typeface)))
    }
  }
}

function licence({ copyright, licenceText }: Typeface): ReadonlyArray<Property> {
  return [
    x('dc:rights', {}, alternative(copyright)),
    x('xmpRights:UsageTerms', {}, alternative(licenceText))
  ]
}

function alternative(text: string): Property {
  return x('rdf:Alt', {}, x('rdf:li', { 'xml:lang': 'x-default' }, text))
}

/** The namespaces of our properties, with the prefixes their standards require. */
const namespaces = {
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:xmp': 'http://ns.adobe.com/xap/1.0/',
  'xmlns:xmpMM': 'http://ns.adobe.com/xap/1.0/mm/',
  'xmlns:xmpRights': 'http://ns.adobe.com/xap/1.0/rights/',
  'xmlns:pdf': 'http://ns.adobe.com/pdf/1.3/',
  'xmlns:pdfaid': 'http://www.aiim.org/pdfa/ns/id/',
  'xmlns:pdfuaid': 'http://www.aiim.org/pdfua/ns/id/',
  'xmlns:pdfxid': 'http://www.npes.org/pdfx/ns/id/',
  'xmlns:pdfaExtension': 'http://www.aiim.org/pdfa/ns/extension/',
  'xmlns:pdfaSchema': 'http://www.aiim.org/pdfa/ns/schema#',
  'xmlns:pdfaProperty': 'http://www.aiim.org/pdfa/ns/property#'
} as const

/** Write properties as an XMP packet (ISO 16684-1) in an uncompressed stream. */
function packet(document: PDFDocument, properties: ReadonlyArray<Property>): PDFRef {
  const written = properties.map((property) => toXml(property)).join('')
  const used = Object.entries(namespaces).filter(([name]) =>
    written.includes(`<${name.replace('xmlns:', '')}:`)
  )
  const about = { 'rdf:about': '', ...Object.fromEntries(used) }
  const description = x('rdf:Description', about, [...properties])
  const xmp = x('x:xmpmeta', { 'xmlns:x': 'adobe:ns:meta/' }, [
    x('rdf:RDF', { 'xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#' }, [description])
  ])
  const begin = '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>'
  // `]]>` is not allowed in text (XML 1.0, 2.4), and the serializer does not escape it.
  const bytes = Buffer.from(
    `${begin}\n${toXml(xmp).replaceAll(']]>', ']]&gt;')}\n<?xpacket end="r"?>`
  )
  const { context } = document
  const dict = context.obj({ Type: 'Metadata', Subtype: 'XML', Length: bytes.length })
  return context.register(PDFRawStream.of(dict, bytes))
}
