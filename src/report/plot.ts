import type { Element } from 'hast'
import { s } from 'hastscript'
import type { PrintedLine } from '../book.ts'
import { count } from './html.ts'

/** A full line of a paragraph. */
export type FullLine = PrintedLine & Readonly<{ gap: number }>

/** Height of the plot in CSS px; the width is variable, so x positions are percentages. */
const height = 260
const frame = { top: 26, foot: 232 }

/** Width of the inner picture in units; it is stretched to the available width. */
const across = 10_000

/** The scales of the plot. */
type Scale = Readonly<{
  /** Y position of a gap, in CSS px from the top. */
  depth: (gap: number) => number
  /** X position of a line among the pages, from 0 to 1. */
  way: (line: FullLine) => number
  /** The widest gap that fits, in em. */
  most: number
}>

/** Draw how loose the lines are, one dot per line, with the limit and the loosest line labelled. */
export function plot(full: ReadonlyArray<FullLine>, pages: number, widest: number): Element {
  const worst = full.reduce((worst, line) => (line.gap > worst.gap ? line : worst))
  const name = `page ${count(worst.page + 1)}, line ${worst.row}: ${Math.round(worst.gap * 1000)} ‰`
  const scale = scaleOf(full, pages, Math.max(widest, worst.gap))
  const { depth, most } = scale
  // Leave out levels near the limit, which has its own label.
  const isClear = (step: number) => Math.abs(depth(step / 1000) - depth(widest)) > 14
  const levels = [
    ...steps(most * 1000)
      .filter(isClear)
      .map((step) => level('level', depth(step / 1000), count(step))),
    level('limit', depth(widest), `limit ${limitOf(widest)}`)
  ]
  const look = { className: ['looseness'], paintOrder: 'stroke', height, width: '100%' }
  return s('svg', { ...look, role: 'img', ariaLabel: `The loosest line is on ${name}` }, [
    ...levels.map(({ line }) => line),
    drawLines(full, widest, scale),
    ...levels.map(({ words }) => words),
    ...ticks(pages).map((page) => tick(page, pages)),
    ...nameWorst(worst, name, scale)
  ])
}

function scaleOf(full: ReadonlyArray<FullLine>, pages: number, loosest: number): Scale {
  const least = full.reduce((least, { gap }) => Math.min(least, gap), 0)
  const rows = full.reduce((rows, { row }) => Math.max(rows, row), 1)
  const most = loosest * 1.08
  const room = frame.foot - frame.top
  return {
    depth: (gap) => Number((frame.foot - ((gap - least) / (most - least)) * room).toFixed(1)),
    way: ({ page, row }) => (page + (row - 0.5) / rows) / pages,
    most
  }
}

/** Draw a dot for each line, in an inner picture that is stretched without stretching the dots. */
function drawLines(full: ReadonlyArray<FullLine>, widest: number, { depth, way }: Scale): Element {
  const isOver = ({ gap }: FullLine) => gap > widest + 0.001
  const dots = (className: string[], lines: ReadonlyArray<FullLine>) => {
    const d = lines.map((line) => `M${Math.round(way(line) * across)} ${depth(line.gap)}h0`)
    return s('path', { className, vectorEffect: 'non-scaling-stroke', d: d.join('') })
  }
  const stretched = { viewBox: `0 0 ${across} ${height}`, preserveAspectRatio: 'none' }
  return s('svg', { ...stretched, width: '100%', height }, [
    dots(
      ['dots'],
      full.filter((line) => !isOver(line))
    ),
    dots(['dots', 'over'], full.filter(isOver))
  ])
}

function nameWorst(worst: FullLine, name: string, { depth, way }: Scale): ReadonlyArray<Element> {
  const [x, y] = [way(worst), depth(worst.gap)]
  const [dx, textAnchor] = x < 0.5 ? [10, 'start'] : [-10, 'end']
  return [
    s('circle', { className: ['worst'], cx: percent(x), cy: y, r: 5.5 }),
    s('text', { className: ['name'], x: percent(x), dx, y: y + 4, textAnchor }, name)
  ]
}

function level(
  name: string,
  y: number,
  label: string
): Readonly<{ line: Element; words: Element }> {
  const [x, textAnchor] = name === 'limit' ? ['100%', 'end'] : [0, 'start']
  return {
    line: s('line', { className: [name], x1: 0, x2: '100%', y1: y, y2: y }),
    words: s('text', { className: [name], x, y: y - 5, textAnchor }, label)
  }
}

function tick(page: number, pages: number): Element {
  const x = percent(page / pages)
  return s('g', { className: ['tick'] }, [
    s('line', { x1: x, x2: x, y1: frame.foot, y2: frame.foot + 5 }),
    s('text', { x, dx: 2, y: height - 8 }, count(page + 1))
  ])
}

/** List round levels from 0 upwards, at most five. */
function steps(most: number): ReadonlyArray<number> {
  const step = roundStep(most / 4)
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step)
}

/** List the indices of labelled pages, at most eight, including the first. */
function ticks(pages: number): ReadonlyArray<number> {
  const step = Math.max(1, roundStep(pages / 7))
  const round = Array.from(
    { length: Math.floor(pages / step) },
    (_, index) => (index + 1) * step - 1
  )
  return step === 1 ? [...Array(pages).keys()] : [0, ...round].filter((page) => page < pages * 0.97)
}

/** Round up to 1, 2 or 5 times a power of ten. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)))
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10)
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`
}

/** Write the limit of gaps: 1/16 em for usual and longer measures. */
export function limitOf(widest: number): string {
  return widest === 1 / 16 ? '1/16 em (62.5 ‰)' : `${(widest * 1000).toFixed(1)} ‰ of an em`
}
