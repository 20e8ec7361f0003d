import {
  PDFArray,
  type PDFDict,
  type PDFDocument,
  type PDFObject,
  PDFRef,
  PDFStream
} from '@cantoo/pdf-lib'
import { type Calls, readCalls } from './calls.ts'
import { type Content, readContent } from './content.ts'
import { readDestinations } from './destinations.ts'
import { type FileSyntax, readSyntax } from './file-syntax.ts'
import { type Font, readFont } from './font.ts'
import { readLabels } from './labels.ts'
import { loadPdf } from './load.ts'
import { dictAt, dictOf, lookUp, nameAt, streamAt } from './objects.ts'
import { type OutlineEntry, readOutline } from './outline.ts'
import { decode } from './streams.ts'
import { readStructureTree, type StructureTree } from './structure-tree.ts'
import { readWords, type Words } from './words.ts'
import { type Packet, readPacket } from './xmp.ts'

/** A dictionary of the file, and where it stands. */
export type Entry = Readonly<{ dict: PDFDict; stream?: PDFStream; where: string }>

/** A page and what its content does. */
export type PdfPage = Readonly<{
  number: number
  ref: PDFRef
  dict: PDFDict
  content: Content
}>

/** A finished PDF, read once for all checks. */
export type PdfFile = Readonly<{
  bytes: Uint8Array
  syntax: FileSyntax
  document: PDFDocument
  catalog: PDFDict
  info: PDFDict | undefined
  /** Every dictionary, whatever it stands in. */
  entries: ReadonlyArray<Entry>
  pages: ReadonlyArray<PdfPage>
  /** Form XObjects and patterns, each read by itself. */
  drawings: ReadonlyArray<Readonly<{ where: string; content: Content }>>
  fonts: ReadonlyArray<Font>
  tags: StructureTree
  calls: Calls
  words: Words
  /** Named destinations by the bytes of their names, each as it is written. */
  destinations: ReadonlyMap<string, string>
  outline: ReadonlyArray<OutlineEntry>
  /** The label of each page. */
  labels: ReadonlyArray<string>
  /** The metadata of the document, and every metadata stream there is. */
  metadata: Packet | undefined
  packets: ReadonlyArray<Packet>
}>

/**
 * Read a PDF from its bytes.
 *
 * @throws if they are no PDF.
 */
export async function readPdfFile(bytes: Uint8Array): Promise<PdfFile> {
  const document = await loadPdf(bytes)
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
    const isDrawing =
      nameAt(dict, 'Subtype') === 'Form' || lookUp(dict, 'PatternType') !== undefined
    if (!stream || !isDrawing) return []
    return [{ where, content: readContent(decode(stream), dictAt(dict, 'Resources'), fontOf) }]
  })
  const tags = readStructureTree(catalog)
  const destinations = readDestinations(catalog)
  const metadata = streamAt(catalog, 'Metadata')
  const packets = entries.flatMap(({ stream }) =>
    stream && nameAt(stream.dict, 'Type') === 'Metadata' ? [readPacket(stream)] : []
  )
  return {
    bytes,
    syntax: readSyntax(bytes),
    document,
    catalog,
    info: dictOf(context.lookup(context.trailerInfo.Info)),
    entries,
    pages,
    drawings,
    fonts: [...fonts.values()],
    tags,
    calls: readCalls(tags, document, destinations),
    words: readWords(pages),
    destinations,
    outline: readOutline(dictAt(catalog, 'Outlines')),
    labels: readLabels(catalog, pages.length),
    metadata:
      metadata && (packets.find(({ stream }) => stream === metadata) ?? readPacket(metadata)),
    packets
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
  const contents = lookUp(node, 'Contents')
  const streams = contents instanceof PDFArray ? contents.asArray() : contents ? [contents] : []
  const parts = streams.map((part) => {
    const stream = node.context.lookup(part)
    return stream instanceof PDFStream ? decode(stream) : Buffer.alloc(0)
  })
  return parts.length === 1 && parts[0]
    ? parts[0]
    : Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')]))
}
