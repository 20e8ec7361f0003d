import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream
} from 'pdf-lib'
import type { Holding } from '../../book.ts'

/** The kinds of streams, in the order in which they are told. */
const kinds = [
  'page content',
  'fonts',
  'images',
  'profiles and metadata',
  'attached files'
] as const
type Kind = (typeof kinds)[number]

/** Tell what the streams of a PDF hold and what is left: tags, links, outline and the file's own tables. */
export function holdingsOf(document: PDFDocument, size: number): ReadonlyArray<Holding> {
  const kindOf = kindsOf(document)
  const sums = new Map<Kind, { count: number; bytes: number }>()
  let rest = size
  for (const [ref, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFStream)) continue
    const kind = kindOf.get(ref) ?? ownKind(object.dict)
    if (!kind) continue
    const bytes = object instanceof PDFRawStream ? object.contents.length : object.getContentsSize()
    const sum = sums.get(kind) ?? { count: 0, bytes: 0 }
    sums.set(kind, { count: sum.count + 1, bytes: sum.bytes + bytes })
    rest -= bytes
  }
  const told = kinds.flatMap((what) => {
    const sum = sums.get(what)
    return sum ? [{ what, ...sum }] : []
  })
  return [...told, { what: 'tags, links and tables of the file', bytes: rest }]
}

/** What only those that refer to a stream know of it. */
function kindsOf(document: PDFDocument): ReadonlyMap<PDFRef, Kind> {
  const kinds = new Map<PDFRef, Kind>()
  for (const { node } of document.getPages()) {
    const contents = node.get(PDFName.of('Contents'))
    const parts = contents instanceof PDFRef ? document.context.lookup(contents) : contents
    if (contents instanceof PDFRef) kinds.set(contents, 'page content')
    if (parts instanceof PDFArray) {
      for (const part of parts.asArray())
        if (part instanceof PDFRef) kinds.set(part, 'page content')
    }
  }
  const fontKeys = ['FontFile2', 'ToUnicode', 'CIDToGIDMap', 'CIDSet', 'Encoding']
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue
    for (const key of fontKeys) {
      const ref = object.get(PDFName.of(key))
      if (ref instanceof PDFRef) kinds.set(ref, 'fonts')
    }
    const profile = object.get(PDFName.of('DestOutputProfile'))
    if (profile instanceof PDFRef) kinds.set(profile, 'profiles and metadata')
  }
  return kinds
}

function ownKind(dict: PDFDict): Kind | undefined {
  const names = ['Type', 'Subtype'].map((key) => dict.lookup(PDFName.of(key))?.toString())
  if (names.includes('/Image')) return 'images'
  if (names.includes('/Form')) return 'page content'
  if (names.includes('/Metadata')) return 'profiles and metadata'
  if (names.includes('/EmbeddedFile')) return 'attached files'
  // An ICC profile of a colour space says how many components it has.
  return dict.has(PDFName.of('N')) && !names.includes('/ObjStm')
    ? 'profiles and metadata'
    : undefined
}
