import type { VFile } from 'vfile'
import { report } from '../book.ts'

/** The lines of a front matter, between two `---` lines. */
export type FrontMatterBlock = Readonly<{
  yaml: string
  /** Offset in the file of the first line. */
  start: number
  /** Offset at which the text below begins. */
  end: number
}>

/**
 * Find the front matter at the head of a file.
 *
 * @returns `undefined`, and a message on the file, if there is none or it is not closed.
 */
export function frontMatterBlock(file: VFile): FrontMatterBlock | undefined {
  const text = String(file)
  const opening = /^---[ \t]*(?:\n|$)/.exec(text)?.[0]
  if (opening === undefined) {
    reportNone(file, text)
    return undefined
  }
  const start = opening.length
  const lines = text.slice(start).split('\n')
  const closing = lines.findIndex((line) => isRule(line))
  if (!/^---[ \t]*$/.test(lines[closing] ?? '')) {
    reportOpen(file, lines, closing)
    return undefined
  }
  const end = start + lines.slice(0, closing).join('\n').length + (closing > 0 ? 1 : 0)
  const after = Math.min(end + (lines[closing] ?? '').length + 1, text.length)
  return { yaml: text.slice(start, end), start, end: after }
}

/**
 * No field begins with `--`: such a line was meant to close the block, whatever `---` follows in
 * the text.
 */
function isRule(line: string): boolean {
  return /^(?:[-–—－]{2,}|\.{3})[ \t]*$/.test(line)
}

function reportNone(file: VFile, text: string): void {
  const reason = 'Unexpected first line, expected front matter between two lines `---`'
  const message = report(file, 'front-matter', reason, { line: 1, column: 1 })
  const hasMarks = /^(?: {0,3}(?:#{1,6} |:::|>|[-*+] |!\[)|\s*title:)|\*\*/mu.test(text)
  // Text without Markdown may be a received text.
  if (!hasMarks) message.note += ' To make a source of a text as received: kanben clean FILE.'
}

/** @param closing index of the line meant to close it, -1 if there is none. */
function reportOpen(file: VFile, lines: ReadonlyArray<string>, closing: number): void {
  const found = closing < 0 ? 'end of the fields' : `line \`${(lines[closing] ?? '').trim()}\``
  const last = Math.max(lines.length - 1, 0)
  const foreign = lines.findIndex((line) => !/^(?:[^\s:]+\s*:|[ \t]+\S|#|- )/.test(line))
  const line = 2 + Math.min(closing < 0 ? foreign : closing, last)
  const reason = `Unexpected ${found.slice(0, 80)}, expected a line \`---\` to close the front matter`
  report(file, 'front-matter', reason, { line, column: 1 })
}
