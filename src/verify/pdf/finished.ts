import type { Book, PageGeometry, Settings } from '../../book.ts'
import type { PdfFile } from '../../pdf/document.ts'

/** A finished PDF, and what it was made from. */
export type FinishedPdf = PdfFile &
  Readonly<{
    book: Book
    map: PageGeometry
    settings: Settings
    /** The Markdown the book is made from. */
    source: string
  }>
