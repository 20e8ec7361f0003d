import stringWidth from 'string-width'
import { printable } from './printable.ts'

/** An excerpt of a line for a terminal. */
export type Excerpt = Readonly<{
  /** With `…` where the line continues. */
  text: string
  /** Its width, in columns of the terminal. */
  width: number
  /** The columns of the place, from 1; `to` is exclusive. */
  from: number
  to: number
}>

/** A grapheme cluster: its UTF-16 code units in the line, and how it is shown. */
type Cell = Readonly<{ from: number; to: number; shown: string; width: number }>

const clusters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * Cut out the part of a line around a place that fits a terminal.
 *
 * A Han character takes two columns, a combining mark none, a tab four; control characters are
 * shown by their numbers.
 *
 * @param from start of the place, in UTF-16 code units from 0.
 * @param to its end, exclusive; an empty place counts as one character.
 * @param most width in columns, at least 16.
 */
export function excerpt(line: string, from: number, to: number, most: number): Excerpt {
  const start = Math.min(from, line.length)
  const cells = cellsAround(line, start, most)
  const [first, last] = cellsIn(cells, start, Math.max(to, start + 1))
  const [begin, end] = grow(cells, first, last, most)
  const before = (cells[begin]?.from ?? 0) > 0 ? '…' : ''
  const after = (cells[end - 1]?.to ?? 0) < line.length ? '…' : ''
  const at = before.length + widthOf(cells.slice(begin, first)) + 1
  const shown = cells.slice(begin, end)
  return {
    text: `${before}${shown.map((cell) => cell.shown).join('')}${after}`,
    width: before.length + widthOf(shown) + after.length,
    from: at,
    to: at + Math.max(1, widthOf(cells.slice(first, Math.min(last, end))))
  }
}

/** A line may have a million characters; eight code units a column suffice for any script. */
function cellsAround(line: string, at: number, most: number): ReadonlyArray<Cell> {
  const reach = 8 * most
  const left = Math.max(0, at - reach)
  const cells = [...clusters.segment(line.slice(left, at + reach))]
  return cells.map(({ segment, index }) => {
    const shown = segment === '\t' ? '    ' : printable(segment)
    const from = left + index
    return { from, to: from + segment.length, shown, width: stringWidth(shown) }
  })
}

/** Find the cells of a place; at the end of a line there is none. */
function cellsIn(
  cells: ReadonlyArray<Cell>,
  from: number,
  to: number
): readonly [first: number, last: number] {
  const first = cells.findIndex((cell) => cell.to > from)
  if (first < 0) return [cells.length, cells.length]
  const behind = cells.findIndex((cell) => cell.from >= to)
  return [first, behind < 0 ? cells.length : behind]
}

/** Take the cells of a place, then neighbours on both sides while they fit. */
function grow(
  cells: ReadonlyArray<Cell>,
  first: number,
  last: number,
  most: number
): readonly [begin: number, end: number] {
  // Two ellipses, and a caret after the end.
  let room = most - 3
  const take = (cell: Cell | undefined): number => {
    if (!cell || cell.width > room) return 0
    room -= cell.width
    return 1
  }
  let [begin, end] = [first, first]
  while (end < last && take(cells[end])) end += 1
  for (let grown = 1; grown > 0; ) {
    const before = take(cells[begin - 1])
    const behind = take(cells[end])
    begin -= before
    end += behind
    grown = before + behind
  }
  return [begin, end]
}

function widthOf(cells: ReadonlyArray<Cell>): number {
  return cells.reduce((sum, { width }) => sum + width, 0)
}
