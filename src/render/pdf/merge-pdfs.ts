import {
  PDFDict,
  PDFDocument,
  PDFName,
  PDFObjectCopier,
  PDFPage,
  PDFPageLeaf
} from '@cantoo/pdf-lib'

/**
 * Bind printed gatherings into a new document: their pages with all annotations, and nothing else.
 * Chromium's tag trees are left behind.
 */
export async function mergePdfs(printed: ReadonlyArray<PDFDocument>): Promise<PDFDocument> {
  const book = await PDFDocument.create({ updateMetadata: false })
  for (const gathering of printed) append(book, gathering)
  return book
}

function append(book: PDFDocument, gathering: PDFDocument): void {
  const copier = PDFObjectCopier.for(gathering.context, book.context)
  for (const { ref } of gathering.getPages()) {
    const copy = copier.copy(ref)
    const leaf = book.context.lookup(copy)
    if (!(leaf instanceof PDFPageLeaf)) throw new Error('Unexpected page, expected a leaf')
    leaf.delete(PDFName.of('StructParents'))
    for (const annotation of leaf.Annots()?.asArray() ?? []) {
      const dict = book.context.lookup(annotation)
      if (dict instanceof PDFDict) dict.delete(PDFName.of('StructParent'))
    }
    book.addPage(PDFPage.of(leaf, copy, book))
  }
}
