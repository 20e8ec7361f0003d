import { PDFArray, type PDFDict } from '@cantoo/pdf-lib'
import { dictAt, dictOf, listAt, nameAt, numberAt, numberOf, streamAt } from './objects.ts'
import { decode } from './streams.ts'
import { readToUnicode } from './to-unicode.ts'

/** A font and what is painted with it. */
export type Font = Readonly<{
  dict: PDFDict
  /** PostScript name, with the tag of a subset. */
  name: string
  /** The CIDFont of a composite font, and its descriptor. */
  descendant: PDFDict | undefined
  descriptor: PDFDict | undefined
  /** What each code means; nothing if the font does not say. */
  unicode: ReadonlyMap<number, string> | undefined
  /** Every code shown. */
  codes: Set<number>
}>

/** Read a font dictionary (PDF 32000-1, 9.6 and 9.7). */
export function readFont(dict: PDFDict): Font {
  const descendant = dictOf(listAt(dict, 'DescendantFonts')[0])
  const cmap = streamAt(dict, 'ToUnicode')
  return {
    dict,
    name: nameAt(dict, 'BaseFont') ?? '',
    descendant,
    descriptor: dictAt(descendant ?? dict, 'FontDescriptor'),
    unicode: cmap && readToUnicode(decode(cmap).toString('latin1')),
    codes: new Set()
  }
}

/** Read the widths a CIDFont states (PDF 32000-1, 9.7.4.3), in thousandths of an em. */
export function statedWidths(descendant: PDFDict | undefined): (code: number) => number {
  const widths = new Map<number, number>()
  const list = listAt(descendant, 'W')
  for (let at = 0; at < list.length; ) {
    const first = numberOf(list[at]) ?? 0
    const next = list[at + 1]
    if (next instanceof PDFArray) {
      for (const [index, width] of next.asArray().entries()) {
        widths.set(first + index, numberOf(width) ?? 0)
      }
      at += 2
    } else {
      const width = numberOf(list[at + 2]) ?? 0
      for (let code = first; code <= (numberOf(next) ?? 0); code++) widths.set(code, width)
      at += 3
    }
  }
  const usual = numberAt(descendant, 'DW') ?? 1000
  return (code) => widths.get(code) ?? usual
}

/** What a TrueType program says of its glyphs: how many there are, and their widths in thousandths. */
export type Program = Readonly<{ glyphs: number; width: (glyph: number) => number }>

/** Read an embedded TrueType program; nothing if it is none. */
export function readProgram(descriptor: PDFDict | undefined): Program | undefined {
  const bytes = decode(streamAt(descriptor, 'FontFile2'))
  try {
    const tables = new Map<string, number>()
    for (let index = 0; index < bytes.readUInt16BE(4); index++) {
      const at = 12 + 16 * index
      tables.set(bytes.toString('latin1', at, at + 4), bytes.readUInt32BE(at + 8))
    }
    const at = (table: string) => tables.get(table) ?? Number.NaN
    const em = bytes.readUInt16BE(at('head') + 18)
    const metrics = bytes.readUInt16BE(at('hhea') + 34)
    const advances = at('hmtx')
    const width = (glyph: number) =>
      (bytes.readUInt16BE(advances + 4 * Math.min(glyph, metrics - 1)) * 1000) / em
    width(0)
    return { glyphs: bytes.readUInt16BE(at('maxp') + 4), width }
  } catch {
    return undefined
  }
}
