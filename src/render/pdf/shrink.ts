import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFNumber, PDFStream } from 'pdf-lib'
import { fineness } from './document.ts'

/** Bring the pages, which were laid out so many times as large, to their size. */
export function shrinkPages(document: PDFDocument): void {
  const done = new Set<PDFDict>()
  for (const page of document.getPages()) {
    page.scale(1 / fineness, 1 / fineness)
    const patterns = page.node.Resources()?.lookup(PDFName.of('Pattern'))
    if (!(patterns instanceof PDFDict)) continue
    for (const key of patterns.keys()) shrinkPattern(patterns.lookup(key), done)
  }
}

/** A pattern is anchored to its page, not to what is scaled on it (PDF 32000-1, 8.7.3.1). */
function shrinkPattern(pattern: unknown, done: Set<PDFDict>): void {
  const dict = pattern instanceof PDFStream ? pattern.dict : pattern
  if (!(dict instanceof PDFDict) || done.has(dict)) return
  done.add(dict)
  const matrix = dict.lookup(PDFName.of('Matrix'))
  const numbers = matrix instanceof PDFArray ? matrix.asArray().map(numberOf) : [1, 0, 0, 1, 0, 0]
  dict.set(PDFName.of('Matrix'), dict.context.obj(numbers.map((number) => number / fineness)))
}

function numberOf(value: unknown): number {
  return value instanceof PDFNumber ? value.asNumber() : 0
}
