import { type PDFDocument, PDFName } from '@cantoo/pdf-lib'
import type { PageGeometry } from '../../book.ts'

/** Write page labels (PDF 32000-1, 12.4.2): lower-case roman before the text, arabic from it on. */
export function labelPages({ catalog, context }: PDFDocument, { pages }: PageGeometry): void {
  const front = pages.findIndex((page) => page.label === '1')
  const ranges = front > 0 ? [0, { S: 'r' }, front, { S: 'D' }] : [0, { S: 'D' }]
  catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: ranges }))
}
