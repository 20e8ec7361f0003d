import type { Element, Text } from 'hast'
import type { FaceName } from '../metrics.ts'

/**
 * The kind of a piece for the rules: a full-width character, a character of a word or number, white
 * space, a class of punctuation, an interpunct, a character of a note call, or an element set as a
 * whole.
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

/** An unbreakable piece of a line: usually one character with its combining marks. */
export type Piece = Readonly<{
  kind: Kind
  /** Its characters; empty for an element set as a whole. */
  text: string
  /** Its text node, or the element set as a whole. */
  node: Text | Element
  /** Its enclosing inline elements, outermost first. */
  around: ReadonlyArray<Element>
  /** Its width in em of the line. */
  width: number
  /** Whether that is the width of a mark's narrow form. */
  isNarrow: boolean
  /** Extra width of a mark's full form over its narrow form. */
  blank: number
  /** Space added on both sides of an interpunct narrower than half an em; negative after an apostrophe. */
  pad: Readonly<{ ahead: number; behind: number }>
  face: FaceName
  /** Its size in em of the line. */
  scale: number
  /** In vertical writing: rotated with the line, upright, or several digits side by side. */
  form: 'plain' | 'upright' | 'combined'
  /**
   * Whether it takes no letter-spacing: an element set as a whole, digits side by side, and —— and
   * ……, which may be one glyph or two.
   */
  isSolid: boolean
  /** Whether it has an emphasis dot. */
  isDotted: boolean
}>
