import type { Element } from 'hast'
import type { PunctuationStyle, Settings, Style } from '../../book.ts'
import type { Advance, FaceName } from '../metrics.ts'

/** How a paragraph is broken into lines. Lengths are in em of the text itself. */
export type LineOptions = Readonly<{
  /** Width of a line. */
  measure: number
  /** Indent of the first line, negative for a hanging one. */
  indent: number
  align: Style['align']
  face: FaceName
  strong: Settings['strong']
  em: Settings['em']
  emphasis: Settings['emphasis']
  marks: PunctuationStyle
  trimLineStart: boolean
  hyphenation: Settings['hyphenation']
  writing: Settings['writing']
  advance: Advance
  /** Width of an inline image. */
  widthOf: (image: Element) => number
}>
