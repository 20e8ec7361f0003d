import { eastAsianWidth } from 'get-east-asian-width'
import {
  centredInVertical,
  closing,
  interpunct,
  lineEndForbidden,
  lineStartForbidden,
  opening,
  type PunctuationStyle,
  pause,
  type Settings,
  stop
} from '../../book.ts'
import type { Kind, Piece } from './piece.ts'

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...[...' \t\n\r\f'].map((character) => [character, 'space'] as const),
  ...[...opening].map((character) => [character, 'opening'] as const),
  ...[...closing].map((character) => [character, 'closing'] as const),
  ...[...pause].map((character) => [character, 'pause'] as const),
  ...[...stop].map((character) => [character, 'stop'] as const),
  ...[...interpunct].map((character) => [character, 'dot'] as const)
])

const unbeginning = new Set(`${lineStartForbidden}\u00A0\u202F`)
const unending = new Set(`${lineEndForbidden}\u00A0\u202F`)
const centred = new Set(centredInVertical)

/** Return the kind of a character for the rules. */
export function kindOf(text: string): Kind {
  return kinds.get(text.charAt(0)) ?? (isWord(text) ? 'word' : 'han')
}

/** Tell whether a piece is white space, which takes no room at a line end. */
export function isBlank({ kind, text }: Piece): boolean {
  return kind === 'space' || text === '\u3000'
}

/** Tell whether a character may not begin a line. */
export function neverBegins(text: string): boolean {
  return unbeginning.has(text.charAt(0))
}

/** Tell whether a character may not end a line. */
export function neverEnds(text: string): boolean {
  return unending.has(text)
}

/** Tell whether the punctuation style leaves a blank beside the narrow form of a mark. */
export function hasBlank(kind: Kind, marks: PunctuationStyle): boolean {
  return marks === '全角' || (marks === '开明' && kind === 'stop')
}

/** Tell whether a mark has a half-em form; marks centred in vertical writing have none. */
export function isNarrowable(kind: Kind, text: string, writing: Settings['writing']): boolean {
  const isMark = kind !== 'space' && kinds.has(text)
  return isMark && (writing === 'horizontal' || !centred.has(text))
}

/** Tell whether a character is set with its proportional width, like the letters of a word. */
function isWord(text: string): boolean {
  const code = text.codePointAt(0) ?? 0
  if (code <= 0x7e || code === 0xa0 || code === 0x202f) return code > 0x20
  return eastAsianWidth(code) !== 2 && /^[\p{L}\p{Nd}\p{M}]/u.test(text)
}
