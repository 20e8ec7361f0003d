import type { Edition } from '../index.ts'
import { columns, seconds, size } from './columns.ts'

/** An edition that was written, its path, and how long it took, in milliseconds. */
export type Written = Readonly<{ edition: Edition; path: string; time: number }>

/**
 * Columns: pages (of the PDF, if an edition shares them); characters proved equal to the source;
 * lines, lines off the grid, space added between characters (mean, 95th percentile, worst, in
 * 1/1000 em) and broken rules on the pages; checks of the file.
 */
const heads: ReadonlyArray<string> = [
  ...['file', 'pages', 'chars', 'lines', 'off', 'gaps, ‰', 'broken'],
  ...['checks', 'size', 'time']
]

/** Format the table printed after a build: one row for each edition; empty if none was written. */
export function buildTable(written: ReadonlyArray<Written>): string {
  if (written.length === 0) return ''
  return columns([heads, ...written.map(rowOf)])
}

/** Count the pages of an edition, or of the PDF whose page numbers it shows. */
export function pagesIn({ map, pagination }: Edition): number | undefined {
  return (map ?? pagination)?.pages.length
}

/** Count broken rules on the pages of an edition; a cover has no text. */
export function breachesIn({ statistics }: Edition): number | undefined {
  return statistics && Object.values(statistics.breaches).reduce((sum, count) => sum + count, 0)
}

function rowOf({ edition, path, time }: Written): ReadonlyArray<string> {
  const { characters } = edition
  const pages = String(pagesIn(edition) ?? '')
  const bytes = size(edition.bytes.length)
  // As in a URL, the folder stands for the page of a site.
  const place = edition.isOnSite ? path.replace(/index\.html$/, '') : path
  return [place, pages, String(characters ?? ''), ...measured(edition), bytes, seconds(time)]
}

/** Measurements of the pages and checks of the file. */
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
