import type { Element } from 'hast'
import { s } from 'hastscript'
import type { PrintedLine } from '../book.ts'
import { count } from './writing.ts'

/** A full line of a paragraph. */
export type FullLine = PrintedLine & Readonly<{ gap: number }>

/** Height of the plot, CSS px; across it is as wide as there is room, so that places are percentages. */
const height = 260
const frame = { top: 26, foot: 232 }

/** Units across the picture of the lines, which is stretched to the room there is. */
const across = 10_000

/** Draw how loose the lines are, a dot a line, with the limit, and the loosest of all named. */
export function plot(full: ReadonlyArray<FullLine>, pages: number, widest: number): Element {
  const worst = full.reduce((worst, line) => (line.gap > worst.gap ? line : worst))
  const least = Math.min(0, ...full.map(({ gap }) => gap))
  const most = Math.max(widest, worst.gap) * 1.08
  const depth = (gap: number) => {
    const share = (gap - least) / (most - least)
    return Number((frame.foot - share * (frame.foot - frame.top)).toFixed(1))
  }
  const rows = full.reduce((rows, { row }) => Math.max(rows, row), 1)
  /** Where a line is on the way through the pages, from 0 to 1: a page's lines spread over its room. */
  const way = ({ page, row }: FullLine) => (page + (row - 0.5) / rows) / pages
  const dots = (lines: ReadonlyArray<FullLine>) =>
    lines.map((line) => `M${Math.round(way(line) * across)} ${depth(line.gap)}h0`).join('')
  const isOver = ({ gap }: FullLine) => gap > widest + 0.001
  const at = way(worst)
  // The limit has a line and words of its own.
  const isClear = (step: number) => Math.abs(depth(step / 1000) - depth(widest)) > 14
  const levels = steps(most * 1000).filter(isClear)
  const name = `page ${count(worst.page + 1)}, line ${worst.row}: ${Math.round(worst.gap * 1000)} ‰`
  return s(
    'svg',
    {
      className: ['looseness'],
      height,
      width: '100%',
      role: 'img',
      ariaLabel: `The loosest line is on ${name}`
    },
    [
      ...levels.map((step) => level('level', depth(step / 1000), count(step))),
      ...ticks(pages).map((page) => tick(page, pages)),
      level('limit', depth(widest), `limit ${limitOf(widest)}`),
      s(
        'svg',
        { viewBox: `0 0 ${across} ${height}`, preserveAspectRatio: 'none', width: '100%', height },
        [
          s('path', { className: ['dots'], d: dots(full.filter((line) => !isOver(line))) }),
          s('path', { className: ['dots', 'over'], d: dots(full.filter(isOver)) })
        ]
      ),
      s('circle', { className: ['worst'], cx: percent(at), cy: depth(worst.gap), r: 5.5 }),
      s(
        'text',
        {
          className: ['name'],
          x: percent(at),
          dx: at < 0.5 ? 10 : -10,
          y: depth(worst.gap) + 4,
          textAnchor: at < 0.5 ? 'start' : 'end'
        },
        name
      )
    ]
  )
}

function level(name: string, y: number, label: string): Element {
  const isLimit = name === 'limit'
  return s('g', { className: [name] }, [
    s('line', { x1: 0, x2: '100%', y1: y, y2: y }),
    s('text', { x: isLimit ? '100%' : 0, y: y - 4, textAnchor: isLimit ? 'end' : 'start' }, label)
  ])
}

function tick(page: number, pages: number): Element {
  const x = percent(page / pages)
  return s('g', { className: ['tick'] }, [
    s('line', { x1: x, x2: x, y1: frame.foot, y2: frame.foot + 5 }),
    s('text', { x, dx: 2, y: height - 8 }, count(page + 1))
  ])
}

/** Round levels from 0 upwards, at most five. */
function steps(most: number): ReadonlyArray<number> {
  const step = roundStep(most / 4)
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step)
}

/** Indices of the pages that are named below, at most eight, the first among them. */
function ticks(pages: number): ReadonlyArray<number> {
  const step = Math.max(1, roundStep(pages / 7))
  const round = Array.from(
    { length: Math.floor(pages / step) },
    (_, index) => (index + 1) * step - 1
  )
  return step === 1 ? [...Array(pages).keys()] : [0, ...round].filter((page) => page < pages * 0.97)
}

/** The next number of the form 1, 2 or 5 times a power of ten. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)))
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10)
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`
}

/** Write the widest gap a line may have: of the usual measure and all longer ones it is 1/16 em. */
export function limitOf(widest: number): string {
  return widest === 1 / 16 ? '1/16 em (62.5 ‰)' : `${(widest * 1000).toFixed(1)} ‰ of an em`
}
