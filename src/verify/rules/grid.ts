import type { StyleName } from '../../book.ts'
import type { Line } from '../pages/lines.ts'
import { areaOf, gridSlack } from '../pages/measure.ts'
import { type Finding, mm, type Print } from '../pages/print.ts'

/** Styles whose lines may stand between those of the grid: rows of two lines, cells with rules. */
const free: ReadonlySet<StyleName> = new Set(['signatory', 'editor', 'table'])

/** How far the lines of two pages may stand from each other, mm. */
const shift = 0.05

/** Lines stand on the grid, and those of all pages at the same places. */
export function checkGrid(print: Print): ReadonlyArray<Finding> {
  const lines = gridLines(print)
  const usual = usualPlaces(lines, print)
  return lines.flatMap((line): ReadonlyArray<Finding> => {
    const off = offGrid(line, print)
    const stray = off - (usual.get(keyOf(line)) ?? off)
    const isOff = Math.abs(off) > gridSlack
    if (!isOff && Math.abs(stray) <= shift) return []
    const what = isOff
      ? `line ${mm(off)} off the grid`
      : `line ${mm(stray)} off those of other pages`
    return [{ rule: 'line-grid', what, want: 'it on the grid', at: line }]
  })
}

/** Where lines of a style stand at their place of the grid on most pages: the median of those on it. */
function usualPlaces(lines: ReadonlyArray<Line>, print: Print): ReadonlyMap<string, number> {
  const places = new Map<string, number[]>()
  for (const line of lines) {
    const key = keyOf(line)
    const off = offGrid(line, print)
    const others = places.get(key)
    if (Math.abs(off) > gridSlack) continue
    if (others) others.push(off)
    else places.set(key, [off])
  }
  return new Map(
    [...places].map(([key, offs]) => {
      const sorted = offs.sort((a, b) => a - b)
      return [key, sorted[Math.floor(sorted.length / 2)] ?? 0]
    })
  )
}

function keyOf({ row, block }: Line): string {
  return `${block.style} ${row}`
}

/** List the lines of the text that stand on the grid: those of a whole line in height. */
export function gridLines({ settings, text }: Print): ReadonlyArray<Line> {
  return text.flatMap(({ block: { style }, lines }) => {
    const isOn = style !== 'title' && settings.styles[style].pitch === 1 && !free.has(style)
    return isOn ? lines : []
  })
}

/** How far the middle of a line is from that of the grid, mm. */
export function offGrid({ page, row, across }: Line, { settings }: Print): number {
  const { first, pitch } = areaOf(settings, page)
  return across - (first + (row - 1) * pitch)
}
