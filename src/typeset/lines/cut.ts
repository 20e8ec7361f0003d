import type { Element, Text } from 'hast'
import type { FaceName } from '../metrics.ts'
import { hasBlank, isNarrowable, kindOf } from './marks.ts'
import type { Kind, Piece } from './piece.ts'
import type { Setting } from './setting.ts'

/** Where in the inline tree a text stands, and what follows from it. */
export type Surroundings = Readonly<{
  around: ReadonlyArray<Element>
  face: FaceName
  scale: number
  isDotted: boolean
  isCall: boolean
}>

/**
 * A character with what stands on it, —— or ……, or a run of white space. Not `Intl.Segmenter`: its
 * version of Unicode, and so the lines, would be those of the Node at hand.
 */
const clusters = /[ \t\n\r\f]+|——|……|.(?:\p{M}|\u200D.)*/gsu

/** A closing quotation mark that is none: in it’s it is a letter, of half an em. */
const apostrophe = /^[A-Za-z]’[A-Za-z]$/

/** Cut a text into pieces. */
export function* cutText(node: Text, at: Surroundings, setting: Setting): Generator<Piece> {
  const { around, face, scale } = at
  for (const { 0: text, index } of node.value.matchAll(clusters)) {
    const isInWord = text === '’' && apostrophe.test(node.value.slice(index - 1, index + 2))
    const sign = at.isCall ? 'call' : kindOf(text)
    const full = advanceOf(sign === 'space' ? ' ' : text, face, setting)
    const { width, blank, pad } = roomOf(sign, text, full, setting)
    const kind = isInWord ? 'word' : sign
    yield {
      kind,
      text,
      node,
      around,
      width: width * scale,
      isNarrow: width < full,
      blank: isInWord ? 0 : blank * scale,
      pad: pad * scale,
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
  { marks, writing }: Setting
): Pick<Piece, 'width' | 'blank' | 'pad'> {
  const width = isNarrowable(kind, text, writing) ? Math.min(full, 0.5) : full
  // An interpunct takes half an em, however wide the face draws it (GB/T 15834, 5.1.8).
  if (kind === 'dot') return { width, blank: 0, pad: (0.5 - width) / 2 }
  return { width, blank: hasBlank(kind, marks) ? full - width : 0, pad: 0 }
}

/** Measure a text in em of its own size; what stands on a character has no advance. */
export function advanceOf(text: string, face: FaceName, { advance }: Setting): number {
  if (text.length === 1) return advance(text, face)
  return [...text.replaceAll(/[\p{M}\u200D]/gu, '')].reduce(
    (sum, part) => sum + advance(part, face),
    0
  )
}

/** Make a piece of an element that is set whole; its width is in em of its own. */
export function whole(node: Element, width: number, { around, face, scale }: Surroundings): Piece {
  return {
    kind: 'whole',
    text: '',
    node,
    around,
    width: width * scale,
    isNarrow: false,
    blank: 0,
    pad: 0,
    face,
    scale,
    form: 'plain',
    isSolid: true,
    isDotted: false
  }
}
