import { decodeString } from 'micromark-util-decode-string'
import type { ExpectedSpan } from './coverage-map.ts'

/**
 * Tell whether a printed text equals a span of the source, apart from escapes, character
 * references, line prefixes, and line ends that became one space or nothing.
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

/** Remove trailing spaces and tabs; a regular expression would take quadratic time. */
export function withoutTail(line: string): string {
  let end = line.length
  while (line[end - 1] === ' ' || line[end - 1] === '\t') end -= 1
  return line.slice(0, end)
}

/** Across a line end, Latin words must stay apart and Han characters together. */
function isRightJoint(value: string, end: number, start: number): boolean {
  const left = value.slice(Math.max(0, end - 1), end)
  const right = value.slice(start, start + 1)
  if (/[0-9A-Za-z]/.test(left) && /[0-9A-Za-z]/.test(right)) return start > end
  return !(/[一-鿿]/.test(left) && /[一-鿿]/.test(right)) || start === end
}

/**
 * Read a line without its prefix: white space, and one `>` for each quotation, or fewer in a lazy
 * continuation. A `>` indented four columns may then be text.
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
  // In a table `|` needs a backslash even in code (GFM, 4.10).
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

/**
 * Compare the lines of a block with those of the source, apart from the indent and one `>` for each
 * quotation.
 */
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
