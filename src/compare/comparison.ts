/** A changed range; offsets count Unicode code points of the side's `text`. */
export type ChangedRange = Readonly<{
  from: number
  to: number
  /** Number of its first character in the document, counted as `PageStart` does. */
  character: number
  /** Label and number (from 1) of its printed page, and the printed line. */
  page?: string | undefined
  pageNumber?: number | undefined
  line?: number | undefined
}>

/** One side of a correction. */
export type Side = Readonly<{
  /** The sentences with the change; empty if there is nothing on this side. */
  text: string
  /** An empty range marks where something is missing. */
  ranges: ReadonlyArray<ChangedRange>
  /** Printed place of the first range. */
  page?: string | undefined
  line?: number | undefined
  /** Identifiers of its section and paragraph. */
  section?: string | undefined
  paragraph?: string | undefined
  /** The place in a reader's words: 第57段. */
  place: string
  /** Its place in the Markdown; missing for the title. */
  markdown?: Readonly<{ line: number; column: number }> | undefined
}>

/** A change of words in a sentence, or in consecutive sentences. */
export type Correction = Readonly<{
  kind: 'changed' | 'added' | 'removed'
  old: Side
  new: Side
  /** Whether its paragraph was moved. */
  moved: boolean
  /** Whether `corrections:` in the new source records it. */
  told: boolean
}>

/** The place of consecutive blocks: first and last identifier, and where the first is printed. */
export type BlockPlace = Readonly<{
  from?: string | undefined
  to?: string | undefined
  page?: string | undefined
  line?: number | undefined
  place: string
}>

/** Moved blocks; `text` is their beginning. */
export type Move = Readonly<{ old: BlockPlace; new: BlockPlace; blocks: number; text: string }>

/** A change of form that keeps the words. */
type Form = Readonly<{
  /**
   * `kind`: such as a heading turned into a paragraph; `parted`, `joined`: paragraphs or lines;
   * `markup`: inline.
   */
  what: 'kind' | 'parted' | 'joined' | 'markup'
  old: BlockPlace
  new: BlockPlace
  text: string
  /** The kind or markup on each side. */
  from: string
  to: string
}>

/** A printed page that differs. */
export type ChangedPage = Readonly<{
  /** Its label and number, from 1. */
  page: string
  number: number
  /**
   * The reason: it has a correction, text moved to or from it, it is contents or colophon, only its
   * folio or running head differs, it is a new page, or something else such as an image.
   */
  why: 'correction' | 'moved-text' | 'apparatus' | 'folio' | 'new' | 'other'
}>

/** A compared state. */
type Compared = Readonly<{
  /** A path, or REVISION:path. */
  name: string
  /** SHA-256 of the Markdown, with U+000A line ends. */
  sha256: string
  pages?: number | undefined
  /** Why there are no pages, if so. */
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
  /** Share of the characters of the longer text that are in both, from 0 to 1. */
  common: number
  corrections: ReadonlyArray<Correction>
  moves: ReadonlyArray<Move>
  forms: ReadonlyArray<Form>
  /** Fields of the front matter that differ; values are written as JSON. */
  fields: ReadonlyArray<
    Readonly<{ name: string; old?: string | undefined; new?: string | undefined }>
  >
  /** Paragraphs and sections with a changed identifier. */
  identifiers: ReadonlyArray<Readonly<{ old: string; new: string }>>
  /** The printed pages that differ, and the leaves to reprint, each by its page labels. */
  pages?:
    | Readonly<{
        changed: ReadonlyArray<ChangedPage>
        leaves: ReadonlyArray<ReadonlyArray<string>>
      }>
    | undefined
}>
