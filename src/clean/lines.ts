import { eastAsianWidth } from 'get-east-asian-width'

/** A non-blank line of the received text. */
export type Line = Readonly<{
  /** The trimmed line. */
  text: string
  /** Offset of its first and after its last character in the received text, UTF-16 code units. */
  start: number
  end: number
  /** Empty lines above it. */
  blanks: number
  /** Whether it is the first line of a page after the first. */
  opensPage: boolean
  /** Whether it begins with U+3000, the indent of a paragraph. */
  indented: boolean
}>

/**
 * Split a received text into lines, and drop blank ones.
 *
 * A form feed, or three or more blank lines, is a page break.
 */
export function linesOf(text: string): ReadonlyArray<Line> {
  const lines: Line[] = []
  let breaks = 0
  let formFeed = false
  for (const { 0: whole, index } of text.matchAll(
    /\r\n|[\n\v\f\r\u0085\u2028\u2029]|[^\n\v\f\r\u0085\u2028\u2029]+/gu
  )) {
    const trimmed = whole.trim()
    if (trimmed !== '') {
      const start = index + whole.indexOf(trimmed)
      const blanks = Math.max(0, lines.length > 0 ? breaks - 1 : 0)
      lines.push({
        text: trimmed,
        start,
        end: start + trimmed.length,
        blanks,
        opensPage: lines.length > 0 && (formFeed || blanks >= 3),
        indented: /^[ \t]*\u3000/u.test(whole)
      })
      breaks = 0
      formFeed = false
    } else if (whole === '\f') formFeed = true
    else if (/[\n\v\r\u0085\u2028\u2029]/u.test(whole)) breaks += 1
  }
  return lines
}

/**
 * Find the measure at which the text was broken, in half ems.
 *
 * It is the width that covers most of the text. If few lines near it are unfinished, or more than
 * one in twenty are far longer, the text was not broken at a measure, and the result is `Infinity`:
 * no line is full. A measure is at least ten characters.
 */
export function measureOf(lines: ReadonlyArray<Line>): number {
  const widths = lines.map((line) => widthOf(line.text))
  const share = new Map<number, number>()
  for (const width of widths) share.set(width, (share.get(width) ?? 0) + width)
  const [measure = 0] = [...share].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
  const unfinished = lines.filter(
    ({ text }, index) => !isTerminated(text) && Math.abs((widths[index] ?? 0) - measure) <= 4
  )
  const longer = widths.filter((width) => width > measure + 12)
  const few = longer.length * 20 <= lines.length
  return measure >= 20 && few && unfinished.length * 10 >= lines.length
    ? measure
    : Number.POSITIVE_INFINITY
}

/**
 * Tell whether a line had no room for the start of the next one.
 *
 * Unbreakable units move down together: opening marks, a Han character or a run of letters or
 * digits, and marks that may not begin a line (GB/T 15834, 5.1). The printed width of letters,
 * digits and straight quotes is unknown, so a line with any of them may lack two em and still be
 * full.
 */
export function isFull(line: Line, next: Line, measure: number): boolean {
  const unit = /^[（《〈「『【〔“‘"([]*(?:[A-Za-z0-9]+|.)[，。、；：！？）》〉」』】〕”’"…)\]]*/u
  const [first = ''] = unit.exec(next.text) ?? []
  const slack = /[!-~]/u.test(line.text) ? 4 : 0
  return widthOf(line.text) + widthOf(first) + slack > measure
}

/** Tell whether a line ends like a paragraph: with a terminal mark and closing quotes or brackets. */
export function isTerminated(text: string): boolean {
  return /[。！？：；…!?][”’"』」）》〉】)]*$/u.test(text)
}

function widthOf(text: string): number {
  return [...text].reduce(
    (sum, char) => sum + eastAsianWidth(char.codePointAt(0) ?? 0, { ambiguousAsWide: true }),
    0
  )
}
