/** Consecutive lines or rows: a paragraph, a heading, a table. Heights are in grid lines. */
export type Block = Readonly<{
  rows: ReadonlyArray<
    Readonly<{
      /** 1, or less for small text; a whole number for a table row. */
      height: number
      /** Indices of the notes it calls; empty if notes are not set at the foot. */
      notes: ReadonlyArray<number>
    }>
  >
  /** Free lines above, except at the head of a page, and below, except at its foot. */
  before: number
  after: number
  /**
   * The least number of rows before and after a page end inside it. A heading is never split: the
   * least is all its rows.
   */
  orphans: number
  widows: number
  /** Number of following lines kept on the same page: 2 for a heading, 0 for a paragraph. */
  keep: number
  /** Height of what is repeated at the head of each further page: a table head. */
  repeat: number
  /** Where it begins. */
  begins: 'anywhere' | 'page' | 'recto'
  /** Free lines above it if it begins a page because of `begins`. */
  drop: number
}>

/** The capacity of a page, in grid lines. */
export type PageCapacity = Readonly<{
  lines: number
  /** Height of the rule above the notes, on pages with notes. */
  rule: number
}>

/** The rows of a block or note on a page: from the first to the last, exclusive. */
export type RowRange = Readonly<{ index: number; from: number; to: number }>

/** The plan of a page: which rows of the text and of the notes are on it. */
export type PagePlan = Readonly<{
  /** `above`: free lines above the piece. */
  pieces: ReadonlyArray<RowRange & Readonly<{ above: number }>>
  notes: ReadonlyArray<RowRange>
}>

/** Round a height up to whole grid lines, with a tolerance for sums of thirds. */
export function wholeLines(height: number): number {
  return Math.ceil(height - 1e-6)
}
