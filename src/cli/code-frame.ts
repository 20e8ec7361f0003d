import { codeFrameColumns } from '@babel/code-frame'
import { excerpt } from './excerpt.ts'
import type { Place } from './messages.ts'

/**
 * Show a place in its text: the line, or as much as fits, with carets below the place.
 *
 * Shows only the first line of a longer place.
 *
 * @param lines lines of the text.
 * @param most width of the terminal, in columns.
 * @returns undefined if the text has no such line.
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
  // Babel takes one column for each character. Give it as many letters as columns; it does not
  // colour them.
  const standIn = 'x'.repeat(width)
  const options = { startLine: line, linesAbove: 0, linesBelow: 0, forceColor: isColoured }
  const framed = codeFrameColumns(
    standIn,
    { start: { line, column: from }, end: { line, column: to } },
    options
  )
  return standIn === '' ? framed : framed.replace(standIn, () => text)
}
