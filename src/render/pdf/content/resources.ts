import {
  decodePDFRawStream,
  PDFDict,
  PDFName,
  type PDFPage,
  PDFRawStream,
  PDFStream
} from '@cantoo/pdf-lib'
import { readToUnicode } from '../../../pdf/to-unicode.ts'

/** Read the text of a string that is shown, written in hexadecimal digits. */
export type Decoder = (digits: string) => string

/** What a content stream names and does not hold. */
export type Resources = Readonly<{
  /** The fonts by name. */
  decoders: ReadonlyMap<string, Decoder>
  /** The names of images; other objects are forms, which hold a content stream. */
  images: ReadonlySet<string>
}>

/** Make what reads the resources of pages; what pages share is read once. */
export function resourceReader(): (page: PDFPage) => Resources {
  const known = new Map<PDFDict, Decoder>()
  return ({ node }) => {
    const fonts = entriesOf(node.Resources()?.lookup(PDFName.of('Font')))
    const objects = entriesOf(node.Resources()?.lookup(PDFName.of('XObject')))
    return {
      decoders: new Map(
        fonts.flatMap(([name, font]) => (font instanceof PDFDict ? [[name, decoderOf(font)]] : []))
      ),
      images: new Set(objects.flatMap(([name, object]) => (isImage(object) ? [name] : [])))
    }
  }

  function decoderOf(font: PDFDict): Decoder {
    const decoder = known.get(font) ?? readDecoder(font)
    known.set(font, decoder)
    return decoder
  }
}

function entriesOf(dict: unknown): ReadonlyArray<readonly [name: string, value: unknown]> {
  if (!(dict instanceof PDFDict)) return []
  return dict.keys().map((key) => [key.decodeText(), dict.lookup(key)])
}

function isImage(object: unknown): boolean {
  return (
    object instanceof PDFStream && object.dict.lookup(PDFName.of('Subtype')) === PDFName.of('Image')
  )
}

/** A code of a composite font takes two bytes, as Chromium writes them; of any other, one. */
function readDecoder(font: PDFDict): Decoder {
  const isComposite = font.lookup(PDFName.of('Subtype')) === PDFName.of('Type0')
  const code = isComposite ? /[0-9a-f]{4}/gi : /[0-9a-f]{2}/gi
  const stream = font.lookup(PDFName.of('ToUnicode'))
  const map =
    stream instanceof PDFRawStream
      ? readToUnicode(Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1'))
      : new Map<number, string>()
  // A code that stands for no text is told from any text by U+FFFD, which no text may hold.
  return (digits) =>
    (digits.match(code) ?? [])
      .map((code) => map.get(Number.parseInt(code, 16)) ?? '\uFFFD')
      .join('')
}

/** Read UTF-16 in hexadecimal digits. */
export function textOf(digits: string): string {
  return Buffer.from(digits, 'hex').swap16().toString('utf16le')
}
