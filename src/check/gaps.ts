import type { Settings } from '../book.ts'
import type { Letter, Line } from './lines.ts'
import { isTight, roomBetween, sideOf } from './marks.ts'

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
  // Upright digits stand in the middle of their em by their own height, not on its baseline.
  if (writing === 'vertical' && (isUpright(left) || isUpright(right))) return false
  if (isTight(left.value) && isTight(right.value)) return false
  // An interpunct has room of its own on both sides, as much as its face leaves it.
  if (isDot(left.value) || isDot(right.value)) return false
  const isDash = (value: string) => /^[—…⸺～－–／]/u.test(value)
  return !(isDash(left.value) && isDash(right.value)) && !isRange(left, right, isDash)
}

function isUpright({ value, glyph }: Letter): boolean {
  return /^[0-9]/.test(value) && !glyph.turned
}

function isDot(value: string): boolean {
  return /^[·‧・]/u.test(value)
}

function isRange(left: Letter, right: Letter, isDash: (value: string) => boolean): boolean {
  const isDigit = (value: string) => /^[0-9]/.test(value)
  return (
    (isDigit(left.value) && isDash(right.value)) || (isDash(left.value) && isDigit(right.value))
  )
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

/** How exactly a gap is known, em. */
export const gapTolerance = 0.015

/** What may be taken from every gap of a line, em, where its marks have nothing to give. */
export const tightening: number = 1 / 64
