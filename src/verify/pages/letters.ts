import type { Settings } from '../../book.ts'
import type { Glyph } from '../read/pdf/glyphs.ts'
import type { Block } from '../text/block.ts'
import type { Character } from '../text/characters.ts'
import type { ExpectedText } from '../text/draft.ts'
import { sideOf } from './marks.ts'
import { type Spot, spotOf } from './measure.ts'
import type { PaintedPlace } from './page-content.ts'

/** A character of a line. Lengths and places are in mm. */
export type Letter = Readonly<{
  value: string
  /** Its index in its text. */
  index: number
  /** Whether white space stands before it, or something that is no character of the text. */
  space: boolean
  apart: boolean
  glyph: Glyph
  spot: Spot
  /** Where its ink may stand along the line: the em box, or that half of it a full-width mark uses. */
  from: number
  to: number
}>

/**
 * Part the characters of a block where a line ends: at a page end, or far across from the last.
 *
 * @throws if a character is not painted.
 */
export function runsOf(
  block: Block,
  wording: ExpectedText,
  found: ReadonlyArray<Character<PaintedPlace>>,
  { writing }: Settings
): ReadonlyArray<ReadonlyArray<Letter>> {
  const runs: Letter[][] = []
  let run: Letter[] = []
  let page = -1
  let across = 0
  for (let index = block.from; index < block.to; index++) {
    const sign = found[index]?.where
    if (!sign) throw new Error('A character of the text that is not painted')
    const letter = letterOf(index, wording, sign.glyph, writing)
    // Two digits side by side in a vertical line are half an em apart.
    const isFar = Math.abs(letter.spot.across - across) > 0.6 * letter.spot.size
    if (page !== sign.page || isFar || wording.breaks.has(index)) {
      run = []
      runs.push(run)
      page = sign.page
      across = letter.spot.across
    }
    run.push(letter)
  }
  return runs
}

function letterOf(
  index: number,
  { characters, apart }: ExpectedText,
  glyph: Glyph,
  writing: Settings['writing']
): Letter {
  const { value = '', space = false } = characters[index] ?? {}
  const spot = spotOf(glyph, writing)
  const { along, advance, size } = spot
  // A mark that is narrower than its em has no half without ink.
  const side = advance > 0.9 * size ? sideOf(value, writing) : undefined
  const from = side === 'opening' ? along + size / 2 : along
  const to = side === 'closing' ? along + size / 2 : along + advance
  return { value, index, space, apart: apart.has(index), glyph, spot, from, to }
}
