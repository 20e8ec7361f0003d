import type { Edition } from '../index.ts'
import { columns, seconds, size } from './columns.ts'

/** An edition that was written, where, and how long it took, in milliseconds. */
export type Written = Readonly<{ edition: Edition; path: string; time: number }>

/**
 * Its head: the pages, which are those of the PDF where an edition shares them; the characters proved
 * equal to the source; of the pages, lines, those off the grid, what was added between characters (the
 * mean, what 95 of 100 lines stay below, the worst, in 1/1000 em) and broken rules; of the file, checks.
 */
const heads: ReadonlyArray<string> = [
  ...['file', 'pages', 'chars', 'lines', 'off', 'gaps, ‰', 'broken'],
  ...['checks', 'size', 'time']
]

/** Set the table that closes a build: a row an edition; nothing if none was written. */
export function buildTable(written: ReadonlyArray<Written>): string {
  if (written.length === 0) return ''
  return columns([heads, ...written.map(rowOf)])
}

/** Count the pages of an edition, or of the PDF whose numbers it shares. */
export function pagesIn({ map, pagination }: Edition): number | undefined {
  return (map ?? pagination)?.pages.length
}

/** Count how often rules were broken on the pages of an edition; a cover has none of the text. */
export function breachesIn({ statistics }: Edition): number | undefined {
  return statistics && Object.values(statistics.breaches).reduce((sum, count) => sum + count, 0)
}

function rowOf({ edition, path, time }: Written): ReadonlyArray<string> {
  const { characters } = edition
  const pages = String(pagesIn(edition) ?? '')
  const bytes = size(edition.bytes.length)
  // The folder stands for the page of a site, as an address does.
  const place = edition.target === 'site' ? path.replace(/index\.html$/, '') : path
  return [place, pages, String(characters ?? ''), ...measured(edition), bytes, seconds(time)]
}

/** What was measured on the pages and checked in the file. */
function measured(edition: Edition): ReadonlyArray<string> {
  const { statistics, checks } = edition
  const made = checks === undefined ? '' : String(checks)
  if (!statistics) return ['', '', '', '', made]
  const { lines, gridLines, onGrid, gap } = statistics
  return [
    String(lines),
    String(gridLines - onGrid),
    [gap.mean, gap.most, gap.worst].map((width) => String(Math.round(width * 1000))).join(' '),
    String(breachesIn(edition) ?? ''),
    made
  ]
}
