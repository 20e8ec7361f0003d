import { contains, meet, type Rectangle } from '../../pdf/matrix.ts'
import type { PaintedPage } from '../read/pdf/glyphs.ts'

/** CSS px in a millimetre. */
export const mm: number = 96 / 25.4

/** Points in a millimetre. */
const points = 72 / 25.4

/** Tell whether a trimmed page, pt, is as large as it should be, mm, to within a twentieth of one. */
export function isSized([x0, y0, x1, y1]: Rectangle, width: number, height: number): boolean {
  const isOff = (length: number, wanted: number) => Math.abs(length / points - wanted) > 0.05
  return !isOff(x1 - x0, width) && !isOff(y1 - y0, height)
}

/** Cut out of a page what is painted within a box, and measure it from another corner, CSS px. */
export function cutOut(
  { label, glyphs, drawn, pictures }: PaintedPage,
  within: Rectangle,
  [x, y]: readonly [number, number]
): PaintedPage {
  const moved = ([x0, y0, x1, y1]: Rectangle): Rectangle => [x0 - x, y0 - y, x1 - x, y1 - y]
  return {
    label,
    glyphs: glyphs
      .filter((glyph) => contains(within, glyph.x, glyph.y))
      .map((glyph) => ({
        ...glyph,
        x: glyph.x - x,
        y: glyph.y - y,
        left: glyph.left - x,
        base: glyph.base - y
      })),
    drawn: drawnIn(drawn, within).map(moved),
    pictures: pictures.flatMap(({ digest, box }) =>
      drawnIn([box], within).map((part) => ({ digest, box: moved(part) }))
    )
  }
}

/** What is drawn within a box, cut off at its edges. */
export function drawnIn(
  drawn: ReadonlyArray<Rectangle>,
  within: Rectangle
): ReadonlyArray<Rectangle> {
  return drawn.map((box) => meet(box, within)).filter(([x0, y0, x1, y1]) => x0 <= x1 && y0 <= y1)
}
