/**
 * Where each character of the text is painted in a PDF, indexed by the count of `PageStart`.
 *
 * Each array has one entry for each character, so that a long book takes tens of megabytes, not
 * hundreds.
 */
export type Painted = Readonly<{
  /** Index of the page; -1 if the character has no glyph of its own. */
  page: Int32Array
  /**
   * The printed line, counted from 1 at the head of the type area as a reader counts: headings,
   * table rows and notes count, free lines do not. In vertical writing lines count from the right.
   */
  line: Int32Array
  /** The em box: x, y, width and height, in CSS px from the top left corner of the trimmed page. */
  box: Float32Array
  /** What is painted on each page. */
  ink: ReadonlyArray<Ink>
}>

/** Everything painted on a page, in painting order. */
export type Ink = Readonly<{
  /** The text, font and size of each glyph, and each image; equal pages have equal lists. */
  what: ReadonlyArray<string>
  /** Positions in CSS px: two numbers for a glyph (its origin), four for a box or an image. */
  where: Float32Array
  /** How many entries of `what` and numbers of `where` precede the folio and running heads. */
  body: Readonly<{ what: number; where: number }>
}>
