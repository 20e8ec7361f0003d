import { enumeratorOf } from './enumerators.ts'
import { isTerminated, type Line } from './lines.ts'

/** Where the title ends and the closing block begins, as line indices. */
export type Boundaries = Readonly<{
  /** First line after the title. */
  text: number
  /** First line of signatories and date line; the number of lines if there are none. */
  closing: number
}>

/**
 * Find the title and the closing block of a text.
 *
 * The title is the first line, or the first lines that make up the given title. Signatories are two
 * or more lines at the end of the form office, space, name, without a closing mark.
 */
export function boundariesOf(lines: ReadonlyArray<Line>, title: string | undefined): Boundaries {
  const wanted = bare(title ?? '')
  const counts = [1, 2, 3, 4].filter((count) => count <= lines.length)
  const text = counts.find((count) => bare(textOf(lines.slice(0, count))) === wanted) ?? 1
  let closing = lines.length
  while (closing > text && lineRole(lines[closing - 1]) !== undefined) closing -= 1
  const signatories = lines.slice(closing).filter((line) => lineRole(line) === 'signatory')
  if (signatories.length === 1) {
    closing = lines.length
    while (closing > text && lineRole(lines[closing - 1]) === 'dateline') closing -= 1
  }
  return { text, closing }
}

function textOf(lines: ReadonlyArray<Line>): string {
  return lines.map((line) => line.text).join('')
}

// White space, breaks and the form of quotation marks do not matter.
function bare(title: string): string {
  return title.replace(/[\s|"“”]/gu, '')
}

/** Classify a line of the closing block; `undefined` for any other line. */
export function lineRole(line: Line | undefined): 'signatory' | 'dateline' | undefined {
  if (!line || isTerminated(line.text) || enumeratorOf(line.text)) return undefined
  const date =
    /^(?:\S{1,12}[，,\s])?(?:\d{4}|[〇零○一二三四五六七八九]{4})\s?年.{1,4}月.{1,4}日(?:[于於，,\s]+\S{1,12})?$/u
  if (date.test(line.text)) return 'dateline'
  return /^[^，。；：！？\d]*\p{Script=Han}\s+[^，。；：！？、\d\s]{2,}$/u.test(line.text)
    ? 'signatory'
    : undefined
}
