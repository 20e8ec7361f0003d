/** A place of a file, both counted from 1. */
type Point = Readonly<{ line: number; column: number }>

/** A correction of a published text, as the front matter tells it. */
export type Correction = Readonly<{
  /** Day it was made, `YYYY-MM-DD`. */
  date: string
  /** What was corrected, one sentence. */
  what: string
  /** Identifier of the paragraph or section it is in, in the text as it is now: `p57`. */
  at?: string
  /**
   * The words that stood there; empty if some were only added. Either both `from` and `to` are there or
   * neither, and they differ.
   */
  from?: string
  /** The words that stand there instead; empty if some were only taken out. */
  to?: string
  /** Where the front matter tells it, and where each of its fields. */
  places?: Readonly<{ entry: Point; at?: Point; from?: Point; to?: Point }>
}>
