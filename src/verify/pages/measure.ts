import type { Settings } from '../../book.ts'
import type { Rectangle } from '../../pdf/matrix.ts'
import type { Glyph } from '../read/pdf/glyphs.ts'

/** Millimetres in a CSS px. */
export const px: number = 25.4 / 96

/** Ascent of the em box above the baseline, in em: where a Han character stands in its font. */
export const ascent = 0.88

/** The type area of a page, mm from the page's corner. `along` a line and `across` the lines. */
export type Area = Readonly<{
  /** Where a full line begins and ends. */
  start: number
  end: number
  /** Middle of the first line, and the way to that of the next: negative in vertical writing. */
  first: number
  pitch: number
  /** Its sides on the page, and whether the spine is on the right. */
  left: number
  right: number
  isSpineRight: boolean
}>

/** Where a glyph stands in its line: its em box, mm along the line and in the middle across it. */
export type Spot = Readonly<{ along: number; across: number; advance: number; size: number }>

/**
 * Find the type area of a page. The first page is a recto, with its spine on the left in horizontal
 * writing and on the right in vertical.
 *
 * @param page index of the page.
 */
export function areaOf(settings: Settings, page: number): Area {
  const { writing, margin, mirrored, size, pitch, measure, lines } = settings
  const isVertical = writing === 'vertical'
  const width = isVertical ? (lines - 1) * pitch + size : measure * size
  const isSpineRight = (page % 2 === 0) === isVertical
  const isShifted = mirrored && isSpineRight
  const left = isShifted ? settings.page.width - margin.inner - width : margin.inner
  const right = left + width
  const sides = { left, right, isSpineRight }
  if (isVertical) {
    const end = margin.head + measure * size
    return { start: margin.head, end, first: right - size / 2, pitch: -pitch, ...sides }
  }
  return { start: left, end: right, first: margin.head + size / 2, pitch, ...sides }
}

/** How exactly a line begins and ends where it is wanted, mm. */
export const slack = 0.1

/** How far the middle of a line may be from that of the grid, mm. */
export const gridSlack = 0.15

/** Find where a glyph stands in its line. */
export function spotOf(glyph: Glyph, writing: Settings['writing']): Spot {
  const { left, base, width, size, turned } = glyph
  const middle = (ascent - 0.5) * size
  if (writing === 'horizontal') return inMillimetres(left, base - middle, width, size)
  if (turned) return inMillimetres(base, left + middle, width, size)
  return inMillimetres(base - ascent * size, left + width / 2, size, size)
}

/**
 * Tell whether a glyph stands in a vertical line by a height of its own, which its font tells and the
 * page does not: digits and signs such as ％ and ©. Where its em box begins is not known.
 */
export function hasOwnHeight({ text, turned }: Glyph, writing: Settings['writing']): boolean {
  return writing === 'vertical' && !turned && /^[\p{N}\p{S}％‰]/u.test(text)
}

/** Turn the sides of a box from CSS px to mm. */
export function millimetres([left, top, right, bottom]: Rectangle): Rectangle {
  return [left * px, top * px, right * px, bottom * px]
}

function inMillimetres(along: number, across: number, advance: number, size: number): Spot {
  return { along: along * px, across: across * px, advance: advance * px, size: size * px }
}
