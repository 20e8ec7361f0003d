import type { StyleName } from '../../book.ts'
import type { Line } from '../lines.ts'
import { areaOf, snap } from '../measure.ts'
import { type Finding, mm, type Print } from '../print.ts'

/** Styles whose lines may stand between those of the grid: rows of two lines, cells with rules. */
const free: ReadonlySet<StyleName> = new Set(['signatory', 'editor', 'table'])

/** How far the lines of two pages may stand from each other, mm. */
const shift = 0.05

/** Lines stand on the grid, no page has more of them than the grid, and all pages the same ones. */
export function checkGrid(print: Print): ReadonlyArray<Finding> {
  const { settings } = print
  const known = new Map<string, number>()
  return gridLines(print).flatMap((line): ReadonlyArray<Finding> => {
    if (line.row < 1 || line.row > settings.lines) {
      const what = `line ${line.row} of a grid of ${settings.lines}`
      return [{ rule: 'type-area', what, want: 'it on the next page', at: line }]
    }
    const off = offGrid(line, print)
    const key = `${line.page % 2} ${line.row} ${line.block.style}`
    const usual = known.get(key) ?? line.across
    known.set(key, usual)
    const isOff = off > snap || Math.abs(line.across - usual) > shift
    const what = `line ${mm(off)} off the grid`
    return isOff ? [{ rule: 'line-grid', what, want: 'it on the grid', at: line }] : []
  })
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
  return Math.abs(across - (first + (row - 1) * pitch))
}
