import { PDFArray, type PDFDict, PDFDocument, type PDFObject, PDFRef, PDFStream } from 'pdf-lib'
import type { Book, Edition, PageGeometry, Settings } from '../../book.ts'
import { decode } from './bytes.ts'
import { type Content, readContent } from './content.ts'
import { readDestinations } from './destinations.ts'
import { type Font, readFont } from './font.ts'
import { dictAt, dictOf, look, nameAt, streamAt } from './objects.ts'
import { type RawFile, readRaw } from './raw.ts'
import { readTags, type TagTree } from './tags.ts'
import { readWords, type Words } from './words.ts'
import { type Packet, readPacket } from './xmp.ts'

/** What a finished file is held to: PDF/A-2a and PDF/UA-1, the same with a source attached, PDF/X-4. */
export type Profile = 'reading' | 'attached' | 'press'

/** A dictionary of the file, and where it stands. */
export type Entry = Readonly<{ dict: PDFDict; stream?: PDFStream; where: string }>

/** A page and what its content does. */
export type FinishedPage = Readonly<{
  number: number
  ref: PDFRef
  dict: PDFDict
  content: Content
}>

/** A finished PDF, read once for all checks. */
export type Finished = Readonly<{
  profile: Profile
  raw: RawFile
  document: PDFDocument
  catalog: PDFDict
  info: PDFDict | undefined
  /** Every dictionary, whatever it stands in. */
  entries: ReadonlyArray<Entry>
  pages: ReadonlyArray<FinishedPage>
  /** Form XObjects and patterns, each read by itself. */
  drawings: ReadonlyArray<Readonly<{ where: string; content: Content }>>
  fonts: ReadonlyArray<Font>
  tags: TagTree
  words: Words
  /** Named destinations by the bytes of their names, each as it is written. */
  destinations: ReadonlyMap<string, string>
  /** The metadata of the document, and every metadata stream there is. */
  metadata: Packet | undefined
  packets: ReadonlyArray<Packet>
  book: Book
  map: PageGeometry
  settings: Settings
  /** The Markdown the book is made from. */
  source: string
}>

/** Read the finished bytes of an edition. */
export async function readFinished(
  edition: Edition,
  book: Book,
  source: string
): Promise<Finished> {
  const { bytes, map, settings, target } = edition
  if (!map || !settings) throw new Error('Unexpected PDF without a page map or settings')
  const parseSpeed = Number.POSITIVE_INFINITY
  const document = await PDFDocument.load(bytes, {
    updateMetadata: false,
    parseSpeed,
    ignoreEncryption: true
  })
  const { catalog, context } = document
  const entries = context
    .enumerateIndirectObjects()
    .flatMap(([ref, object]) => nested(object, `object ${ref.objectNumber}`))
  const fonts = new Map<PDFDict, Font>()
  const fontOf = (dict: PDFDict) => {
    const font = fonts.get(dict) ?? readFont(dict)
    fonts.set(dict, font)
    return font
  }
  const pages = document.getPages().map(({ node, ref }, index) => {
    const content = readContent(contentOf(node), dictOf(node.Resources()), fontOf)
    return { number: index + 1, ref, dict: node, content }
  })
  const drawings = entries.flatMap(({ dict, stream, where }) => {
    const isDrawing = nameAt(dict, 'Subtype') === 'Form' || look(dict, 'PatternType') !== undefined
    if (!stream || !isDrawing) return []
    return [{ where, content: readContent(decode(stream), dictAt(dict, 'Resources'), fontOf) }]
  })
  const metadata = streamAt(catalog, 'Metadata')
  const packets = entries.flatMap(({ stream }) =>
    stream && nameAt(stream.dict, 'Type') === 'Metadata' ? [readPacket(stream)] : []
  )
  const isAttached = entries.some(({ dict }) => nameAt(dict, 'Type') === 'EmbeddedFile')
  return {
    profile: target === 'pdf' ? (isAttached ? 'attached' : 'reading') : 'press',
    raw: readRaw(bytes),
    document,
    catalog,
    info: dictOf(context.lookup(context.trailerInfo.Info)),
    entries,
    pages,
    drawings,
    fonts: [...fonts.values()],
    tags: readTags(catalog),
    words: readWords(pages),
    destinations: readDestinations(catalog),
    metadata:
      metadata && (packets.find(({ stream }) => stream === metadata) ?? readPacket(metadata)),
    packets,
    book,
    map,
    settings,
    source
  }
}

/** List a dictionary and those that stand in it, those it refers to apart. */
function nested(object: PDFObject, where: string): ReadonlyArray<Entry> {
  if (object instanceof PDFArray) return object.asArray().flatMap((item) => nested(item, where))
  const dict = dictOf(object)
  if (!dict) return []
  const inner = dict
    .values()
    .flatMap((value) => (value instanceof PDFRef ? [] : nested(value, where)))
  const stream = object instanceof PDFStream ? { stream: object } : {}
  return [{ dict, ...stream, where }, ...inner]
}

/** Several streams are one (PDF 32000-1, 7.8.2). */
function contentOf(node: PDFDict): Buffer {
  const contents = look(node, 'Contents')
  const streams = contents instanceof PDFArray ? contents.asArray() : contents ? [contents] : []
  const parts = streams.map((part) => {
    const stream = node.context.lookup(part)
    return stream instanceof PDFStream ? decode(stream) : Buffer.alloc(0)
  })
  return parts.length === 1 && parts[0]
    ? parts[0]
    : Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')]))
}
