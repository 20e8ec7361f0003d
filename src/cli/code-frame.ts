import { codeFrameColumns } from '@babel/code-frame'
import { excerpt } from './excerpt.ts'
import type { Place } from './messages.ts'

/**
 * Show a place in its text: the line, or what of it fits, and carets below the place.
 *
 * Of a place of several lines the first is shown.
 *
 * @param lines of the text.
 * @param most columns of the terminal.
 * @returns nothing if the text has no such line.
 */
export function codeFrame(
  lines: ReadonlyArray<string>,
  { line, column, endLine = line, endColumn = column }: Place,
  most: number,
  isColoured: boolean
): string | undefined {
  const source = lines[line - 1]
  if (source === undefined) return undefined
  const gutter = `> ${line} | `.length
  const end = endLine > line ? source.length : endColumn - 1
  const { text, width, from, to } = excerpt(source, column - 1, end, Math.max(16, most - gutter))
  // Babel counts a character a column. It is given as many letters, which it does not colour either.
  const standIn = 'x'.repeat(width)
  const options = { startLine: line, linesAbove: 0, linesBelow: 0, forceColor: isColoured }
  const framed = codeFrameColumns(
    standIn,
    { start: { line, column: from }, end: { line, column: to } },
    options
  )
  return standIn === '' ? framed : framed.replace(standIn, () => text)
}
