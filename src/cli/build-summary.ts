import { breachesIn, pagesIn, type Written } from './build-table.ts'
import { codeCell, codeSpan } from './code-span.ts'
import { size } from './columns.ts'
import type { CommandReport } from './reporter.ts'
import { joinWithinLimit, messageList } from './summary.ts'

/** The outcome of a build. */
export type BuildOutcome = Readonly<{
  /** Paths of the requested editions. */
  wanted: ReadonlyArray<string>
  written: ReadonlyArray<Written>
  /** Paths of the editions that were reproduced byte for byte; undefined if not tried. */
  same?: ReadonlySet<string>
}>

/** How many names to list in a sentence. */
const named = 20

const head = `| edition | pages | characters proved | broken rules | checks | size |
| --- | ---: | ---: | ---: | ---: | ---: |
`

/** Sum up a build in Markdown: whether it succeeded, a table of the editions, and the messages. */
export function buildSummary(
  { files }: CommandReport,
  { wanted, written, same }: BuildOutcome
): string {
  const rows = written.map(rowOf)
  const table = rows.length === 0 ? '' : `${head}${joinWithinLimit(rows, 'editions')}\n`
  const again = same ? `${againOf(written, same)}\n\n` : ''
  return `## kanben build\n\n${verdictOf(wanted, written)}\n\n${table}${again}${messageList(files)}`
}

function verdictOf(wanted: ReadonlyArray<string>, written: ReadonlyArray<Written>): string {
  const made = new Set(written.map(({ path }) => path))
  const withheld = wanted.filter((path) => !made.has(path))
  const all = `${wanted.length} edition${wanted.length === 1 ? '' : 's'}`
  if (withheld.length === 0) return `**Made: all of ${all}.**`
  return `**Withheld: ${withheld.length} of ${all}.** ${namesOf(withheld)}`
}

function againOf(written: ReadonlyArray<Written>, same: ReadonlySet<string>): string {
  const others = written.map(({ path }) => path).filter((path) => !same.has(path))
  if (others.length === 0) return 'Made again in other surroundings: the same bytes.'
  return `Made again in other surroundings: other bytes of ${namesOf(others)}`
}

function namesOf(paths: ReadonlyArray<string>): string {
  const more = paths.length > named ? ` and ${paths.length - named} more` : ''
  return `${paths.slice(0, named).map(codeSpan).join(', ')}${more}`
}

function rowOf({ edition, path }: Written): string {
  const { characters, checks, bytes } = edition
  const numbers = [pagesIn(edition), characters, breachesIn(edition), checks]
  const cells = [codeCell(path), ...numbers.map((number) => number ?? ''), size(bytes.length)]
  return `| ${cells.join(' | ')} |\n`
}
