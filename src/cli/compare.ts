import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { VFile } from 'vfile'
import {
  type Comparison,
  compareStates,
  type Row,
  report,
  rowsBetween,
  type SharedBrowser,
  shareBrowser
} from '../index.ts'
import { codeSpan } from './code-span.ts'
import { clearComparison, writeComparison, writeReplacement } from './compare/files.ts'
import { type BuiltState, buildState, isUnchanged } from './compare/state.ts'
import { findStateSource, nameOf, pairSince, type StatePair } from './compare/state-source.ts'
import { compareSummary } from './compare/summary.ts'
import { terminalForm } from './compare/terminal.ts'
import { formatHelp, formatOption, readFormat } from './format.ts'
import { writeMessages } from './messages-json.ts'
import { type Reporter, reporterFor } from './reporter.ts'
import { findSources } from './sources.ts'
import { appendSummary } from './summary.ts'
import { refuseTemplate } from './template.ts'
import { tryFolder } from './write.ts'
import { WrongUse } from './wrong-use.ts'

/** Output of `kanben compare --help`. */
export const help: string = `Usage: kanben compare OLD NEW [options]
       kanben compare --since REVISION [PATH…] [options]

Tell how two states of a source differ: each correction with its page and line in the old and in the new
printed edition, moves, changes of form, identifiers that shifted, and the printed pages that differ. OLD and
NEW are files, or files of a git revision: HEAD~1:source/law.md. Paths of a revision begin at the root of the
repository; ./law.md begins here.

Options
  --since REVISION      compare the sources of PATH (files or folders, default: source) with those of the
                        commit, branch or tag
  --out FOLDER          write NAME.errata.md, .pdf (errata sheet), .html (redline page with pictures of the
                        pages) and .json (see kanben schema corrections) for each document that differs
  --pages               write NAME.replace.pdf as well: the leaves to be printed again, from the press file
  --text                compare the texts alone: nothing is printed, and no pages are known
  --template NAME       the looks of the printed editions, as for kanben build (default: official)
  --exit-code           exit with 1 if a text differs
  --summary FILE        append what was found to a file, in Markdown
${formatHelp}\
  -h, --help            print this

Exit codes: 0 compared, whether or not anything differs; 1 something could not be made or, with --exit-code, a
text differs; 2 wrong use.
`

/** The arguments of `kanben compare`. */
type CompareRequest = Readonly<{
  pairs: ReadonlyArray<StatePair>
  template: string
  out: string | undefined
  hasPages: boolean
  isTextOnly: boolean
  hasExitCode: boolean
  summary: string | undefined
  reporter: Reporter
}>

/** The result for a pair. */
type Outcome = Readonly<{
  comparison: Comparison
  rows: ReadonlyArray<Row>
  /** Whether the words differ, and whether anything differs. */
  isDifferent: boolean
  hasMore: boolean
}>

/**
 * Run `kanben compare`.
 *
 * @returns the exit code.
 */
export async function run(args: ReadonlyArray<string>): Promise<number> {
  const request = await readCompareRequest(args)
  const { reporter, out, summary } = request
  if (out !== undefined) {
    const folder = new VFile({ path: out })
    if (!(await tryFolder(out, folder))) {
      reporter.tell([folder])
      return reporter.end((told) => writeMessages(told))
    }
  }
  const browser = shareBrowser()
  const all = await compareAll(request, browser).finally(browser.close)
  const { comparisons, sections, isDifferent } = all
  if (summary !== undefined) {
    const file = new VFile({ path: summary })
    await appendSummary(summary, sections.join('\n'), file)
    reporter.tell([file])
  }
  const isTold = request.hasExitCode && isDifferent
  const code = reporter.end((told) =>
    writeMessages(isTold ? { ...told, exitCode: 1 } : told, { comparisons })
  )
  return isTold ? 1 : code
}

/** Compare every pair; `sections` make up the summary. */
async function compareAll(request: CompareRequest, browser: SharedBrowser) {
  const comparisons: Comparison[] = []
  const sections: string[] = []
  let isDifferent = false
  for (const pair of request.pairs) {
    const outcome = await comparePair(pair, request, browser)
    if (outcome) {
      comparisons.push(outcome.comparison)
      isDifferent ||= outcome.isDifferent
      if (outcome.hasMore) sections.push(compareSummary(outcome.comparison, outcome.rows))
    } else if (!pair.old || !pair.now) {
      isDifferent = true
      sections.push(`## Corrections\n\n${codeSpan(loneLine(pair).trimEnd())}\n`)
    }
  }
  return { comparisons, sections, isDifferent }
}

/** @throws WrongUse, or an error of `parseArgs`, if they are invalid. */
async function readCompareRequest(args: ReadonlyArray<string>): Promise<CompareRequest> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      since: { type: 'string' },
      out: { type: 'string' },
      pages: { type: 'boolean', default: false },
      text: { type: 'boolean', default: false },
      template: { type: 'string', default: 'official' },
      'exit-code': { type: 'boolean', default: false },
      summary: { type: 'string' },
      ...formatOption
    }
  })
  const { since, out, pages, text, template, summary } = values
  if (out === '') throw new WrongUse('Unexpected empty `--out`, expected a folder')
  if (pages && out === undefined) {
    throw new WrongUse('Unexpected `--pages` without a folder, expected `--out FOLDER` as well')
  }
  await refuseTemplate(template)
  return {
    pairs: since === undefined ? await readPair(positionals) : await readSince(since, positionals),
    template,
    out,
    hasPages: pages,
    isTextOnly: text,
    hasExitCode: values['exit-code'],
    summary,
    reporter: reporterFor('compare', readFormat(values.format))
  }
}

async function readPair(specs: ReadonlyArray<string>): Promise<ReadonlyArray<StatePair>> {
  const [old, now, ...others] = specs
  if (old === undefined || now === undefined || others.length > 0) {
    const found = `Unexpected ${specs.length} files`
    throw new WrongUse(`${found}, expected an old state and a new one, or \`--since REVISION\``)
  }
  return [{ old: await findStateSource(old), now: await findStateSource(now) }]
}

async function readSince(
  revision: string,
  given: ReadonlyArray<string>
): Promise<ReadonlyArray<StatePair>> {
  const paths = given.length > 0 ? given : ['source']
  const sources = await findSources(paths, ['pdf'])
  return pairSince(
    revision,
    sources,
    paths.filter((path) => !path.endsWith('.md'))
  )
}

/** Compare two states of a document, report the differences, and write the requested files. */
async function comparePair(
  pair: StatePair,
  { template, out, hasPages, isTextOnly, reporter }: CompareRequest,
  browser: SharedBrowser
): Promise<Outcome | undefined> {
  if (!pair.old || !pair.now) {
    reporter.print(loneLine(pair))
    return undefined
  }
  const name = nameOf(pair.now)
  if (out !== undefined) {
    const earlier = new VFile({ path: out })
    await clearComparison(out, name, earlier)
    reporter.tell([earlier])
  }
  if (await isUnchanged(pair.old, pair.now)) {
    reporter.print(`${pair.now.name} is unchanged since ${pair.old.name}\n`)
    return undefined
  }
  const [old, now] = await Promise.all([
    buildState(pair.old, template, isTextOnly ? [] : ['pdf'], browser),
    buildState(
      pair.now,
      template,
      [...(isTextOnly ? [] : (['pdf'] as const)), ...(hasPages ? (['press'] as const) : [])],
      browser
    )
  ])
  const unread = [old, now].filter((each) => !('state' in each))
  if (!('state' in old) || !('state' in now)) {
    reporter.tell(unread.map((each) => ('state' in each ? each.publication.file : each.file)))
    return undefined
  }
  const comparison = compareStates(old.state, now.state, template)
  const rows = rowsBetween(comparison, old.state, now.state)
  reporter.print(terminalForm(comparison, rows))
  const file = new VFile({ path: pair.now.name, value: String(now.publication.file) })
  reportUntold(comparison, file)
  const isDifferent = comparison.corrections.length > 0 || comparison.moves.length > 0
  const hasMore = isDifferent || differsOtherwise(comparison)
  if (out !== undefined && hasMore) {
    await writeAll(
      comparison,
      { old, now },
      { out, name, template, hasPages, reporter, browser },
      file
    )
  }
  reporter.tell([file])
  return { comparison, rows, isDifferent, hasMore }
}

/** Whether anything but words differs. */
function differsOtherwise({ forms, fields, pages }: Comparison): boolean {
  return forms.length > 0 || fields.length > 0 || (pages?.changed.length ?? 0) > 0
}

async function writeAll(
  comparison: Comparison,
  { old, now }: Readonly<{ old: BuiltState; now: BuiltState }>,
  {
    out,
    name,
    template,
    hasPages,
    reporter,
    browser
  }: Readonly<{
    name: string
    out: string
    template: string
    hasPages: boolean
    reporter: Reporter
    browser: SharedBrowser
  }>,
  file: VFile
): Promise<void> {
  const written = [
    ...(await writeComparison(comparison, old, now, out, name, template, browser, file))
  ]
  if (hasPages) {
    const path = await writeReplacement(comparison, now, join(out, `${name}.replace.pdf`), file)
    if (path !== undefined) written.push(path)
  }
  reporter.print(written.map((path) => `${path}\n`).join(''))
}

/** Report corrections missing from the front matter as remarks at their places. */
function reportUntold({ corrections }: Comparison, file: VFile): void {
  for (const { kind, old, new: now, told } of corrections) {
    if (told) continue
    const words = ({ text, ranges }: typeof old) =>
      ranges.map(({ from, to }) => [...text].slice(from, to).join('')).join(' … ')
    const [before, after] = [words(old), words(now)].map((text) => `“${shorten(text)}”`)
    const what = { changed: `${after} for ${before}`, added: after, removed: `lack of ${before}` }[
      kind
    ]
    const want = '`corrections:` to tell of it if the text was published'
    const reason = `Unexpected ${what}, which was not so before, expected ${want}`
    report(file, 'correction-untold', reason, now.markdown)
  }
}

function shorten(text: string): string {
  const characters = [...text]
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : text
}

/** Report a document that exists in one state only. */
function loneLine({ old, now }: StatePair): string {
  if (old && !now) return `${old.name} is gone\n`
  return now && !old ? `${now.name} is new\n` : ''
}
