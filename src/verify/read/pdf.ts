import type { PDFDict, PDFObject } from '@cantoo/pdf-lib'
import type { Holding } from '../../book.ts'
import { boxOf } from '../../pdf/boxes.ts'
import { pageOf } from '../../pdf/destinations.ts'
import { type PdfFile, readPdfFile } from '../../pdf/document.ts'
import type { Rectangle } from '../../pdf/matrix.ts'
import { dictOf, entriesAt, has, lookUp, nameAt, streamAt } from '../../pdf/objects.ts'
import { type PaintedPage, readGlyphs } from './pdf/glyphs.ts'
import { holdingsOf } from './pdf/holdings.ts'

export type { PaintedPage } from './pdf/glyphs.ts'

/** A finished PDF, read once, from its bytes alone. */
export type ReadPdf = Readonly<{
  /** The file as pdf-lib and our own readers of its content find it. */
  file: PdfFile
  /** What is painted on its trimmed pages, as pdf.js finds it, which shares no code with them. */
  painted: ReadonlyArray<PaintedPage>
  /** The trimmed pages on their sheets: left, bottom, right and top, pt. */
  trims: ReadonlyArray<Rectangle>
  /** Each font resource: its name, and what is wrong with it, if anything is. */
  fonts: ReadonlyArray<Readonly<{ name: string; fault?: string }>>
  /** The font programs that are embedded: the PostScript name without its tag, and their bytes. */
  programs: ReadonlyArray<Readonly<{ name: string; bytes: number }>>
  /** What the file holds, by kind. */
  holdings: ReadonlyArray<Holding>
  /** Each named destination: the index of its page, and how it is written. */
  destinations: ReadonlyMap<string, Readonly<{ page: number; place: string }>>
  /** The places links within the document lead to, as they are written. */
  links: ReadonlyArray<string>
}>

/**
 * Read a PDF from its bytes, with two readers.
 *
 * @throws if the bytes are no PDF, or move text by operators Chromium does not write.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const file = await readPdfFile(bytes)
  const trims = file.pages.map(({ dict }) => trimOf(dict))
  const painted = await readGlyphs(bytes, trims)
  return {
    file,
    painted,
    trims,
    fonts: readFonts(file),
    programs: readPrograms(file),
    holdings: holdingsOf(file),
    destinations: readDestinations(file),
    links: readLinks(file)
  }
}

/** A page without a TrimBox is trimmed where it is cropped (PDF 32000-1, 14.11.2). */
function trimOf(dict: PDFDict): Rectangle {
  const box = boxOf(dict, 'TrimBox') ?? boxOf(dict, 'CropBox') ?? boxOf(dict, 'MediaBox')
  return box ?? [0, 0, 0, 0]
}

function readFonts({ entries }: PdfFile): ReadPdf['fonts'] {
  return entries.flatMap(({ dict }) => {
    const kind = nameAt(dict, 'Subtype')
    if (nameAt(dict, 'Type') !== 'Font' || kind === 'Type0') return []
    const name = nameAt(dict, 'BaseFont') ?? ''
    if (kind !== 'CIDFontType2') return [{ name, fault: `is a ${kind} font` }]
    const descriptor = dictOf(lookUp(dict, 'FontDescriptor'))
    if (!has(descriptor, 'FontFile2')) return [{ name, fault: 'is not embedded as TrueType' }]
    return [/^[A-Z]{6}\+/.test(name) ? { name } : { name, fault: 'is not a subset' }]
  })
}

/** A program several fonts share is counted once. */
function readPrograms({ entries }: PdfFile): ReadPdf['programs'] {
  const programs = new Map<PDFObject, Readonly<{ name: string; bytes: number }>>()
  for (const { dict } of entries) {
    const program = streamAt(dict, 'FontFile2')
    if (!program) continue
    const name = (nameAt(dict, 'FontName') ?? '').replace(/^[A-Z]{6}\+/, '')
    programs.set(program, { name, bytes: program.getContentsSize() })
  }
  return [...programs.values()]
}

function readDestinations({ destinations, pages }: PdfFile): ReadPdf['destinations'] {
  const indices = new Map(pages.map(({ ref }, index) => [ref.toString(), index]))
  return new Map(
    [...destinations].map(([name, place]) => {
      const id = Buffer.from(name, 'latin1').toString('utf8')
      return [id, { page: indices.get(pageOf(place)) ?? -1, place }]
    })
  )
}

function readLinks({ pages, document }: PdfFile): ReadPdf['links'] {
  return pages.flatMap(({ dict }) =>
    entriesAt(dict, 'Annots').flatMap((entry) => {
      const target = lookUp(dictOf(document.context.lookup(entry)), 'Dest')
      return target ? [target.toString()] : []
    })
  )
}
