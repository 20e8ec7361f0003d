import { eastAsianWidth } from 'get-east-asian-width'

/** A line of the received text that holds more than space. */
export type Line = Readonly<{
  /** The line without the space around it. */
  text: string
  /** Offset of its first and after its last character in the received text, UTF-16 code units. */
  start: number
  end: number
  /** Empty lines above it. */
  blanks: number
  /** It is the first line of a page other than the first. */
  opensPage: boolean
  /** It begins with U+3000, the indent of a paragraph. */
  indented: boolean
}>

/**
 * Split a received text at its line ends and drop the empty lines.
 *
 * A form feed, or three empty lines and more, is a page break.
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
 * Find the measure the text was broken at, in half ems.
 *
 * It is the width that makes up most of the text. If hardly a line near it is unfinished, or more
 * than one in twenty is far longer, the text was not broken at a measure and the result is
 * `Infinity`: no line is full. Nothing is set to less than ten characters.
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
 * Tell whether a line left no room for what opens the next one.
 *
 * What cannot be parted moves down together: opening marks, a Han character or a run of letters or
 * digits, and the marks that may not open a line (GB/T 15834, 5.1). How wide letters, digits and
 * straight quotes were in print is unknown, so a line with any of them may lack two ems and be full.
 */
export function isFull(line: Line, next: Line, measure: number): boolean {
  const unit = /^[（《〈「『【〔“‘"([]*(?:[A-Za-z0-9]+|.)[，。、；：！？）》〉」』】〕”’"…)\]]*/u
  const [first = ''] = unit.exec(next.text) ?? []
  const slack = /[!-~]/u.test(line.text) ? 4 : 0
  return widthOf(line.text) + widthOf(first) + slack > measure
}

/** Tell whether a line ends like a paragraph: a terminal mark, and quotes or brackets after it. */
export function isTerminated(text: string): boolean {
  return /[。！？：；…!?][”’"』」）》〉】)]*$/u.test(text)
}

function widthOf(text: string): number {
  return [...text].reduce(
    (sum, char) => sum + eastAsianWidth(char.codePointAt(0) ?? 0, { ambiguousAsWide: true }),
    0
  )
}
