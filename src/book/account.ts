import type { Correction } from './front-matter.ts'

/** A place where the text differs from the received text. */
export type Variant = Readonly<{
  /**
   * What differs: words, a whole block that was removed (`lost`), the order of blocks (`moved`), or
   * a paragraph end that was added (`parted`) or removed (`joined`).
   */
  what: 'words' | 'lost' | 'moved' | 'parted' | 'joined'
  /**
   * Identifier of the block it is in, or of the block after which a block was removed, or of the
   * section; missing if neither has one.
   */
  at?: string
  /** Where it starts and ends in the source; both are equal if something was removed there. */
  line: number
  column: number
  endLine: number
  endColumn: number
  /** The received words, with enough context to identify the place; may be empty. */
  from: string
  /** The present words, with the same context; may be empty. */
  to: string
  /** Line of the received text, from 1. */
  receivedLine: number
}>

/** Every difference between the received text and the source. */
export type Account = Readonly<{
  /** What cleaning changed, one sentence for each kind of change. */
  normalised: ReadonlyArray<string>
  /** Likewise, what had to be changed because a source may not contain it. */
  replaced: ReadonlyArray<string>
  /**
   * The line ends at which a person decided whether a paragraph ends; `line` is that of the
   * received text.
   */
  decisions: ReadonlyArray<Readonly<{ line: number; decide: 'join' | 'break'; why: string }>>
  /** Number of doubtful line ends nobody decided, where the source may end a paragraph or not. */
  undecided: number
  /** Number of readings (ruby) in the source; a received text has none. */
  readings: number
  /** The corrections by date, and the differences each explains. */
  corrections: ReadonlyArray<Readonly<{ correction: Correction; places: ReadonlyArray<Variant> }>>
  /** Differences that no cleaning, decision or correction explains, in the order of the text. */
  unexplained: ReadonlyArray<Variant>
}>
