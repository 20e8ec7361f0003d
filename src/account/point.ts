import { decodeString } from 'micromark-util-decode-string'
import type { Block, Point } from '../diff.ts'

export type { Point } from '../diff.ts'

/** The lines of a source, and where its title is. */
export type Source = Readonly<{ lines: ReadonlyArray<string>; title: Point }>

/**
 * Find the point of a source where a character of a block is written, taking account of escapes,
 * character references, line ends and line prefixes.
 */
export function pointIn({ kind, text, origins }: Block, offset: number, source: Source): Point {
  if (kind === 'title') return pointInTitle(offset, source)
  const origin = origins.findLast((each) => each.offset <= offset) ?? origins[0]
  if (!origin) return source.title
  let { line, column } = origin.point
  let at = origin.offset
  while (at < offset) {
    const rest = (source.lines[line - 1] ?? '').slice(column - 1)
    if (rest === '' && line < source.lines.length) {
      // A line end stands for nothing or one space; the prefix of the next line is skipped.
      if (/\s/u.test(text[at] ?? '')) at += 1
      line += 1
      column = 1 + (/^[ \t>]*/.exec(source.lines[line - 1] ?? '')?.[0].length ?? 0)
      continue
    }
    const { written, read } = characterOf(rest, text, at)
    column += written
    at += read
  }
  return { line, column }
}

/** Find the point after the character before an offset, which markup may separate from the one at it. */
export function pointBehind(block: Block, offset: number, source: Source): Point {
  const { line, column } = pointIn(block, Math.max(0, offset - 1), source)
  if (block.kind === 'title' || offset === 0) return pointIn(block, offset, source)
  const rest = (source.lines[line - 1] ?? '').slice(column - 1)
  return { line, column: column + characterOf(rest, block.text, offset - 1).written }
}

/** Return the length of the next character as written and as read. */
function characterOf(
  rest: string,
  text: string,
  at: number
): Readonly<{ written: number; read: number }> {
  if (/^\\[!-/:-@[-`{-~]/.test(rest) && rest[1] === text[at]) return { written: 2, read: 1 }
  const reference = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[\da-z]{1,31});/i.exec(rest)?.[0]
  const meant = reference === undefined ? '' : decodeString(reference)
  if (reference && meant !== reference && text.startsWith(meant, at)) {
    return { written: reference.length, read: meant.length }
  }
  // White space is collapsed.
  const space = /^\s+/u.exec(rest)?.[0].length ?? 0
  if (space > 0) return { written: space, read: /\s/u.test(text[at] ?? '') ? 1 : 0 }
  return { written: 1, read: 1 }
}

/** Find a point in the title, skipping its bars. */
function pointInTitle(offset: number, { lines, title }: Source): Point {
  const written = (lines[title.line - 1] ?? '').slice(title.column - 1)
  let column = title.column + (/^["']/.test(written) ? 1 : 0)
  const start = column
  for (let left = offset; left > 0 && column - start < written.length; column += 1) {
    if (written[column - title.column] !== '|') left -= 1
  }
  while (written[column - title.column] === '|') column += 1
  return { line: title.line, column }
}
