import type { Line, Setting } from '../pages/lines.ts'
import { slack } from '../pages/measure.ts'
import { type Finding, mm, type Print } from '../pages/print.ts'
import { groupBy } from './tables.ts'

/**
 * Signatories stand in two columns: all names begin at one place, all offices begin or end at one.
 * An office and its name stand on one page, and all of them do if a page can hold them.
 */
export function checkSignatories(print: Print): ReadonlyArray<Finding> {
  const lists = groupBy(print.text.filter(isSignatory), ({ block }) => block.table)
  return [...lists.values()].flatMap((cells) => [
    ...checkColumn(cells, 'name'),
    ...checkColumn(cells, 'office'),
    ...checkWhole(cells, print)
  ])
}

function isSignatory({ block }: Setting): boolean {
  return block.role === 'office' || block.role === 'name'
}

function checkColumn(
  cells: ReadonlyArray<Setting>,
  role: 'office' | 'name'
): ReadonlyArray<Finding> {
  const lines = cells.flatMap((cell) => (cell.block.role === role ? cell.lines : []))
  const [first] = lines
  const startOf = (line: Line) => line.letters[0]?.from ?? 0
  if (!first) return []
  const unaligned = (place: (line: Line) => number) =>
    lines.filter((line) => Math.abs(place(line) - place(first)) > slack)
  const atStart = unaligned(startOf)
  const atEnd = role === 'office' ? unaligned((line) => line.end) : atStart
  const [wrong] = atStart.length <= atEnd.length ? atStart : atEnd
  if (!wrong) return []
  const what = `${role} at ${mm(startOf(wrong))}`
  const want = `it aligned with the column at ${mm(startOf(first))}`
  return [{ rule: 'signatory-columns', what, want, at: wrong }]
}

function checkWhole(cells: ReadonlyArray<Setting>, { settings }: Print): ReadonlyArray<Finding> {
  const lines = cells.flatMap((cell) => cell.lines)
  const rows = [...groupBy(cells, ({ block }) => block.row).values()]
  const isParted = (setting: ReadonlyArray<Setting>) => {
    const pages = setting.flatMap((cell) => cell.lines.map((line) => line.page))
    return pages.some((page) => page !== pages[0])
  }
  const parted =
    rows.length <= settings.lines ? (isParted(cells) ? cells : undefined) : rows.find(isParted)
  const at = parted && lines.find((line) => line.page !== lines[0]?.page)
  if (!at) return []
  const what = 'page end among the signatories'
  return [{ rule: 'signatory-columns', what, want: 'them on one page', at }]
}
