import { eastAsianWidth } from 'get-east-asian-width'
import { centredInVertical, closing, opening, type Settings } from '../../book.ts'
import { memoize } from '../memoize.ts'

/** Marks that have their ink in the second half of their em. */
const inkBehind = new Set(opening)
/** Marks that have it in the first half. */
const inkBefore = new Set(`${closing}，。、`)
/** Marks that have it in the first half in horizontal writing and in the middle in vertical. */
const leaning = new Set(centredInVertical)

/** Marks of any kind, as 孤字 counts them. */
const mark = /^[\p{P}\p{S}]/u

/** Which half of its em a full-width mark has its ink in, if it is one of a half. */
export function sideOf(
  value: string,
  writing: Settings['writing']
): 'opening' | 'closing' | undefined {
  const side = sideOfInk(value)
  return side === 'leaning' ? (writing === 'horizontal' ? 'closing' : undefined) : side
}

const sideOfInk = memoize((value) => {
  if (inkBehind.has(value)) return 'opening'
  if (inkBefore.has(value)) return 'closing'
  return leaning.has(value) ? 'leaning' : undefined
})

/** Tell whether a character is a mark of punctuation, or a sign such as ％. */
export function isMark(value: string): boolean {
  return mark.test(value)
}

/** Tell whether a character is one of a word or a number, which are not spaced out. */
export const isTight: (value: string) => boolean = memoize((value) => {
  return /^[\p{L}\p{N}\p{M}!-~]/u.test(value) && eastAsianWidth(value.codePointAt(0) ?? 0) === 1
})

/** Tell whether a character is a digit of 0 to 9. */
export function isDigit(value: string): boolean {
  return value >= '0' && value < ':'
}

/**
 * The room that belongs between the ink of two characters, in em: the free half of a full-width
 * mark beside another character, and half of what two marks have between them (CLREQ 3.1.6).
 */
export function roomBetween(
  left: string,
  right: string,
  { marks, writing }: Pick<Settings, 'marks' | 'writing'>
): number {
  const [a, b] = [sideOf(left, writing), sideOf(right, writing)]
  if (marks === '半角') return 0
  if (a === 'closing' && b === 'closing') return 0
  if (marks === '开明') return /^[。！？]/u.test(left) && a === 'closing' ? 0.5 : 0
  if (a === 'opening' && b === 'opening') return 0
  return a === 'closing' || b === 'opening' ? 0.5 : 0
}
