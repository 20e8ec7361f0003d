import type { Settings } from '../../book.ts'
import type { Glyph } from '../read/pdf/glyphs.ts'
import type { Block } from '../text/block.ts'
import type { Character } from '../text/characters.ts'
import type { ExpectedText } from '../text/draft.ts'
import { type Letter, runsOf } from './letters.ts'
import { areaOf, spotOf } from './measure.ts'
import type { PageContent, PaintedPlace } from './page-content.ts'

/** A printed line of a block. */
export type Line = Readonly<{
  block: Block
  letters: ReadonlyArray<Letter>
  /** Index of its page, and its number there, counted in lines of the grid from 1. */
  page: number
  row: number
  /** Middle of the line, mm across the lines. */
  across: number
  /** Where what stands in it ends: a call or a hyphen may follow its last character. */
  end: number
  isFirst: boolean
  isLast: boolean
  /** Whether the line ends where the text says so, and need not be full. */
  isOpen: boolean
  /** Line of the source. */
  source: number | undefined
}>

/** A block and its lines, in order. */
export type Setting = Readonly<{ block: Block; lines: ReadonlyArray<Line> }>

/**
 * Put the characters of a text together to the lines they are painted in. The text painted must
 * have been proved equal to that of the book.
 */
export function linesOf(
  wording: ExpectedText,
  found: ReadonlyArray<Character<PaintedPlace>>,
  pageContents: ReadonlyArray<PageContent>,
  settings: Settings
): ReadonlyArray<Setting> {
  return wording.blocks.map((block) => {
    const runs = runsOf(block, wording, found, settings)
    const lines = runs.map((letters, index): Line => {
      const next = runs[index + 1]?.[0]
      const isBroken = next !== undefined && wording.breaks.has(next.index)
      return {
        ...lineOf(letters, found, pageContents, settings),
        block,
        letters,
        isFirst: index === 0,
        isLast: next === undefined,
        isOpen: next === undefined || isBroken,
        source: wording.characters[letters[0]?.index ?? 0]?.where
      }
    })
    return { block, lines }
  })
}

function lineOf(
  letters: ReadonlyArray<Letter>,
  found: ReadonlyArray<Character<PaintedPlace>>,
  pageContents: ReadonlyArray<PageContent>,
  settings: Settings
): Pick<Line, 'page' | 'row' | 'across' | 'end'> {
  const [first] = letters
  const last = letters.at(-1)
  const sign = last && found[last.index]?.where
  if (!first || !last || !sign) throw new Error('A line without characters')
  const area = areaOf(settings, sign.page)
  const across = middleOf(first, letters)
  const row = Math.round((across - area.first) / area.pitch) + 1
  const { glyphs = [] } = pageContents[sign.page] ?? {}
  const end = endOf(last, sign, found[last.index + 1], glyphs, settings.writing)
  return { page: sign.page, row, across, end }
}

/** Find the middle of a line: that of the characters that begin it side by side, as two digits may. */
function middleOf(first: Letter, letters: ReadonlyArray<Letter>): number {
  const { along, size } = first.spot
  const beside = letters.filter(({ spot }) => Math.abs(spot.along - along) < 0.1 * size)
  return beside.reduce((sum, { spot }) => sum + spot.across, 0) / beside.length
}

/** Find where a line ends: behind its last character, or the call or hyphen that follows it there. */
function endOf(
  last: Letter,
  sign: PaintedPlace,
  following: Character<PaintedPlace> | undefined,
  glyphs: ReadonlyArray<Glyph>,
  writing: Settings['writing']
): number {
  let end = last.to
  for (let order = sign.order + 1; order < glyphs.length; order++) {
    const glyph = glyphs[order]
    if (!glyph || (following?.where.order === order && following.where.page === sign.page)) break
    const { along, across, advance } = spotOf(glyph, writing)
    const isBeside = Math.abs(across - last.spot.across) < 0.6 * last.spot.size
    const isNext = along > end - 0.1 * last.spot.size && along < end + last.spot.size
    if (isBeside && isNext && glyph.text.trim() !== '') end = along + advance
  }
  return end
}
