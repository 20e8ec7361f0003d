import type { PDFDict } from '@cantoo/pdf-lib'
import type { Holding } from '../../../book.ts'
import type { PdfFile } from '../../../pdf/document.ts'
import { dictOf, has, listAt, nameAt } from '../../../pdf/objects.ts'

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
export function holdingsOf(file: PdfFile): ReadonlyArray<Holding> {
  const kindOf = kindsOf(file)
  const sums = new Map<Kind, { count: number; bytes: number }>()
  let rest = file.bytes.length
  for (const { dict, stream } of file.entries) {
    const kind = stream && (kindOf.get(dict) ?? ownKind(dict))
    if (!kind) continue
    const bytes = stream.getContentsSize()
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

/** What only those that refer to a stream know of it, by its dictionary. */
function kindsOf({ pages, entries }: PdfFile): ReadonlyMap<PDFDict | undefined, Kind> {
  const kinds = new Map<PDFDict | undefined, Kind>()
  const put = (dict: PDFDict, key: string, kind: Kind): void => {
    for (const stream of listAt(dict, key)) kinds.set(dictOf(stream), kind)
  }
  for (const { dict } of pages) put(dict, 'Contents', 'page content')
  const fontKeys = ['FontFile2', 'ToUnicode', 'CIDToGIDMap', 'CIDSet', 'Encoding']
  for (const { dict } of entries) {
    for (const key of fontKeys) put(dict, key, 'fonts')
    put(dict, 'DestOutputProfile', 'profiles and metadata')
  }
  return kinds
}

function ownKind(dict: PDFDict): Kind | undefined {
  const names = ['Type', 'Subtype'].map((key) => nameAt(dict, key))
  if (names.includes('Image')) return 'images'
  if (names.includes('Form')) return 'page content'
  if (names.includes('Metadata')) return 'profiles and metadata'
  if (names.includes('EmbeddedFile')) return 'attached files'
  // An ICC profile of a colour space says how many components it has.
  return has(dict, 'N') && !names.includes('ObjStm') ? 'profiles and metadata' : undefined
}
