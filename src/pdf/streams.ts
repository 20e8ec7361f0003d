import { inflateSync } from 'node:zlib'
import {
  decodePDFRawStream,
  PDFArray,
  PDFName,
  type PDFPage,
  PDFRawStream,
  PDFRef
} from '@cantoo/pdf-lib'
import { has, nameAt } from './objects.ts'
import { type Operation, readOperations, writeOperations } from './operations.ts'

const contents = PDFName.of('Contents')

/** Read the operations of a page; several streams are one (PDF 32000-1, 7.8.2). */
export function readPage({ node }: PDFPage): Operation[] {
  return streamsOf(node.get(contents)).flatMap((entry) => {
    const stream = node.context.lookup(entry)
    return stream instanceof PDFRawStream ? readStream(stream) : []
  })

  function streamsOf(entry: unknown): ReadonlyArray<PDFRef> {
    const value = entry instanceof PDFRef ? node.context.lookup(entry) : entry
    if (value instanceof PDFArray) return value.asArray().flatMap(streamsOf)
    return entry instanceof PDFRef ? [entry] : []
  }
}

/** Read the operations of a form XObject or of a pattern. */
export function readStream(stream: PDFRawStream): Operation[] {
  return readOperations(decodePDFRawStream(stream).decode())
}

/** Write the operations of a page in place of its own. */
export function writePage({ node, doc }: PDFPage, operations: ReadonlyArray<Operation>): void {
  const stream = doc.context.flateStream(writeOperations(operations))
  node.set(contents, doc.context.register(stream))
}

/** Write operations in place of those of a form XObject or of a pattern, whose entries stay. */
export function writeStream(
  { dict }: PDFRawStream,
  operations: ReadonlyArray<Operation>
): PDFRawStream {
  const { contents } = dict.context.flateStream(writeOperations(operations))
  dict.set(PDFName.of('Filter'), PDFName.of('FlateDecode'))
  dict.delete(PDFName.of('DecodeParms'))
  return PDFRawStream.of(dict, contents)
}

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
