import type { VFileMessage } from 'vfile-message'
import type { Book, Edition, Template } from '../book.ts'

/** What a report tells of. */
export type ReportInput = Readonly<{
  /** Name of the source's file. */
  name: string
  /** Every problem found in it and in what was made of it. */
  messages: ReadonlyArray<VFileMessage>
  /** The document and the template, where they could be read, and the SHA-256 of the Markdown. */
  book?: Book
  template?: Template
  digest?: string
  /** Whether a warning withholds an edition. */
  strict: boolean
  /** What was made: the editions written first, in the order in which they were made. */
  products: ReadonlyArray<Product>
  /** Other files that were written beside the editions. */
  lists: ReadonlyArray<Readonly<{ name: string; bytes: Uint8Array }>>
  /** How what differs from the received text is accounted for. */
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
