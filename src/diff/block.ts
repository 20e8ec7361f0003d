/** What a block of a document is, as a reader would call it. */
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

/** A stretch of a block's text with the same inline markup, and what that is: `strong`, `a #p2`. */
export type Span = Readonly<{ from: number; to: number; form: string }>

/** A point of a Markdown source. */
export type Point = Readonly<{ line: number; column: number }>

/** What stands in lines of its own: a paragraph, a heading, a cell of a table. */
export type Block = Readonly<{
  /** Identifier all editions share, its own or that of what holds it: `s3-2`, `p57`, `sig4`. */
  id?: string
  kind: BlockKind
  /** Of a heading, 2 to 6; else 0. */
  depth: number
  /** Identifier of the section it stands in, if it stands in one. */
  section?: string
  /**
   * Its text, white space folded; U+FDD0, which no source may hold, stands for an image and U+000A for a line end that is printed,
   * as in poems and code. Offsets into it count UTF-16 code units.
   */
  text: string
  spans: ReadonlyArray<Span>
  /** Number of its first character, as `PageStart` counts them. */
  from: number
  /** Where in the Markdown its parts begin, in order; empty for the title. */
  origins: ReadonlyArray<Readonly<{ offset: number; point: Point }>>
}>

/** What stands for an image in the text of a block. */
export const image = '\uFDD0'

/** Count the characters before an offset of a block as `PageStart` counts them: no white space, no images. */
export function ordinalAt({ text, from }: Block, offset: number): number {
  return from + [...text.slice(0, offset).replaceAll(/[\s\uFDD0]/gu, '')].length
}

/** Find the point of the Markdown an offset of a block stands for; escapes before it are not counted. */
export function pointAt({ origins }: Block, offset: number): Point | undefined {
  const origin = origins.findLast((each) => each.offset <= offset) ?? origins[0]
  if (!origin) return undefined
  const { line, column } = origin.point
  return { line, column: column + Math.max(0, offset - origin.offset) }
}
