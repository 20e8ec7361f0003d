import type { VFile } from 'vfile'
import { report } from '../book.ts'
import type { Glyph, PaintedPage } from './glyphs.ts'

/** No two characters lie one over the other; a combining mark may. */
export function checkOverlap(painted: ReadonlyArray<PaintedPage>, file: VFile): void {
  for (const [index, { glyphs }] of painted.entries()) {
    const over = glyphs.findIndex((glyph, order) => {
      const next = glyphs[order + 1]
      return next !== undefined && !/^\p{M}/u.test(next.text) && isOver(glyph, next)
    })
    if (over === -1) continue
    const pair = `${glyphs[over]?.text}${glyphs[over + 1]?.text}`
    const reason = `Unexpected overlap of ${pair} on page ${index + 1} of the PDF, expected them side by side`
    report(file, 'edition-overlap', reason)
  }
}

function isOver(glyph: Glyph, next: Glyph): boolean {
  const least = Math.min(glyph.width, next.width) / 4
  return Math.abs(next.x - glyph.x) < least && Math.abs(next.y - glyph.y) < least
}
