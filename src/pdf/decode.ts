import { inflateSync } from 'node:zlib'
import { decodePDFRawStream, PDFRawStream } from 'pdf-lib'
import { has, nameAt } from './objects.ts'

/** Decode a stream; one that cannot be decoded is empty. */
export function decode(stream: unknown): Buffer {
  if (!(stream instanceof PDFRawStream)) return Buffer.alloc(0)
  try {
    const { dict, contents } = stream
    if (nameAt(dict, 'Filter') === 'FlateDecode' && !has(dict, 'DecodeParms')) {
      return inflateSync(contents)
    }
    return Buffer.from(decodePDFRawStream(stream).decode())
  } catch {
    return Buffer.alloc(0)
  }
}
