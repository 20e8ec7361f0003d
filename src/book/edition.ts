import type { Box } from './box.ts'
import type { Coverage, Holding, Measured } from './measured.ts'
import type { Pagination } from './pagination.ts'
import type { Painted } from './painted.ts'
import type { RuleId } from './rules.ts'
import type { PartName, Settings } from './settings.ts'
import type { Target } from './target.ts'

/** The pages inside a cover: their number, blanks included, and the width of one in mm. */
export type BookBlock = Readonly<{ pages: number; width: number }>

/** A page of the PDF edition. */
export type Page = Readonly<{
  /** Page label (PDF 32000-1, 12.4.2), equal to the folio printed on it: `iii`, `12`. */
  label: string
  /** The part of the book it belongs to. */
  part: PartName | 'blank'
  /** Where generated apparatus is; anything painted there is not part of the text. */
  apparatus: ReadonlyArray<Box>
  /** The margin boxes, which hold running heads and folios. */
  margins: ReadonlyArray<Box>
  /** Where the document's notes and the editors' notes are at the foot of the page. */
  notes: ReadonlyArray<Box>
  editorNotes: ReadonlyArray<Box>
  /** Where readings (ruby) are. */
  readings: ReadonlyArray<Box>
}>

/** A point in the PDF edition: index of the page, and CSS px from the page's top left corner. */
export type Place = Readonly<{ page: number; x: number; y: number }>

/** The pages of the PDF edition in order, and the place of each identifier. */
export type PageGeometry = Readonly<{
  pages: ReadonlyArray<Page>
  at: Readonly<Record<string, Place>>
}>

/** Measurements of the pages of a PDF. */
export type Statistics = Readonly<{
  pages: number
  /** Lines of the text and of notes. */
  lines: number
  /** How many of these belong on the grid, and how many are within 0.1 mm of it. */
  gridLines: number
  onGrid: number
  /**
   * Space added between the characters of full lines of paragraphs, in em: the mean, the 95th
   * percentile, and the maximum.
   */
  gap: Readonly<{ mean: number; most: number; worst: number }>
  /** How often each rule was broken; rules that were kept are left out. */
  breaches: Readonly<Partial<Record<RuleId, number>>>
}>

/** The bytes of an edition, and what its check found out. */
type File<Made extends Target> = Readonly<{ target: Made; bytes: Uint8Array }> & Proof

/** What is known of pages before they are checked. */
type Printed = Readonly<{
  map: PageGeometry
  settings: Settings
  /** Prefixes of the PostScript names of its fonts. */
  fonts: ReadonlyArray<string>
  /** The characters each of its faces covers. */
  coverage: ReadonlyArray<Coverage>
  isOnSite?: never
}>

/** An edition without pages of its own. */
type Screen = Readonly<{ map?: never; settings?: never; coverage?: never }>

/** Each edition by its name. */
type EditionOf = {
  pdf: File<'pdf'> & Printed
  press: File<'press'> & Printed
  /** `unfolded` is a PDF of its single pages, before imposition. */
  booklet: File<'booklet'> & Printed & Readonly<{ unfolded: Uint8Array }>
  /** `block` is the pages it is made for. */
  cover: File<'cover'> & Printed & Readonly<{ block: BookBlock }>
  epub: File<'epub'> & Screen & Readonly<{ isOnSite?: never }>
  /** `isOnSite`: it is a page of a site, with links to the site's index, feed and fonts. */
  html: File<'html'> & Screen & Readonly<{ isOnSite?: boolean }>
}

/** A finished edition: of one with pages, with what its check needs to know. */
export type Edition<Made extends Target = Target> = EditionOf[Made]

/** What the check of an edition found out. */
export type Proof = Readonly<{
  /** Number of characters of the text, all of which were found in it. */
  characters?: number
  /** Pages of the PDF, and where in the text they begin; the same in all editions. */
  pagination?: Pagination
  /** Where on its pages each character is, and what is painted on them. */
  painted?: Painted
  /** Number of checks its file passed: those of the standards and kanben's own. */
  checks?: number
  /** Measurements of its pages; a cover has none. */
  statistics?: Statistics
  measured?: Measured
  /** What its file contains, by kind; the bytes add up to the whole file. */
  holdings?: ReadonlyArray<Holding>
}>
