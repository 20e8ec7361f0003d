/** A correction of a published text, as the front matter tells it. */
export type Correction = Readonly<{
  /** Day it was made, `YYYY-MM-DD`. */
  date: string
  /** What was corrected, one sentence. */
  what: string
  /** Identifier of the paragraph or section it is in: `p57`. */
  at?: string
  /** Where the front matter names it. */
  place?: Readonly<{ line: number; column: number }>
}>
