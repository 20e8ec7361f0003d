import { createHash } from 'node:crypto'
import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib'
import type { VFile } from 'vfile'
import type { Meta } from '../../book.ts'

/**
 * Attach the source to the PDF as an associated file (ISO 19005-3, 6.8; PDF 32000-1, 7.11.4), as
 * UTF-8, with the document's date.
 */
export function attachSourceFile({ catalog, context }: PDFDocument, file: VFile, meta: Meta): void {
  const bytes = Buffer.from(String(file))
  const name = file.basename ?? 'source.md'
  const stream = context.flateStream(bytes, {
    Type: 'EmbeddedFile',
    Subtype: 'text/markdown',
    Params: {
      ModDate: PDFString.of(`D:${meta.date.replaceAll('-', '')}000000Z`),
      Size: bytes.length,
      CheckSum: PDFHexString.of(createHash('md5').update(bytes).digest('hex'))
    }
  })
  const entry = context.register(stream)
  const specification = context.register(
    context.obj({
      Type: 'Filespec',
      F: PDFHexString.fromText(name),
      UF: PDFHexString.fromText(name),
      Desc: PDFHexString.fromText(`Source of ${meta.title}, Markdown`),
      AFRelationship: 'Source',
      EF: { F: entry, UF: entry }
    })
  )
  catalog.set(PDFName.of('AF'), context.obj([specification]))
  const names = catalog.lookupMaybe(PDFName.of('Names'), PDFDict) ?? PDFDict.withContext(context)
  const files = { Names: [PDFHexString.fromText(name), specification] }
  names.set(PDFName.of('EmbeddedFiles'), context.obj(files))
  catalog.set(PDFName.of('Names'), names)
}
