import type { Element, Text } from 'hast'
import type { FaceName } from '../metrics.ts'
import type { LineOptions } from './line-options.ts'
import { hasBlank, isNarrowable, kindOf } from './marks.ts'
import type { Kind, Piece } from './piece.ts'

/** The inline context of a text, and the properties that follow from it. */
export type InlineContext = Readonly<{
  around: ReadonlyArray<Element>
  face: FaceName
  scale: number
  isDotted: boolean
  isCall: boolean
}>

/**
 * A character with its combining marks, —— or ……, or a run of white space. Not `Intl.Segmenter`,
 * whose Unicode version, and so the line breaks, depend on the Node version.
 */
const clusters = /[ \t\n\r\f]+|——|……|.(?:\p{M}|\u200D.)*/gsu

/** A ’ that is an apostrophe: between letters, and in ’n’. */
const apostrophe = /^\p{Script=Latin}{2}$/u
const elision = /^(?:\s\p{Script=Latin}|\p{Script=Latin}\s)$/u

/** Its width in em: even the narrow form of the mark leaves too much space after it. */
const closedUp = 0.3

/** Split a text into pieces. */
export function* splitText(node: Text, at: InlineContext, options: LineOptions): Generator<Piece> {
  const { around, face, scale } = at
  let isQuoted = false
  for (const { 0: text, index } of node.value.matchAll(clusters)) {
    const sides = (node.value[index - 1] ?? ' ') + (node.value[index + 1] ?? '')
    const isInWord = text === '’' && (apostrophe.test(sides) || (!isQuoted && elision.test(sides)))
    if (/[‘’]/.test(text) && !isInWord) isQuoted = text === '‘'
    const sign = at.isCall ? 'call' : kindOf(text)
    const full = advanceOf(sign === 'space' ? ' ' : text, face, options)
    const { width, blank, pad } = roomOf(sign, text, full, options)
    const kind = isInWord ? 'word' : sign
    yield {
      kind,
      text,
      node,
      around,
      width: width * scale,
      isNarrow: width < full,
      blank: isInWord ? 0 : blank * scale,
      pad: isInWord
        ? { ahead: 0, behind: Math.min(0, closedUp - width) * scale }
        : padOf(pad * scale),
      face,
      scale,
      form: 'plain',
      isSolid: text === '——' || text === '……',
      isDotted: at.isDotted && /[\p{L}\p{N}]/u.test(text)
    }
  }
}

function roomOf(
  kind: Kind,
  text: string,
  full: number,
  { marks, writing }: LineOptions
): Readonly<{ width: number; blank: number; pad: number }> {
  const width = isNarrowable(kind, text, writing) ? Math.min(full, 0.5) : full
  // An interpunct takes half an em, however wide its glyph is (GB/T 15834, 5.1.8).
  if (kind === 'dot') return { width, blank: 0, pad: (0.5 - width) / 2 }
  return { width, blank: hasBlank(kind, marks) ? full - width : 0, pad: 0 }
}

/** Measure a text in its own em; combining marks have no advance. */
export function advanceOf(text: string, face: FaceName, { advance }: LineOptions): number {
  if (text.length === 1) return advance(text, face)
  return [...text.replaceAll(/[\p{M}\u200D]/gu, '')].reduce(
    (sum, part) => sum + advance(part, face),
    0
  )
}

/** Make a piece from an element set as a whole; its width is in its own em. */
export function wholePiece(
  node: Element,
  width: number,
  { around, face, scale }: InlineContext
): Piece {
  return {
    kind: 'whole',
    text: '',
    node,
    around,
    width: width * scale,
    isNarrow: false,
    blank: 0,
    pad: padOf(0),
    face,
    scale,
    form: 'plain',
    isSolid: true,
    isDotted: false
  }
}

function padOf(pad: number): Piece['pad'] {
  return { ahead: pad, behind: pad }
}
