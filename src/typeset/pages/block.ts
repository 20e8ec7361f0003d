/** Lines or rows that follow each other: a paragraph, a heading, a table. Heights are in grid lines. */
export type Block = Readonly<{
  rows: ReadonlyArray<
    Readonly<{
      /** 1, or less for small text; of a table row, a whole number. */
      height: number
      /** Indices of the notes it calls; empty if notes do not stand at the foot. */
      notes: ReadonlyArray<number>
    }>
  >
  /** Free lines above, unless it is at the head of a page, and below, unless it is at its foot. */
  before: number
  after: number
  /**
   * Where it may be parted: the least rows that stand before and after a page end inside it. A
   * heading is never parted: all its rows are the least.
   */
  orphans: number
  widows: number
  /** How many lines of what follows stand on the same page: 2 for a heading, 0 for a paragraph. */
  keep: number
  /** Height of what is repeated at the head of each further page: the head of a table. */
  repeat: number
  /** Where it begins. */
  begins: 'anywhere' | 'page' | 'recto'
  /** Free lines above it where it begins a page by `begins`. */
  drop: number
}>

/** What a page has room for, in grid lines. */
export type PageCapacity = Readonly<{
  lines: number
  /** What the rule above the notes takes where a page has notes. */
  rule: number
}>

/** Which rows of a block, or of a note, stand on a page: from the first, up to the last exclusive. */
export type RowRange = Readonly<{ index: number; from: number; to: number }>

/** What stands on a page. */
export type PagePlan = Readonly<{
  /** `above`: free lines above the piece. */
  pieces: ReadonlyArray<RowRange & Readonly<{ above: number }>>
  notes: ReadonlyArray<RowRange>
}>

/** Round a height up to whole lines of the grid; sums of thirds are never quite whole. */
export function wholeLines(height: number): number {
  return Math.ceil(height - 1e-6)
}
