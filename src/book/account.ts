import type { Correction } from './correction.ts'

/** A place where a text differs from what was received. */
export type Variant = Readonly<{
  /**
   * What differs: words, a whole block that was taken out (`lost`), the place of blocks among the others,
   * or a paragraph end that is new (`parted`) or gone (`joined`).
   */
  what: 'words' | 'lost' | 'moved' | 'parted' | 'joined'
  /**
   * Identifier of the block it is in, or behind which a block was taken out, or of the section; none where
   * neither has one.
   */
  at?: string
  /** Where it is in the source, and where it ends; the same place if something was taken out there. */
  line: number
  column: number
  endLine: number
  endColumn: number
  /** What was received, with as many words around as tell the place from others; may be empty. */
  from: string
  /** What stands there now, with the same words around; may be empty. */
  to: string
  /** Line of the received text, counted from 1. */
  receivedLine: number
}>

/** What became of a received text on its way to the source: every difference between the two. */
export type Account = Readonly<{
  /** What cleaning changed, one sentence a kind of change. */
  normalised: ReadonlyArray<string>
  /** Likewise what had to be changed because no source may hold it. */
  replaced: ReadonlyArray<string>
  /** The line ends at which a person decided whether a paragraph ends: the line of the received text. */
  decisions: ReadonlyArray<Readonly<{ line: number; decide: 'join' | 'break'; why: string }>>
  /** Doubtful line ends nobody decided: there the source may end a paragraph or not. */
  undecided: number
  /** Readings (ruby) in the source, which no received text has. */
  readings: number
  /** What was corrected, in the order of the dates, and where each correction explains a difference. */
  corrections: ReadonlyArray<Readonly<{ correction: Correction; places: ReadonlyArray<Variant> }>>
  /** What neither cleaning nor a decision nor a correction explains, in the order of the text. */
  unexplained: ReadonlyArray<Variant>
}>
