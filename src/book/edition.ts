import type { Box } from './box.ts'
import type { Coverage, Holding, Measured } from './measured.ts'
import type { Pagination } from './pagination.ts'
import type { Painted } from './painted.ts'
import type { RuleId } from './rules.ts'
import type { PartName, Settings } from './settings.ts'
import type { Target } from './target.ts'

/** The pages a cover is bound around: how many, blanks included, and the width of one, mm. */
export type BookBlock = Readonly<{ pages: number; width: number }>

/** A page of the PDF edition. */
export type Page = Readonly<{
  /** Page label (PDF 32000-1, 12.4.2), equal to the folio printed on it: `iii`, `12`. */
  label: string
  /** The part of the book it belongs to. */
  part: PartName | 'blank'
  /** Where generated apparatus stands; whatever is painted there is no part of the text. */
  apparatus: ReadonlyArray<Box>
  /** The margin boxes, where running heads and folios stand. */
  margins: ReadonlyArray<Box>
  /** Where notes of the document and notes of editors stand at the foot of the page. */
  notes: ReadonlyArray<Box>
  editorNotes: ReadonlyArray<Box>
  /** Where readings (ruby) stand beside their characters. */
  readings: ReadonlyArray<Box>
}>

/** A point of the PDF edition: index of its page from 0, and CSS px from the page's top left corner. */
export type Place = Readonly<{ page: number; x: number; y: number }>

/** The pages of the PDF edition in order, and where each identifier of the document stands. */
export type PageGeometry = Readonly<{
  pages: ReadonlyArray<Page>
  at: Readonly<Record<string, Place>>
}>

/** What was measured on the pages of a PDF. */
export type Statistics = Readonly<{
  pages: number
  /** Lines of the text and of notes. */
  lines: number
  /** Of these, lines that belong on the grid, and those that stand within 0.1 mm of it. */
  gridLines: number
  onGrid: number
  /**
   * What was added between the characters of the full lines of paragraphs, em: the mean, what 95 of
   * 100 lines stay below, and the worst line.
   */
  gap: Readonly<{ mean: number; most: number; worst: number }>
  /** How often each rule was broken; a rule that was kept is not named. */
  breaches: Readonly<Partial<Record<RuleId, number>>>
}>

/** A finished edition. */
export type Edition = Readonly<{
  target: Target
  bytes: Uint8Array
  /** Only a PDF has pages, the settings they follow, and fonts: what their PostScript names begin with. */
  map?: PageGeometry
  fonts?: ReadonlyArray<string>
  settings?: Settings
  /** The characters each of its faces has. */
  coverage?: ReadonlyArray<Coverage>
  /** The pages of a booklet one by one, a PDF, as they were before they were folded. */
  unfolded?: Uint8Array
  /** What a cover is made for. */
  block?: BookBlock
}> &
  Proof

/** What the check of an edition tells. */
export type Proof = Readonly<{
  /** Characters of the text that were found in it, all of them. */
  characters?: number
  /** Pages of the PDF, and where in the text they begin; what other editions say of them is equal. */
  pagination?: Pagination
  /** Where on its pages each character stands, and what is painted on them. */
  painted?: Painted
  /** How many checks its file was held against: those of its standards and of the house. */
  checks?: number
  /** What was measured on its pages; a cover has none of the text. */
  statistics?: Statistics
  measured?: Measured
  /** What its file holds, by kind; the bytes are all of it. */
  holdings?: ReadonlyArray<Holding>
}>
