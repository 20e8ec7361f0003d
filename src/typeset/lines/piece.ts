import type { Element, Text } from 'hast'
import type { FaceName } from '../metrics.ts'

/**
 * What a piece is to the rules: a Han character or another sign of full width, a character of a
 * word or number, white space, a mark of punctuation by its place, an interpunct, a character of a
 * note's call, or an element that is set whole.
 */
export type Kind =
  | 'han'
  | 'word'
  | 'space'
  | 'opening'
  | 'closing'
  | 'pause'
  | 'stop'
  | 'dot'
  | 'call'
  | 'whole'

/** What a line is never parted within: mostly one character with its combining marks. */
export type Piece = Readonly<{
  kind: Kind
  /** Its characters; none of an element that is set whole. */
  text: string
  /** The text it stands in, or the element that is set whole. */
  node: Text | Element
  /** The inline elements around it, outermost first. */
  around: ReadonlyArray<Element>
  /** Its room in em of the line. */
  width: number
  /** Whether that is the room of the narrow form of a mark, which the face has beside the full one. */
  isNarrow: boolean
  /** What the full form of a mark has beside the narrow one. */
  blank: number
  /**
   * What is added on both sides of an interpunct that the face draws narrower than half an em, and
   * taken away behind an apostrophe.
   */
  pad: Readonly<{ ahead: number; behind: number }>
  face: FaceName
  /** Its size in em of the line. */
  scale: number
  /** In vertical writing: turned with the line, upright, or several digits side by side. */
  form: 'plain' | 'upright' | 'combined'
  /**
   * Whether it takes no letter-spacing: an element that is set whole, digits side by side, and ——
   * and ……, which are two glyphs or one.
   */
  isSolid: boolean
  /** Whether a dot of emphasis stands beside it. */
  isDotted: boolean
}>
