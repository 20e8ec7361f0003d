import {
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFRawStream,
  type PDFRef,
  type PDFStream
} from 'pdf-lib'
import { toXml } from 'xast-util-to-xml'
import { x } from 'xastscript'
import { generator, type Typeface, type Typeset } from '../../book.ts'

/**
 * Write document information and XMP metadata, and with each embedded font the notice and the full
 * text of its licence, in the metadata of the font program (PDF 32000-1, 14.3.2).
 *
 * Every date is the document's own, never the clock's.
 */
export function writeMetadata(document: PDFDocument, { book, typefaces }: Typeset): void {
  const { meta } = book
  const date = new Date(`${meta.date}T00:00:00Z`)
  document.setTitle(meta.title)
  if (meta.body) document.setAuthor(meta.body)
  document.setLanguage(meta.lang)
  document.setCreator(generator)
  document.setProducer(`${generator} (Chromium, Paged.js, pdf-lib)`)
  document.setCreationDate(date)
  document.setModificationDate(date)
  const properties = [
    x('dc:title', {}, alternative(meta.title)),
    x('dc:language', {}, x('rdf:Bag', {}, x('rdf:li', meta.lang))),
    ...(meta.body ? [x('dc:creator', {}, x('rdf:Seq', {}, x('rdf:li', meta.body)))] : []),
    x('xmp:CreateDate', date.toISOString()),
    x('xmp:ModifyDate', date.toISOString()),
    x('xmp:CreatorTool', generator)
  ]
  document.catalog.set(PDFName.of('Metadata'), packet(document, properties))
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue
    const program = object.get(PDFName.of('FontFile2'))
    const name = object.get(PDFName.of('FontName'))
    if (!program || !(name instanceof PDFName)) continue
    const typeface = typefaces.find((typeface) => name.decodeText().includes(typeface.fontName))
    const stream = document.context.lookup(program)
    if (typeface && isStream(stream)) {
      stream.dict.set(PDFName.of('Metadata'), packet(document, licence(typeface)))
    }
  }
}

function licence({ copyright, licenceText }: Typeface): ReturnType<typeof x>[] {
  return [
    x('dc:rights', {}, alternative(copyright)),
    x('xmpRights:UsageTerms', {}, alternative(licenceText))
  ]
}

function alternative(text: string): ReturnType<typeof x> {
  return x('rdf:Alt', {}, x('rdf:li', { 'xml:lang': 'x-default' }, text))
}

/** Write properties as an XMP packet (ISO 16684-1) in a stream that is not compressed. */
function packet(document: PDFDocument, properties: ReturnType<typeof x>[]): PDFRef {
  const description = x(
    'rdf:Description',
    {
      'rdf:about': '',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:xmp': 'http://ns.adobe.com/xap/1.0/',
      'xmlns:xmpRights': 'http://ns.adobe.com/xap/1.0/rights/'
    },
    properties
  )
  const xmp = x('x:xmpmeta', { 'xmlns:x': 'adobe:ns:meta/' }, [
    x('rdf:RDF', { 'xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#' }, [description])
  ])
  const begin = '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>'
  const bytes = Buffer.from(`${begin}\n${toXml(xmp)}\n<?xpacket end="r"?>`)
  const { context } = document
  const dict = context.obj({ Type: 'Metadata', Subtype: 'XML', Length: bytes.length })
  return context.register(PDFRawStream.of(dict, bytes))
}

function isStream(object: unknown): object is PDFStream {
  return object instanceof PDFRawStream
}
