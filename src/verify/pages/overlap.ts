import type { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import { type PrintedPlace, report } from '../../book.ts'
import type { Glyph, PaintedPage } from '../read/pdf/glyphs.ts'
import { boxOfGlyph } from './measured.ts'

/**
 * No two characters of a page lie one over the other; a combining mark may.
 *
 * @returns the messages, and where on these pages each of them is.
 */
export function checkOverlap(
  painted: ReadonlyArray<PaintedPage>,
  file: VFile
): ReadonlyArray<readonly [VFileMessage, PrintedPlace]> {
  return [...painted.entries()].flatMap(([page, { glyphs }]) => {
    const pair = findOverlap(glyphs)
    if (!pair) return []
    const what = pair.map(({ text }) => text).join('')
    const reason = `Unexpected overlap of ${what} on page ${page + 1} of the PDF, expected them side by side`
    const message = report(file, 'edition-overlap', reason)
    return [[message, { page, box: boxOfGlyph(pair[1]) }] as const]
  })
}

/** Compare each character with those in its cell of a net over the page and in the cells around. */
function findOverlap(glyphs: ReadonlyArray<Glyph>): readonly [Glyph, Glyph] | undefined {
  const widest = glyphs.reduce((width, glyph) => Math.max(width, glyph.width), 1)
  const cell = widest / 4
  const net = new Map<number, Glyph[]>()
  let last: Glyph | undefined
  for (const glyph of glyphs) {
    const isMark = /^\p{M}/u.test(glyph.text)
    // White space has no ink; only between neighbours it shows that something is out of place.
    const isBlank = glyph.text.trim() === ''
    if (last && !isMark && isOver(last, glyph)) return [last, glyph]
    last = glyph
    if (isMark || isBlank) continue
    const [column, row] = [Math.floor(glyph.x / cell), Math.floor(glyph.y / cell)]
    for (const across of [-1, 0, 1]) {
      for (const down of [-1, 0, 1]) {
        const near = net.get(keyOf(column + across, row + down)) ?? []
        const other = near.find((other) => isOver(other, glyph))
        if (other) return [other, glyph]
      }
    }
    const key = keyOf(column, row)
    net.set(key, [...(net.get(key) ?? []), glyph])
  }
  return undefined
}

function keyOf(column: number, row: number): number {
  return row * 1e5 + column
}

function isOver(glyph: Glyph, next: Glyph): boolean {
  const least = Math.min(glyph.width, next.width) / 4
  return Math.abs(next.x - glyph.x) < least && Math.abs(next.y - glyph.y) < least
}
