import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  PDFPage,
  PDFPageLeaf,
  PDFRef
} from 'pdf-lib'

/** Greater than any key Chromium uses in a ParentTree (annotations begin at 100000). */
const keySpan = 1_000_000

/**
 * Bind printed gatherings into one document: pages, annotations and one tag tree.
 *
 * Chromium gives each gathering a tag tree of its own (PDF 32000-1, 14.7): the children of its root
 * element go under the first one's, and its ParentTree keys are moved out of the others' way.
 */
export async function bind(printed: ReadonlyArray<Uint8Array>): Promise<PDFDocument> {
  const documents = await Promise.all(
    printed.map((bytes) =>
      PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY })
    )
  )
  const [book, ...others] = documents
  if (!book) throw new Error('Unexpected empty imposition, expected at least one gathering')
  for (const [index, gathering] of others.entries()) {
    append(book, gathering, (index + 1) * keySpan)
  }
  return book
}

function append(book: PDFDocument, gathering: PDFDocument, offset: number): void {
  const copier = PDFObjectCopier.for(gathering.context, book.context)
  for (const { ref } of gathering.getPages()) {
    const copy = copier.copy(ref)
    const leaf = book.context.lookup(copy)
    if (!(leaf instanceof PDFPageLeaf)) throw new Error('Unexpected page, expected a leaf')
    shift(leaf, 'StructParents', offset)
    for (const annotation of leaf.Annots()?.asArray() ?? []) {
      const dict = book.context.lookup(annotation)
      if (dict instanceof PDFDict) shift(dict, 'StructParent', offset)
    }
    book.addPage(PDFPage.of(leaf, copy, book))
  }
  graft(tagRoot(book), copier.copy(tagRoot(gathering)), offset)
}

/** Put the elements of one tag tree under the root element of another. */
function graft(stock: PDFDict, scion: PDFDict, offset: number): void {
  const [parentRef, parent] = rootElement(stock)
  const children = kids(parent)
  for (const child of kids(rootElement(scion)[1]).asArray()) {
    const element = parent.context.lookup(child)
    if (element instanceof PDFDict) element.set(PDFName.of('P'), parentRef)
    children.push(child)
  }
  parent.set(PDFName.of('K'), children)
  const keys = stock.lookup(PDFName.of('ParentTree'), PDFDict).lookup(PDFName.of('Nums'), PDFArray)
  const more = scion.lookup(PDFName.of('ParentTree'), PDFDict).lookup(PDFName.of('Nums'), PDFArray)
  for (const [index, entry] of more.asArray().entries()) {
    const isKey = index % 2 === 0 && entry instanceof PDFNumber
    keys.push(isKey ? PDFNumber.of(entry.asNumber() + offset) : entry)
  }
}

function tagRoot(document: PDFDocument): PDFDict {
  return document.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict)
}

/** The one element under the root of a tag tree, Chromium's `Document`. */
function rootElement(root: PDFDict): [PDFRef, PDFDict] {
  const entry = root.get(PDFName.of('K'))
  const only = entry instanceof PDFArray ? entry.get(0) : entry
  if (!(only instanceof PDFRef)) throw new Error('Unexpected tag tree, expected one root element')
  return [only, root.context.lookup(only, PDFDict)]
}

/** The children of an element as an array, which one child alone need not be in. */
function kids(element: PDFDict): PDFArray {
  const entry = element.get(PDFName.of('K'))
  const value = element.context.lookup(entry)
  if (value instanceof PDFArray) return value
  return element.context.obj(entry ? [entry] : [])
}

function shift(dict: PDFDict, key: string, offset: number): void {
  const value = dict.lookup(PDFName.of(key))
  if (value instanceof PDFNumber) {
    dict.set(PDFName.of(key), PDFNumber.of(value.asNumber() + offset))
  }
}
