import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  PDFString
} from 'pdf-lib'
import type { Holding } from '../book.ts'
import { holdingsOf } from './holdings/pdf.ts'
import type { Rectangle } from './plane.ts'

/** An entry of a PDF's outline, in reading order. */
type OutlineEntry = Readonly<{ title: string; destination: string }>

/** What a PDF says of itself beside its pages. */
export type Structure = Readonly<{
  /** Each font resource: its name, and what is wrong with it, if anything is. */
  fonts: ReadonlyArray<Readonly<{ name: string; fault?: string }>>
  /** The font programs that are embedded: the PostScript name without its tag, and their bytes. */
  programs: ReadonlyArray<Readonly<{ name: string; bytes: number }>>
  /** What the file holds, by kind. */
  holdings: ReadonlyArray<Holding>
  /** Each named destination: the index of its page, and how it is written. */
  destinations: ReadonlyMap<string, Readonly<{ page: number; place: string }>>
  outline: ReadonlyArray<OutlineEntry>
  /** The places links within the document lead to, as they are written. */
  links: ReadonlyArray<string>
  /** The trimmed pages on their sheets: left, bottom, right and top, pt. */
  trims: ReadonlyArray<Rectangle>
}>

/** Read fonts, named destinations, links and outline from the finished bytes of a PDF. */
export async function readStructure(bytes: Uint8Array): Promise<Structure> {
  // Else it rests after every hundred objects.
  const parseSpeed = Number.POSITIVE_INFINITY
  const document = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed })
  return {
    fonts: readFonts(document),
    programs: readPrograms(document),
    holdings: holdingsOf(document, bytes.length),
    destinations: readDestinations(document),
    outline: readOutline(document),
    links: readLinks(document),
    trims: document.getPages().map(readTrim)
  }
}

function readFonts(document: PDFDocument): Structure['fonts'] {
  return document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || nameOf(object, 'Type') !== 'Font') return []
    const name = nameOf(object, 'BaseFont')
    const kind = nameOf(object, 'Subtype')
    if (kind === 'Type0') return []
    if (kind !== 'CIDFontType2') return [{ name, fault: `is a ${kind} font` }]
    const descriptor = object.lookup(PDFName.of('FontDescriptor'))
    const isEmbedded = descriptor instanceof PDFDict && descriptor.has(PDFName.of('FontFile2'))
    if (!isEmbedded) return [{ name, fault: 'is not embedded as TrueType' }]
    return [/^[A-Z]{6}\+/.test(name) ? { name } : { name, fault: 'is not a subset' }]
  })
}

/** A program several fonts share is counted once. */
function readPrograms(document: PDFDocument): Structure['programs'] {
  const programs = new Map<PDFObject, Readonly<{ name: string; bytes: number }>>()
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue
    const program = object.lookup(PDFName.of('FontFile2'))
    if (!(program instanceof PDFRawStream)) continue
    const name = nameOf(object, 'FontName').replace(/^[A-Z]{6}\+/, '')
    programs.set(program, { name, bytes: program.contents.length })
  }
  return [...programs.values()]
}

function readDestinations(document: PDFDocument): Structure['destinations'] {
  const pageOf = new Map(document.getPages().map((page, index) => [page.ref.toString(), index]))
  const names = document.catalog.lookup(PDFName.of('Names'))
  if (!(names instanceof PDFDict)) return new Map()
  const leaf = names.lookup(PDFName.of('Dests'), PDFDict).lookup(PDFName.of('Names'), PDFArray)
  const destinations = new Map<string, Readonly<{ page: number; place: string }>>()
  for (let index = 0; index < leaf.size(); index += 2) {
    const place = leaf.lookup(index + 1, PDFArray)
    const page = pageOf.get(place.get(0).toString()) ?? -1
    destinations.set(textOf(leaf.lookup(index)), { page, place: place.toString() })
  }
  return destinations
}

function readOutline(document: PDFDocument): Structure['outline'] {
  const root = document.catalog.lookup(PDFName.of('Outlines'))
  return root instanceof PDFDict ? readLevel(root) : []
}

function readLevel(parent: PDFDict): ReadonlyArray<OutlineEntry> {
  const entries: OutlineEntry[] = []
  let entry = parent.lookup(PDFName.of('First'))
  while (entry instanceof PDFDict) {
    const title = entry.lookup(PDFName.of('Title'))
    entries.push({
      title: title instanceof PDFHexString ? title.decodeText() : '',
      destination: textOf(entry.lookup(PDFName.of('Dest')))
    })
    entries.push(...readLevel(entry))
    entry = entry.lookup(PDFName.of('Next'))
  }
  return entries
}

function readLinks(document: PDFDocument): Structure['links'] {
  return document.getPages().flatMap((page) =>
    (page.node.Annots()?.asArray() ?? []).flatMap((entry) => {
      const annotation = document.context.lookup(entry)
      const target = annotation instanceof PDFDict && annotation.lookup(PDFName.of('Dest'))
      return target ? [target.toString()] : []
    })
  )
}

function readTrim(page: PDFPage): Rectangle {
  const { x, y, width, height } = page.getTrimBox()
  return [x, y, x + width, y + height]
}

function nameOf(dict: PDFDict, key: string): string {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : ''
}

/** Read a name of a destination, which is written as UTF-8 bytes. */
function textOf(value: unknown): string {
  const isText = value instanceof PDFHexString || value instanceof PDFString
  return isText ? new TextDecoder().decode(value.asBytes()) : String(value)
}
