/** Addresses of the XMP namespaces kanben writes. */
export const spaces = {
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
  pdfuaid: 'http://www.aiim.org/pdfua/ns/id/',
  pdfxid: 'http://www.npes.org/pdfx/ns/id/',
  pdfaExtension: 'http://www.aiim.org/pdfa/ns/extension/',
  pdfaSchema: 'http://www.aiim.org/pdfa/ns/schema#',
  pdfaProperty: 'http://www.aiim.org/pdfa/ns/property#'
} as const

/** The form of a value; `Date` and `Integer` are texts of a kind. */
export type Form = 'text' | 'Date' | 'Integer' | 'Boolean' | 'Seq' | 'Bag' | 'Alt' | 'schemas'

/**
 * Properties that need no extension schema (XMP Specification of 2005, ISO 19005-2, 6.6.2.3.1) and
 * the forms of their values; those kanben may write, and no others.
 */
export const predefined: Readonly<Record<string, Readonly<Record<string, Form>>>> = {
  [spaces.dc]: {
    title: 'Alt',
    description: 'Alt',
    rights: 'Alt',
    creator: 'Seq',
    date: 'Seq',
    publisher: 'Bag',
    language: 'Bag',
    subject: 'Bag',
    type: 'Bag',
    format: 'text',
    identifier: 'text',
    source: 'text'
  },
  [spaces.xmp]: {
    CreateDate: 'Date',
    ModifyDate: 'Date',
    MetadataDate: 'Date',
    CreatorTool: 'text'
  },
  [spaces.xmpMM]: {
    DocumentID: 'text',
    InstanceID: 'text',
    VersionID: 'text',
    RenditionClass: 'text'
  },
  [spaces.xmpRights]: { UsageTerms: 'Alt', Marked: 'Boolean', WebStatement: 'text' },
  [spaces.pdf]: { Producer: 'text', Keywords: 'text', PDFVersion: 'text' },
  [spaces.pdfaid]: { part: 'Integer', conformance: 'text', amd: 'text', corr: 'text' },
  [spaces.pdfaExtension]: { schemas: 'schemas' }
}
