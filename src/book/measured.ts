import type { Box } from './box.ts'

/** A line of the text or of a note, measured on its page. */
export type PrintedLine = Readonly<{
  /** Index of its page, and its row there: the line of the grid, from 1. */
  page: number
  row: number
  box: Box
  /** For a full line of a paragraph, the space added between its characters in em; negative if removed. */
  gap?: number
  /** Line of the source. */
  source?: number
}>

/** The characters a face covers itself, without those it borrows from another. */
export type Coverage = Readonly<{
  /** PostScript name of the font. */
  font: string
  family: string
  weight: number
  has: ReadonlySet<string>
}>

/** How a font was used. */
export type FontUse = Readonly<{
  /** PostScript name, without the subset tag. */
  font: string
  /** Number of characters it painted, and of distinct ones; white space is not counted. */
  characters: number
  distinct: number
  /** Characters of the text it painted for faces that lack them: their number, and which they are. */
  lent: number
  lentCharacters: string
  /** Number of embedded subsets, and their bytes in the file. */
  subsets: number
  bytes: number
}>

/** Measurements of the pages of a PDF, by line and by font. */
export type Measured = Readonly<{
  lines: ReadonlyArray<PrintedLine>
  /** The widest gap allowed in a full line of a paragraph, in em. */
  widest: number
  fonts: ReadonlyArray<FontUse>
}>

/** One kind of content in a file, with its bytes. */
export type Holding = Readonly<{ what: string; count?: number; bytes: number }>
