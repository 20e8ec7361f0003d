import type { Comparison, Row } from '../../index.ts'
import { codeCell, codeSpan } from '../code-span.ts'
import { joinWithinLimit } from '../summary.ts'
import { linesOf } from './terminal.ts'

const head = `| page | line | place | old | new |
| ---: | ---: | --- | --- | --- |
`

/** Sum up a comparison in Markdown, for the page of a workflow run and for a comment. */
export function compareSummary(comparison: Comparison, rows: ReadonlyArray<Row>): string {
  const { old, new: now } = comparison
  const list = linesOf(comparison).map((line) => `* ${codeFree(line)}\n`)
  const table =
    rows.length === 0 ? '' : `${head}${joinWithinLimit(rows.map(rowOf), 'corrections')}\n`
  return `## Corrections: ${codeSpan(old.name)} → ${codeSpan(now.name)}\n\n${table}${joinWithinLimit(list, 'lines')}`
}

function rowOf({ old, new: now, correction }: Row): string {
  const both = (before: string, after: string) =>
    before === after ? before : `${before} → ${after}`
  const cells = [
    both(old.range.page ?? '', now.range.page ?? ''),
    both(`${old.range.line ?? ''}`, `${now.range.line ?? ''}`),
    codeCell(correction.new.place || correction.old.place),
    marked(old.parts),
    marked(now.parts)
  ]
  return `| ${cells.join(' | ')} |\n`
}

/** Show changes as strong; all text is in code spans, where no markup takes effect. */
function marked(parts: Row['old']['parts']): string {
  return parts
    .map(({ text, isChanged }) => (isChanged ? `**${codeCell(text)}**` : codeCell(text)))
    .join('')
}

/** Write a line that quotes the text as a code span. */
function codeFree(line: string): string {
  return /^[\w ,:;.()+–→-]*$/u.test(line) ? line : codeSpan(line)
}
