import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFNumber, PDFStream } from '@cantoo/pdf-lib'
import type { Settings } from '../../book.ts'
import { type Operation, operation } from '../../pdf/operations.ts'
import { layoutScale } from './document.ts'

/** A transformation (PDF 32000-1, 8.3.4) that scales and translates. */
export type Placement = Readonly<{ scale: number; x: number; y: number }>

/** Points per millimetre. */
export const mm: number = 72 / 25.4

/**
 * Set the boxes of every page, and return the transformation that places Chromium's content in
 * them.
 *
 * Chromium's pages are enlarged, include the bleed, are anchored at the top left corner, and have a
 * rounded size.
 *
 * @param around space around the trimmed page in mm: 0 for a screen, more for a press.
 */
export function trimPages(
  document: PDFDocument,
  { page: { width, height }, press: { bleed } }: Settings,
  around: number
): Placement {
  const placed = new Set<PDFDict>()
  const [first] = document.getPages()
  const printed = (first?.getHeight() ?? 0) / layoutScale
  const placement = {
    scale: 1 / layoutScale,
    x: (around - bleed) * mm,
    y: (around + height + bleed) * mm - printed
  }
  for (const page of document.getPages()) {
    const { node } = page
    const box = (by: number) =>
      node.context.obj([
        round((around - by) * mm),
        round((around - by) * mm),
        round((around + width + by) * mm),
        round((around + height + by) * mm)
      ])
    node.set(PDFName.of('MediaBox'), box(around))
    node.set(PDFName.of('TrimBox'), box(0))
    if (around > 0) node.set(PDFName.of('BleedBox'), box(bleed))
    for (const entry of node.Annots()?.asArray() ?? []) {
      const annotation = node.context.lookup(entry)
      if (annotation instanceof PDFDict) placeRectangle(annotation, placement)
    }
    const patterns = node.Resources()?.lookup(PDFName.of('Pattern'))
    if (patterns instanceof PDFDict) placePatterns(patterns, placement, placed)
  }
  return placement
}

/** Wrap the content of a page in its placement. */
export function placeContent(
  operations: ReadonlyArray<Operation>,
  { scale, x, y }: Placement
): ReadonlyArray<Operation> {
  return [operation('q'), operation('cm', scale, 0, 0, scale, x, y), ...operations, operation('Q')]
}

function placeRectangle(annotation: PDFDict, { scale, x, y }: Placement): void {
  const rectangle = annotation.lookup(PDFName.of('Rect'), PDFArray).asArray().map(numberOf)
  const placed = rectangle.map((value, index) => round(value * scale + (index % 2 === 0 ? x : y)))
  annotation.set(PDFName.of('Rect'), annotation.context.obj(placed))
}

/** Transform patterns too: they are anchored to the page, not to its content (PDF 32000-1, 8.7.3.1). */
function placePatterns(patterns: PDFDict, { scale, x, y }: Placement, placed: Set<PDFDict>): void {
  for (const key of patterns.keys()) {
    const pattern = patterns.lookup(key)
    const dict = pattern instanceof PDFStream ? pattern.dict : pattern
    if (!(dict instanceof PDFDict) || placed.has(dict)) continue
    placed.add(dict)
    const matrix = dict.lookup(PDFName.of('Matrix'))
    const numbers = matrix instanceof PDFArray ? matrix.asArray().map(numberOf) : [1, 0, 0, 1, 0, 0]
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers.map((number) => number * scale)
    dict.set(PDFName.of('Matrix'), dict.context.obj([a, b, c, d, e + x, f + y]))
  }
}

function round(length: number): number {
  return Number(length.toFixed(4))
}

function numberOf(value: unknown): number {
  return value instanceof PDFNumber ? value.asNumber() : 0
}
