import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { Edition, PrintedLine } from '../book.ts'
import { type Cell, count, counted, section, table } from './html.ts'
import type { ShownPages } from './pages.ts'
import { type FullLine, limitOf, plot } from './plot.ts'

/** Number of loosest lines listed. */
const named = 5

/** Set the measurements of lines: looseness by page, and the loosest lines. */
export function setLines(
  { measured, statistics, map }: Partial<Edition>,
  pages: ShownPages
): Element {
  if (!measured || !statistics) {
    return section('lines', 'Lines', [h('p', 'No pages were measured.')])
  }
  const full = measured.lines.filter(isFull)
  const labels = (map?.pages ?? []).map(({ label }) => label)
  const { lines, gridLines, onGrid, gap } = statistics
  const off = gridLines - onGrid
  const about = [
    `${counted(lines, 'line')} on ${counted(statistics.pages, 'page')};`,
    `${off === 0 ? 'none' : count(off)} of the ${count(gridLines)} that belong on the grid`,
    `${off === 1 ? 'stands' : 'stand'} more than 0.1 mm off it.`,
    `Between the characters of the ${counted(full.length, 'full line')} of paragraphs`,
    `${thousandths(gap.mean)} ‰ of an em were added on average, ${thousandths(gap.most)} or fewer`,
    `in 95 of 100 lines, ${thousandths(gap.worst)} in the loosest;`,
    `the limit of this measure is ${limitOf(measured.widest)}.`
  ]
  const loosest = [...full].sort((one, other) => other.gap - one.gap).slice(0, named)
  return section('lines', 'Lines', [
    h('p', about.join(' ')),
    ...(full.length === 0
      ? []
      : [
          h('figure', { className: ['plot'] }, [
            plot(full, statistics.pages, measured.widest),
            h(
              'figcaption',
              'What was added between the characters of each full line, in thousandths of an em, by page; below 0, what was taken away.'
            )
          ]),
          h('h3', 'The loosest lines'),
          h(
            'ol',
            { className: ['loosest'] },
            loosest.map((line) =>
              h('li', [`${thousandths(line.gap)} ‰, `, ...placeOf(line, pages)])
            )
          ),
          h('details', [h('summary', 'Page by page'), byPage(full, labels)])
        ])
  ])
}

function isFull(line: PrintedLine): line is FullLine {
  return line.gap !== undefined
}

function placeOf(
  { page, row }: PrintedLine,
  { isShown, nameOf }: ShownPages
): ReadonlyArray<ElementContent> {
  const name = nameOf(page)
  return [
    isShown(page) ? h('a', { href: `#page-${page + 1}` }, name) : { type: 'text', value: name },
    { type: 'text', value: `, line ${row}` }
  ]
}

function byPage(full: ReadonlyArray<FullLine>, labels: ReadonlyArray<string>): Element {
  const pages = new Map<number, number[]>()
  for (const { page, gap } of full) pages.set(page, [...(pages.get(page) ?? []), gap])
  const rows = [...pages].map(([page, gaps]): ReadonlyArray<Cell> => {
    const mean = gaps.reduce((sum, gap) => sum + Math.max(0, gap), 0) / gaps.length
    const [loosest, tightest] = [Math.max(...gaps), Math.min(...gaps)]
    const values = [mean, loosest, tightest].map((gap) => thousandths(gap))
    return [count(page + 1), labels[page] ?? '', count(gaps.length), ...values]
  })
  const heads = ['Page', 'Folio', 'Full lines', 'Mean, ‰', 'Loosest, ‰', 'Tightest, ‰']
  return table('looseness, page by page', heads, rows, new Set([0, 1, 2, 3, 4, 5]))
}

/** Write a fraction of an em in thousandths. */
function thousandths(gap: number): string {
  // Use a real minus sign, and no negative zero.
  return String(Math.round(gap * 1000) || 0).replace('-', '−')
}
