import type { RuleId } from '../book.ts'
import { meanGap } from './gaps.ts'
import { slack } from './measure.ts'
import type { Print } from './print.ts'
import { gridLines, offGrid } from './rules/grid.ts'

/** What was measured on the pages of a PDF. */
export type Statistics = Readonly<{
  pages: number
  /** Lines of the text and of notes. */
  lines: number
  /** Of these, lines that belong on the grid, and those that stand within 0.1 mm of it. */
  gridLines: number
  onGrid: number
  /**
   * What was added between the characters of the full lines of paragraphs, em: the mean, what 95 of
   * 100 lines stay below, and the worst line.
   */
  gap: Readonly<{ mean: number; most: number; worst: number }>
  /** How often each rule was broken; a rule that was kept is not named. */
  breaches: Readonly<Partial<Record<RuleId, number>>>
}>

/** Count and measure the pages. */
export function statisticsOf(print: Print, breaches: Statistics['breaches']): Statistics {
  const gridded = gridLines(print)
  const gaps = print.text
    .flatMap(({ block, lines }) => (block.isPlain && block.style === 'body' ? lines : []))
    .flatMap((line) => (line.isOpen ? [] : (meanGap(print.gaps.get(line) ?? []) ?? [])))
    .map((gap) => Math.max(0, gap))
    .sort((a, b) => a - b)
  return {
    pages: print.sheets.length,
    lines: print.lines.length,
    gridLines: gridded.length,
    onGrid: gridded.filter((line) => Math.abs(offGrid(line, print)) <= slack).length,
    gap: {
      mean: gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, gaps.length),
      most: gaps[Math.floor(gaps.length * 0.95)] ?? 0,
      worst: gaps.at(-1) ?? 0
    },
    breaches
  }
}
