import type { Settings } from '../../book.ts'
import { memoize } from '../memoize.ts'
import type { Letter } from './letters.ts'
import type { Line } from './lines.ts'
import { isDigit, isTight, roomBetween, sideOf } from './marks.ts'
import { hasOwnHeight } from './measure.ts'

/** Two neighbours in a line, and what was added to or taken from the room between them. */
export type Gap = Readonly<{
  left: Letter
  right: Letter
  /** The room that belongs between their ink, in em: half an em where a mark leaves it free. */
  room: number
  /** What is there beyond that, in em; negative where a mark was set narrower. */
  added: number
  /** Whether one of them is a full-width mark. */
  isMarked: boolean
}>

/**
 * Measure the gaps of a line that may be widened: not those within a word, a number or a range, nor
 * within —— and ……, nor where a space, a call, an image or a reading stands.
 */
export function gapsOf({ letters }: Line, settings: Settings): ReadonlyArray<Gap> {
  const isSided = ({ value }: Letter) => sideOf(value, settings.writing) !== undefined
  return letters.slice(1).flatMap((right, index): ReadonlyArray<Gap> => {
    const left = letters[index]
    if (!left || !isFree(left, right, settings.writing)) return []
    const { size } = left.spot
    const room = roomBetween(left.value, right.value, settings)
    const added = (right.from - left.to) / size - room
    return [{ left, right, room, added, isMarked: isSided(left) || isSided(right) }]
  })
}

function isFree(left: Letter, right: Letter, writing: Settings['writing']): boolean {
  if (right.space || right.apart || left.glyph === right.glyph) return false
  if (Math.abs(left.spot.size - right.spot.size) > 0.01 * left.spot.size) return false
  if (hasOwnHeight(left.glyph, writing) || hasOwnHeight(right.glyph, writing)) return false
  if (isTight(left.value) && isTight(right.value)) return false
  // An apostrophe belongs to its word, and is as wide as its ink.
  if (left.value === '’' && isTight(right.value)) return false
  // An interpunct has room of its own on both sides, as much as its face leaves it.
  if (isDot(left.value) || isDot(right.value)) return false
  return !(isDash(left.value) && isDash(right.value)) && !isRange(left.value, right.value)
}

const isDot = memoize((value) => /^[·‧・]/u.test(value))
const isDash = memoize((value) => /^[—…⸺～－–／]/u.test(value))

function isRange(left: string, right: string): boolean {
  return (isDigit(left) && isDash(right)) || (isDash(left) && isDigit(right))
}

/**
 * What was added between the characters of a line, in em: the mean over the gaps beside no mark,
 * since there nothing can be taken away.
 *
 * @returns nothing if the line has no such gap.
 */
export function meanGap(gaps: ReadonlyArray<Gap>): number | undefined {
  const plain = gaps.filter(({ isMarked }) => !isMarked)
  if (plain.length === 0) return undefined
  return plain.reduce((sum, { added }) => sum + added, 0) / plain.length
}

/**
 * How far a line is torn apart, in em: its mean gap, or the widest beside a mark where it has no
 * other.
 *
 * @returns nothing if the line has no gap at all.
 */
export function tearOf(gaps: ReadonlyArray<Gap>): number | undefined {
  if (gaps.length === 0) return undefined
  return meanGap(gaps) ?? Math.max(0, ...gaps.map(({ added }) => added))
}

/** How exactly a gap is known, em. */
export const gapTolerance = 0.015

/** What may be taken from every gap of a line, em, where its marks have nothing to give. */
export const tightening: number = 1 / 64
