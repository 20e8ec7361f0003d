import type { Box } from './box.ts'

/** A line of the text or of a note, as it was measured on its page. */
export type PrintedLine = Readonly<{
  /** Index of its page, and its number there, counted in lines of the grid from 1. */
  page: number
  row: number
  box: Box
  /** Of a full line of a paragraph, what was added between its characters, em; negative if taken. */
  gap?: number
  /** Line of the source. */
  source?: number
}>

/** Which characters a face has of its own, those it borrows from another left out. */
export type Coverage = Readonly<{
  /** PostScript name of the font. */
  font: string
  family: string
  weight: number
  has: ReadonlySet<string>
}>

/** What a font painted. */
export type FontUse = Readonly<{
  /** PostScript name, without the tag of a subset. */
  font: string
  /** Characters it painted, and how many different ones; white space is not counted. */
  characters: number
  distinct: number
  /** Characters of the text it painted for a face that has none of its own, and which they are. */
  lent: number
  lentCharacters: string
  /** Subsets of it that the file embeds, and the bytes they take there. */
  subsets: number
  bytes: number
}>

/** What was measured on the pages of a PDF, line by line and font by font. */
export type Measured = Readonly<{
  lines: ReadonlyArray<PrintedLine>
  /** The widest gap a full line of paragraphs may have, em. */
  widest: number
  fonts: ReadonlyArray<FontUse>
}>

/** What a file holds of one kind, and the bytes it takes there. */
export type Holding = Readonly<{ what: string; count?: number; bytes: number }>
