import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { adjust, type PlacedPiece } from './lines/adjust.ts'
import { chooseEnds } from './lines/choose.ts'
import { flatten } from './lines/flatten.ts'
import { jointsOf } from './lines/joints.ts'
import type { LineOptions } from './lines/line-options.ts'
import { type MeasuredText, measureText, roomOf, spanOf } from './lines/measure.ts'
import { paintPieces } from './lines/paint.ts'
import type { Piece } from './lines/piece.ts'
import { findWordBreaks } from './lines/word-breaks.ts'

export type { LineOptions } from './lines/line-options.ts'

/** A line, ready for painting. */
export type Line = Readonly<{
  /** Its content: text of the source in its inline elements. */
  content: ReadonlyArray<ElementContent>
  /** Its set width, without the indent. */
  width: number
  /** Space added to each gap between characters, in em; negative if the line was squeezed. */
  gap: number
  /** Identifiers of the notes it calls, `note-1`. */
  calls: ReadonlyArray<string>
}>

/**
 * Break a paragraph into lines.
 *
 * All lines are chosen together, to keep the worst gap small. No character is added or lost; a
 * hyphen at a line end is marked as generated. White space at a line end stays in the text and
 * takes no room. Every `br` ends a line and becomes a line feed.
 *
 * @returns no lines for content without text or image.
 */
export function breakLines(
  content: ReadonlyArray<ElementContent>,
  options: LineOptions
): ReadonlyArray<Line> {
  let before: Piece | undefined
  return flatten(content, options).flatMap((pieces, index, { length }) => {
    const text = measureText(pieces, jointsOf(pieces, findWordBreaks(pieces, options)), options)
    const indent = index === 0 ? options.indent : 0
    let from = 0
    // Two `br` make an empty line.
    const ends = pieces.length > 0 ? chooseEnds(text, indent, options) : [0]
    const lines = ends.map((to) => {
      const line = setLine(text, [from, to], from === 0 ? indent : 0, before, options)
      before = pieces[to - 1]
      from = to
      return line
    })
    return index < length - 1 ? endLines(lines) : lines
  })
}

/**
 * Append a line feed to the last line. It is invisible, but tells readers of the PDF's tags where
 * the line ends.
 */
export function endLines(lines: ReadonlyArray<Line>): ReadonlyArray<Line> {
  return lines.map((line, index) => {
    const isEnd = index === lines.length - 1 && line.content.length > 0
    return isEnd ? { ...line, content: [...line.content, { type: 'text', value: '\n' }] } : line
  })
}

function setLine(
  text: MeasuredText,
  [from, to]: readonly [number, number],
  indent: number,
  before: Piece | undefined,
  options: LineOptions
): Line {
  const span = spanOf(text, from, to)
  const room = roomOf(span, options.measure - indent)
  // A last line is squeezed if necessary, but never widened.
  const isSet = options.align === 'justify' && (room < 0 || to < text.pieces.length)
  const { placed, gap, taken } = adjust(text, [from, to], span, isSet ? room : 0)
  const last = placed.at(-1)
  const all = span.hyphen > 0 && last ? [...placed, hyphenAfter(last)] : placed
  return {
    content: paintPieces(all, before?.around ?? [], options.writing),
    width: span.width + taken,
    gap,
    calls: callsOf(placed)
  }
}

/** Make a hyphen in the inline elements of the word; it is not part of the text. */
function hyphenAfter({ piece }: PlacedPiece): PlacedPiece {
  const node = h('span', { className: ['hyphen'], dataApparatus: 'generated' }, '-')
  return {
    piece: { ...piece, kind: 'whole', text: '', node, isSolid: true, isDotted: false },
    isNarrow: false,
    after: 0
  }
}

/** List the called notes, each once: a call of two digits is two pieces in one link. */
function callsOf(placed: ReadonlyArray<PlacedPiece>): ReadonlyArray<string> {
  const links = placed.flatMap(({ piece }) => {
    const link = piece.kind === 'call' ? piece.around.at(-1) : undefined
    return link ? [link] : []
  })
  return [...new Set(links)].map(({ properties }) => String(properties.href).slice(1))
}
