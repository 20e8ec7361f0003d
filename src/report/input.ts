import type { VFileMessage } from 'vfile-message'
import type { Book, Edition, Template } from '../book.ts'

/** The input of a report. */
export type ReportInput = Readonly<{
  /** File name of the source. */
  name: string
  /** All problems found in it and its editions. */
  messages: ReadonlyArray<VFileMessage>
  /** The document and the template, if they could be read, and the SHA-256 of the Markdown. */
  book?: Book
  template?: Template
  digest?: string
  /** Whether a warning withholds an edition. */
  strict: boolean
  /** The editions: written ones first, in the order they were made. */
  products: ReadonlyArray<Product>
  /** Other files written. */
  lists: ReadonlyArray<Readonly<{ name: string; bytes: Uint8Array }>>
  /** How differences from the received text are accounted for. */
  account?: ReadonlyArray<AccountEntry>
  /** The report's style sheet. */
  styles: string
}>

/** An edition, the name of its file, and whether it was written. */
export type Product = Readonly<{ edition: Edition; name: string; isWritten: boolean }>

/** A difference from the received text, where it is, and what explains it. */
export type AccountEntry = Readonly<{
  what: string
  /** Identifier of the paragraph or section. */
  at?: string
  /** Line of the source. */
  line?: number
  ruled: string
}>
