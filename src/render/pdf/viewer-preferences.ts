import { type PDFDocument, PDFName } from 'pdf-lib'
import type { Settings } from '../../book.ts'

/**
 * Say how a window shows the document (PDF 32000-1, 12.2): bound on the right (vertical writing), its pages
 * follow each other from right to left, so that a spread has its first page on the right.
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
