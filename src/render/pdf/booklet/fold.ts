import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  type PDFPage,
  type PDFRef
} from '@cantoo/pdf-lib'
import type { Settings } from '../../../book.ts'
import { type Operation, operation, writeOperations } from '../../../pdf/operations.ts'
import { readPage, writePage } from '../../../pdf/streams.ts'
import { slugWidth } from '../press/marks.ts'
import { mm } from '../trim.ts'
import { orderSides, type Side } from './order-sides.ts'

/** A page as a form XObject, and the corner of its trim in it, in pt. */
type Form = Readonly<{ ref: PDFRef; x: number; y: number }>

/** A box in pt: left, foot, right, head. */
type Edges = readonly [left: number, foot: number, right: number, head: number]

/**
 * Impose pages on the sheets of a booklet: each side of a sheet is a page of the new document.
 *
 * Each page becomes a form XObject (PDF 32000-1, 8.10) clipped at its bleed, with shared fonts and
 * images. On its sheet it is also clipped at the fold.
 *
 * @param pages pages with their boxes; not changed.
 */
export async function foldPages(pages: PDFDocument, settings: Settings): Promise<PDFDocument> {
  const booklet = await PDFDocument.create({ updateMetadata: false })
  const copier = PDFObjectCopier.for(pages.context, booklet.context)
  const forms = pages.getPages().map((page) => formOf(page, booklet, copier))
  for (const side of orderSides(forms.length, settings.writing)) {
    printSide(booklet, side, forms, settings)
  }
  return booklet
}

function formOf(page: PDFPage, booklet: PDFDocument, copier: PDFObjectCopier): Form {
  const { node } = page
  const resources = node.Resources()
  const group = node.lookup(PDFName.of('Group'))
  const stream = booklet.context.flateStream(writeOperations(readPage(page)), {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: edgesOf(page, 'BleedBox'),
    Resources: resources ? copier.copy(resources) : {},
    ...(group instanceof PDFDict ? { Group: copier.copy(group) } : {})
  })
  const [x, y] = edgesOf(page, 'TrimBox')
  return { ref: booklet.context.register(stream), x, y }
}

function printSide(
  booklet: PDFDocument,
  { sheet, left, right }: Side,
  forms: ReadonlyArray<Form>,
  { page: { width, height }, press: { bleed, creep } }: Settings
): void {
  const around = bleed + slugWidth
  const box = (by: number): Edges => [
    (around - by) * mm,
    (around - by) * mm,
    (around + 2 * width + by) * mm,
    (around + height + by) * mm
  ]
  const [outerLeft, foot, outerRight, head] = box(bleed)
  const fold = (around + width) * mm
  // Folded into the others, inner sheets stand out at the fore-edge and are trimmed there.
  const inwards = (sheet - 1) * creep * mm
  const bottom = around * mm
  const page = booklet.addPage([(2 * around + 2 * width) * mm, (2 * around + height) * mm])
  const { node } = page
  node.set(PDFName.of('MediaBox'), node.context.obj(box(around).map(round)))
  node.set(PDFName.of('TrimBox'), node.context.obj(box(0).map(round)))
  node.set(PDFName.of('BleedBox'), node.context.obj(box(bleed).map(round)))
  const show = (index: number | undefined, [from, to]: readonly [number, number], x: number) => {
    const form = index === undefined ? undefined : forms[index]
    if (!form) return []
    node.setXObject(PDFName.of(`P${index}`), form.ref)
    return showForm(`/P${index}`, form, [from, foot, to, head], [x, bottom])
  }
  writePage(page, [
    ...show(left, [outerLeft, fold], around * mm + inwards),
    ...show(right, [fold, outerRight], fold - inwards)
  ])
}

/** Paint a form clipped to a box, with the corner of its trim at a point. */
function showForm(
  name: string,
  { x, y }: Form,
  [left, foot, right, head]: Edges,
  [atX, atY]: readonly [number, number]
): ReadonlyArray<Operation> {
  return [
    operation('q'),
    operation('re', left, foot, right - left, head - foot),
    operation('W'),
    operation('n'),
    operation('cm', 1, 0, 0, 1, atX - x, atY - y),
    operation('Do', name),
    operation('Q')
  ]
}

function edgesOf({ node }: PDFPage, name: string): Edges {
  const box = node.lookup(PDFName.of(name), PDFArray).asArray()
  const [left = 0, foot = 0, right = 0, head = 0] = box.map((value) =>
    value instanceof PDFNumber ? value.asNumber() : 0
  )
  return [left, foot, right, head]
}

function round(length: number): number {
  return Number(length.toFixed(4))
}
