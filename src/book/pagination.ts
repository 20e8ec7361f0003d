import type { PartName } from './settings.ts'

/**
 * Where a page of the PDF begins in the text.
 *
 * Characters are Unicode code points but white space, counted from 0 through the text as every
 * edition has it: the title and the body in reading order, readings and notes included; what kanben
 * adds (`data-apparatus="generated"`) is not counted.
 */
export type PageStart = Readonly<{
  /** Page label: `iii`, `12`. Its identifier in other editions is `page-` and the label. */
  label: string
  part: PartName | 'blank'
  /** The first character of the text on it; where there is none, the first on a page behind it. */
  character: number
  /** Identifier of the paragraph without text, a picture, that stands before that character on it. */
  picture?: string
  /** Of a page of the contents: index in the outline of the first entry that begins on it. */
  entry?: number
}>

/** A stretch of text that stands in lines of its own: a paragraph, a heading, a cell of a table. */
export type PlacedBlock = Readonly<{
  /** Identifier all editions share: `s3-2`, `p57`, `sig4`, `note-1`. */
  id?: string
  /** Its first character, and the first behind it. */
  from: number
  to: number
  /** Indices of its first page and its last. */
  first: number
  last: number
}>

/** The pages of the PDF, as they were read back from what is painted on them. */
export type Pagination = Readonly<{
  /** Characters of the text. */
  characters: number
  pages: ReadonlyArray<PageStart>
  blocks: ReadonlyArray<PlacedBlock>
}>
