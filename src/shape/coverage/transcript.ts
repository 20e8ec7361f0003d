import { decodeString } from 'micromark-util-decode-string'
import type { ExpectedSpan } from './coverage-map.ts'

/**
 * Tell whether a printed text is what a span of the source says: the same but for escapes,
 * character references, the prefixes of lines, and line ends that became one space or nothing.
 */
export function isTranscript(value: string, written: string, span: ExpectedSpan): boolean {
  if (span.kind === 'block') return isSameBlock(value, written, span.quotations)
  if (span.kind === 'code') return isSameCode(value, written, span)
  const read = span.kind === 'text' ? decodeString : (text: string) => text
  const lines = written.split('\n')
  let at = 0
  for (const [index, line] of lines.entries()) {
    const text = index < lines.length - 1 ? withoutTail(line) : line
    const isWhole = index > 0 || span.opensLine
    const start = index > 0 && value.startsWith(' ', at) ? at + 1 : at
    const next = (isWhole ? withoutPrefix(text, span.quotations) : [text])
      .map(read)
      .find((reading) => value.startsWith(reading, start))
    if (next === undefined || (index > 0 && !isRightJoint(value, at, start))) return false
    at = start + next.length
  }
  return at === value.length
}

/** Take the spaces and tabs off the end of a line; a pattern would look at each run of them again and again. */
export function withoutTail(line: string): string {
  let end = line.length
  while (line[end - 1] === ' ' || line[end - 1] === '\t') end -= 1
  return line.slice(0, end)
}

/** Latin words stay apart, Han characters together, wherever a line ended between them. */
function isRightJoint(value: string, end: number, start: number): boolean {
  const left = value.slice(Math.max(0, end - 1), end)
  const right = value.slice(start, start + 1)
  if (/[0-9A-Za-z]/.test(left) && /[0-9A-Za-z]/.test(right)) return start > end
  return !(/[一-鿿]/.test(left) && /[一-鿿]/.test(right)) || start === end
}

/**
 * Read a line without what stands before its text: white space, and as many `>` as there are
 * quotations, or fewer where one is carried on lazily. A `>` four columns in may be text, then.
 */
function withoutPrefix(line: string, quotations: number): ReadonlyArray<string> {
  const readings: string[] = []
  let rest = line
  for (let left = quotations; ; left -= 1) {
    const text = rest.replace(/^[ \t]+/, '')
    const isQuoted = left > 0 && text.startsWith('>')
    const indent = rest.slice(0, rest.length - text.length)
    if (!isQuoted || /\t| {4}/.test(indent)) readings.unshift(text)
    if (!isQuoted) return readings
    rest = text.slice(1)
  }
}

function isSameCode(
  value: string,
  written: string,
  { inTable, quotations }: ExpectedSpan
): boolean {
  // In a table a `|` needs a backslash even in code: GFM, 4.10.
  const text = inTable
    ? written.replace(/\\([\\|])/g, (pair, of) => (of === '|' ? of : pair))
    : written
  if (!text.includes('\n')) {
    return value === text || (/^ .* $/.test(text) && value === text.slice(1, -1))
  }
  const [first = '', ...rest] = text.split('\n')
  const lines = [first, ...rest.map((line) => withoutPrefix(line, quotations)[0] ?? '')]
  return squeeze(value) === squeeze(lines.join(' '))
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Each line of a block is a line of the source, but for its indent and one `>` a quotation. */
function isSameBlock(value: string, written: string, quotations: number): boolean {
  const values = value.split('\n')
  const lines = written.split('\n')
  return (
    values.length === lines.length &&
    values.every((text, index) => {
      const line = lines[index] ?? ''
      const shown = text.replace(/^[ \t]+/, '')
      if (shown === '') return /^[ \t>]*$/.test(line)
      const prefix = line.slice(0, line.length - shown.length)
      const quotes = [...prefix].filter((mark) => mark === '>').length
      const isFirst = index === 0 && prefix.trim() === ''
      return line.endsWith(shown) && /^[ \t>]*$/.test(prefix) && (isFirst || quotes === quotations)
    })
  )
}
