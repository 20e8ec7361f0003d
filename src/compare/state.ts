import type { Book, Pagination, Painted } from '../book.ts'

/** A state of a document, and its printed edition if it has one. */
export type State = Readonly<{
  /** Its name: a path, or REVISION:path. */
  name: string
  /** SHA-256 of the Markdown. */
  sha256: string
  book: Book
  print?: Print
  /** Why it has no printed edition. */
  unpaged?: string
}>

/** The printed edition of a state. */
export type Print = Readonly<{
  pagination: Pagination
  painted: Painted
  /** The trimmed page, mm. */
  size: Readonly<{ width: number; height: number }>
  writing: 'horizontal' | 'vertical'
}>
