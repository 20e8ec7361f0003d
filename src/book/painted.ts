/**
 * Where each character of the text is painted in a PDF, indexed as `PageStart` counts characters.
 *
 * A column holds an entry a character, so that a long book takes tens of megabytes and not hundreds.
 */
export type Painted = Readonly<{
  /** Index of its page; -1 if it is not painted by itself. */
  page: Int32Array
  /**
   * Its printed line, counted from 1 at the head of the type area, as a reader counts: headings, rows
   * of tables and notes are lines, free lines are none. In vertical writing lines are counted from the right.
   */
  line: Int32Array
  /** Its em box: x, y, width and height, CSS px from the top left corner of the trimmed page. */
  box: Float32Array
  /** What is painted on each page. */
  ink: ReadonlyArray<Ink>
}>

/** All that is painted on a page, in the order in which it is painted. */
export type Ink = Readonly<{
  /** Each glyph's text, font and size, and each picture; equal pages have equal lists. */
  what: ReadonlyArray<string>
  /** Where: two numbers a glyph, its origin; four a box or a picture. CSS px. */
  where: Float32Array
  /** How many entries of `what`, and numbers of `where`, come before the folio and running heads. */
  body: Readonly<{ what: number; where: number }>
}>
