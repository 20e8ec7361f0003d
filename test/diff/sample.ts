import { readFileSync } from 'node:fs'
import { VFile } from 'vfile'
import type { Book, Meta } from '../../src/book.ts'
import { compareBooks, type TextChange, type TextDifference } from '../../src/diff.ts'
import { parse } from '../../src/parse.ts'
import { shape } from '../../src/shape.ts'

/** The frozen declaration. */
export const declaration: string = readFileSync(
  new URL('../fixtures/declaration/declaration.md', import.meta.url),
  'utf8'
)

/** Shape a Markdown text with an arbitrary front matter. */
export function bookOf(markdown: string, title = '某宣言'): Book {
  const body = markdown.replace(/^---\n.*?\n---\n/su, '')
  const meta: Meta = {
    title,
    titleLines: [title],
    lang: 'zh-Hans',
    type: 'declaration',
    date: '2021-09-17',
    supplement: false,
    corrections: []
  }
  const file = new VFile({ path: 'a.md', value: body })
  return shape(parse(file), file, meta, [])
}

/** Compare two Markdown texts. */
export function compare(old: string, now: string): TextDifference {
  return compareBooks(bookOf(old), bookOf(now))
}

/** Write the words of each change as `old → new`. */
export function tell({ changes }: TextDifference): ReadonlyArray<string> {
  return changes.flatMap(wordsOf)
}

/** Write the hunks of a change. */
function wordsOf({ old, now, hunks }: TextChange): ReadonlyArray<string> {
  return hunks.map(
    (hunk) =>
      `${old.passage.text.slice(hunk.old.from, hunk.old.to)} → ${now.passage.text.slice(hunk.now.from, hunk.now.to)}`
  )
}

/** Replace something that occurs once in a text. */
export function edit(text: string, from: string, to: string): string {
  const parts = text.split(from)
  if (parts.length !== 2) throw new Error(`“${from}” stands ${parts.length - 1} times`)
  return parts.join(to)
}
