import type { Statistics } from '../../book.ts'
import { gridLines, offGrid } from '../rules/grid.ts'
import { tearOf } from './gaps.ts'
import type { Line } from './lines.ts'
import { slack } from './measure.ts'
import type { Print } from './print.ts'

/** Count and measure the pages. */
export function statisticsOf(print: Print, breaches: Statistics['breaches']): Statistics {
  const gridded = gridLines(print)
  const gaps = [...loosenessOf(print).values()].map((gap) => Math.max(0, gap)).sort((a, b) => a - b)
  return {
    pages: print.pageContents.length,
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

/** What was added between the characters of each full line of the paragraphs, em. */
export function loosenessOf(print: Print): ReadonlyMap<Line, number> {
  const lines = print.text
    .flatMap(({ block, lines }) => (block.isPlain && block.style === 'body' ? lines : []))
    .filter((line) => !line.isOpen)
  return new Map(
    lines.flatMap((line) => {
      const gap = tearOf(print.gaps.get(line) ?? [])
      return gap === undefined ? [] : [[line, gap] as const]
    })
  )
}
