/** The kind of a block. */
export type BlockKind =
  | 'title'
  | 'heading'
  | 'paragraph'
  | 'item'
  | 'cell'
  | 'caption'
  | 'quotation'
  | 'poem'
  | 'code'
  | 'note'
  | 'signatory'
  | 'dateline'
  | 'editor'

/** A span of a block's text with the same inline markup: `strong`, `a #p2`. */
export type Span = Readonly<{ from: number; to: number; form: string }>

/** A point of a Markdown source. */
export type Point = Readonly<{ line: number; column: number }>

/** A block with lines of its own: a paragraph, a heading, a table cell. */
export type Block = Readonly<{
  /** Identifier shared by all editions, its own or that of its container: `s3-2`, `p57`, `sig4`. */
  id?: string
  kind: BlockKind
  /** Level of a heading, 2 to 6; otherwise 0. */
  depth: number
  /** Identifier of its section, if any. */
  section?: string
  /**
   * Its text with white space collapsed; U+FDD0, which a source may not contain, stands for an
   * image, and U+000A for a printed line end, as in poems and code. Offsets count UTF-16 code
   * units.
   */
  text: string
  spans: ReadonlyArray<Span>
  /** Number of its first character, counted like `PageStart`. */
  from: number
  /** Where its parts begin in the Markdown, in order; empty for the title. */
  origins: ReadonlyArray<Readonly<{ offset: number; point: Point }>>
}>

/** Stands for an image in the text of a block. */
export const image = '\uFDD0'

/** Count the characters before an offset of a block like `PageStart`: without white space and images. */
export function ordinalAt({ text, from }: Block, offset: number): number {
  return from + [...text.slice(0, offset).replaceAll(/[\s\uFDD0]/gu, '')].length
}

/** Find the Markdown point of an offset in a block, ignoring escapes before it. */
export function pointAt({ origins }: Block, offset: number): Point | undefined {
  const origin = origins.findLast((each) => each.offset <= offset) ?? origins[0]
  if (!origin) return undefined
  const { line, column } = origin.point
  return { line, column: column + Math.max(0, offset - origin.offset) }
}
