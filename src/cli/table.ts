import type { Edition } from '../index.ts'
import { columns, seconds, size } from './columns.ts'

/** An edition that was written, where, and how long it took, in milliseconds. */
export type Written = Readonly<{ edition: Edition; path: string; time: number }>

/**
 * Its head: of the pages, lines, those off the grid, what was added between characters (the mean, what
 * 95 of 100 lines stay below, the worst, in 1/1000 em) and breaches of rules; of the file, checks made.
 */
const head: ReadonlyArray<string> = [
  ...['file', 'pages', 'lines', 'off grid', 'gaps, ‰', 'breaches'],
  ...['checks', 'size', 'time']
]

/** Set the table that closes a build: a row an edition; nothing if none was written. */
export function tableOf(written: ReadonlyArray<Written>): string {
  if (written.length === 0) return ''
  return columns([head, ...written.map(rowOf)])
}

function rowOf({ edition, path, time }: Written): ReadonlyArray<string> {
  const pages = edition.map ? String(edition.map.pages.length) : ''
  const bytes = size(edition.bytes.length)
  return [path, pages, ...measured(edition), bytes, seconds(time)]
}

/** What was measured on the pages and checked in the file. */
function measured({ statistics, checks }: Edition): ReadonlyArray<string> {
  const made = checks === undefined ? '' : String(checks)
  if (!statistics) return ['', '', '', '', made]
  const { lines, gridLines, onGrid, gap, breaches } = statistics
  return [
    String(lines),
    String(gridLines - onGrid),
    [gap.mean, gap.most, gap.worst].map((width) => String(Math.round(width * 1000))).join(' '),
    String(Object.values(breaches).reduce((sum, count) => sum + count, 0)),
    made
  ]
}
