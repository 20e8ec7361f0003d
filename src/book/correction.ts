/** A place in a file; line and column count from 1. */
type Point = Readonly<{ line: number; column: number }>

/** A correction of a published text, as given in the front matter. */
export type Correction = Readonly<{
  /** The day it was made, `YYYY-MM-DD`. */
  date: string
  /** What was corrected, in one sentence. */
  what: string
  /** Identifier of its paragraph or section in the present text: `p57`. */
  at?: string
  /**
   * The former words; empty if words were only added. `from` and `to` are given together or not at
   * all, and differ.
   */
  from?: string
  /** The new words; empty if words were only removed. */
  to?: string
  /** Where the entry and its fields are in the front matter. */
  places?: Readonly<{ entry: Point; at?: Point; from?: Point; to?: Point }>
}>
