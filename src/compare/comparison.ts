/** What was changed in a text: offsets count Unicode code points of the side's `text`. */
export type ChangedRange = Readonly<{
  from: number
  to: number
  /** Number of its first character in the document, counted as `PageStart` does. */
  character: number
  /** Label and number (from 1) of the printed page it is on, and the printed line there. */
  page?: string | undefined
  pageNumber?: number | undefined
  line?: number | undefined
}>

/** One side of a correction. */
export type Side = Readonly<{
  /** The sentences that hold the change; empty where nothing stands on this side. */
  text: string
  /** An empty range tells where something is missing. */
  ranges: ReadonlyArray<ChangedRange>
  /** Where the first of them is. */
  page?: string | undefined
  line?: number | undefined
  /** Identifiers of its section and paragraph. */
  section?: string | undefined
  paragraph?: string | undefined
  /** The same in the words of a reader: 第57段. */
  place: string
  /** Where it stands in the Markdown; the title has no place there. */
  markdown?: Readonly<{ line: number; column: number }> | undefined
}>

/** A change of the words of a sentence, or of sentences that a change runs over. */
export type Correction = Readonly<{
  kind: 'changed' | 'added' | 'removed'
  old: Side
  new: Side
  /** Whether its paragraph stands elsewhere now. */
  moved: boolean
  /** Whether `corrections:` of the new source tells of it. */
  told: boolean
}>

/** Where blocks stand that follow each other: their first and last identifier, and where the first is printed. */
export type BlockPlace = Readonly<{
  from?: string | undefined
  to?: string | undefined
  page?: string | undefined
  line?: number | undefined
  place: string
}>

/** Blocks that stand elsewhere now; `text` is how they begin. */
export type Move = Readonly<{ old: BlockPlace; new: BlockPlace; blocks: number; text: string }>

/** A change that leaves the words as they are. */
type Form = Readonly<{
  /** `kind`: a heading made a paragraph and the like; `parted`, `joined`: paragraphs or lines; `markup`: in a line. */
  what: 'kind' | 'parted' | 'joined' | 'markup'
  old: BlockPlace
  new: BlockPlace
  text: string
  /** The kind or the markup on either side. */
  from: string
  to: string
}>

/** A printed page that differs. */
export type ChangedPage = Readonly<{
  /** Its label and number, from 1. */
  page: string
  number: number
  /**
   * Why: a correction is on it, text moved to or from it, it is contents or colophon, only its folio or
   * running head is another, there was no such page, something else, as an image.
   */
  why: 'correction' | 'moved-text' | 'apparatus' | 'folio' | 'new' | 'other'
}>

/** A state that was compared. */
type Compared = Readonly<{
  /** A path, or REVISION:path. */
  name: string
  /** SHA-256 of the Markdown, with U+000A line ends. */
  sha256: string
  pages?: number | undefined
  /** Why there are no pages, if there are none. */
  unpaged?: string | undefined
}>

/** How two states of a document differ: what `kanben compare` writes as NAME.errata.json. */
export type Comparison = Readonly<{
  format: 'kanben-corrections'
  version: 1
  title: string
  template: string
  old: Compared
  new: Compared
  /** Share of the characters of the longer text that stand in both, from 0 to 1. */
  common: number
  corrections: ReadonlyArray<Correction>
  moves: ReadonlyArray<Move>
  forms: ReadonlyArray<Form>
  /** Fields of the front matter that differ; values are written as JSON. */
  fields: ReadonlyArray<
    Readonly<{ name: string; old?: string | undefined; new?: string | undefined }>
  >
  /** Paragraphs and sections that have another identifier now. */
  identifiers: ReadonlyArray<Readonly<{ old: string; new: string }>>
  /** The printed pages that differ, and the leaves to be printed again, each by its labels. */
  pages?:
    | Readonly<{
        changed: ReadonlyArray<ChangedPage>
        leaves: ReadonlyArray<ReadonlyArray<string>>
      }>
    | undefined
}>
