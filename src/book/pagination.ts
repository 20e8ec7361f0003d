import type { PartName } from './settings.ts'

/**
 * Where a page of the PDF begins in the text.
 *
 * Characters are Unicode code points other than white space, counted from 0 through the text that
 * all editions share: the title and the body in reading order, with readings and notes, without
 * what kanben adds (`data-apparatus="generated"`).
 */
export type PageStart = Readonly<{
  /** Page label: `iii`, `12`. Its identifier in other editions is `page-` and the label. */
  label: string
  part: PartName | 'blank'
  /** The first character of the text on it; if it has none, the first on a later page. */
  character: number
  /** Identifier of the paragraph with only an image, if one precedes that character on the page. */
  picture?: string
  /** For a page of the contents: index in the outline of the first entry that begins on it. */
  entry?: number
}>

/** A block of text with lines of its own: a paragraph, a heading, a table cell. */
export type PlacedBlock = Readonly<{
  /** Identifier shared by all editions: `s3-2`, `p57`, `sig4`, `note-1`. */
  id?: string
  /** Its first character, and the first after it. */
  from: number
  to: number
  /** Indices of its first and last page. */
  first: number
  last: number
}>

/** The pages of the finished PDF, as read back from what is painted on them. */
export type Pagination = Readonly<{
  /** Number of characters of the text. */
  characters: number
  pages: ReadonlyArray<PageStart>
  blocks: ReadonlyArray<PlacedBlock>
}>
