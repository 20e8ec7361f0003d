import type { ChangedRange, Side } from './comparison.ts'
import type { Print } from './state.ts'

/** A box on a page, in fractions of its width and height. */
export type Mark = Readonly<{ page: number; x: number; y: number; width: number; height: number }>

/** CSS px per millimetre. */
const px = 96 / 25.4

/** Find the boxes of changes on the printed pages, one for each line; a thin one for a gap. */
export function marksOf({ text, ranges }: Side, print: Print): ReadonlyArray<Mark> {
  return ranges.flatMap((range) => {
    const count = countOf(text, range)
    return count === 0 ? gapMark(range, print) : lineMarks(range.character, count, print)
  })
}

function countOf(text: string, { from, to }: ChangedRange): number {
  return [...text]
    .slice(from, to)
    .join('')
    .replaceAll(/[\s¶〓]/gu, '').length
}

function lineMarks(first: number, count: number, print: Print): ReadonlyArray<Mark> {
  const { page, line } = print.painted
  const marks: Mark[] = []
  let begin = first
  for (let at = first; at < first + count; at++) {
    const isLast = at === first + count - 1
    if (!isLast && page[at + 1] === page[begin] && line[at + 1] === line[begin]) continue
    marks.push(...around(begin, at, print))
    begin = at + 1
  }
  return marks
}

/** Compute the box around characters of one line. */
function around(from: number, to: number, { painted, size }: Print): ReadonlyArray<Mark> {
  const page = painted.page[from] ?? -1
  if (page < 0) return []
  let [left, top, right, foot] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = from; at <= to; at++) {
    const [x = 0, y = 0, width = 0, height = 0] = painted.box.subarray(4 * at, 4 * at + 4)
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    foot = Math.max(foot, y + height)
  }
  const [width, height] = [size.width * px, size.height * px]
  return [
    {
      page,
      x: left / width,
      y: top / height,
      width: (right - left) / width,
      height: (foot - top) / height
    }
  ]
}

/** Thickness of the box of a gap, as a fraction of the page. */
const thin = 0.004

/** Compute the box of a gap: after a character or, at the start of a block, before one. */
function gapMark({ character, pageNumber }: ChangedRange, print: Print): ReadonlyArray<Mark> {
  const isBehind = print.painted.page[character - 1] === (pageNumber ?? 0) - 1
  const beside = isBehind ? character - 1 : character
  const [mark] = around(beside, beside, print)
  if (!mark) return []
  const { x, y, width, height } = mark
  if (print.writing === 'vertical') {
    return [{ ...mark, y: (isBehind ? y + height : y) - thin / 2, height: thin }]
  }
  return [{ ...mark, x: (isBehind ? x + width : x) - thin / 2, width: thin }]
}
