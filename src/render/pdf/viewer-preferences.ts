import { type PDFDocument, PDFName } from '@cantoo/pdf-lib'
import type { Settings } from '../../book.ts'

/**
 * Write the viewer preferences (PDF 32000-1, 12.2): in vertical writing (bound on the right) pages
 * run from right to left, so that a spread has its first page on the right.
 */
export function setViewerPreferences(
  { catalog, context }: PDFDocument,
  { writing }: Settings,
  others: Readonly<Record<string, boolean>>
): void {
  const preferences = { ...others, ...(writing === 'vertical' ? { Direction: 'R2L' } : {}) }
  if (Object.keys(preferences).length === 0) return
  catalog.set(PDFName.of('ViewerPreferences'), context.obj(preferences))
}
