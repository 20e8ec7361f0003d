import { join, parse } from 'node:path'
import { parseArgs } from 'node:util'
import { VFile } from 'vfile'
import { type Edition, type PublishOptions, publish, type Target, targets } from '../index.ts'
import { columns, seconds, size } from './columns.ts'
import { showProgress } from './progress.ts'
import { printReport } from './report.ts'
import { findSources } from './sources.ts'
import { tryFolder, write } from './write.ts'
import { WrongUse } from './wrong-use.ts'

/** What `kanben build --help` prints. */
export const help: string = `Usage: kanben build [PATH…] [options]

Make the editions of source files, prove each against its source, and write them.
A folder stands for the .md files in it. Default: source

Options
  --to TARGETS       editions to make, separated by commas (default: ${targets.join(',')})
  --template NAME    the looks: official, book, book-32k, large-print, vertical, or the path
                     of a folder with settings.yaml, such as ./mine (default: official)
  --out FOLDER       where to write the editions (default: output)
  --strict           let a warning withhold an edition, as an error does
  -h, --help         print this
`

/** Cells of the closing table. */
type Row = ReadonlyArray<string>

/** Its head: gaps are the mean, what 95 of 100 lines stay below, and the worst, in em. */
const head: Row = ['file', 'pages', 'lines', 'on grid', 'gaps, em', 'breaches', 'size', 'time']

/**
 * Run `kanben build`.
 *
 * @returns the exit code.
 */
export async function run(args: ReadonlyArray<string>): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      to: { type: 'string', multiple: true, default: [...targets] },
      template: { type: 'string', default: 'official' },
      out: { type: 'string', default: 'output' },
      strict: { type: 'boolean', default: false }
    }
  })
  const { template, strict, out } = values
  if (out === '') throw new WrongUse('Unexpected empty `--out`, expected a folder')
  const options = { targets: readTargets(values.to), template, strict }
  const sources = await findSources(positionals.length > 0 ? positionals : ['source'])
  const folder = new VFile({ path: out })
  if (!(await tryFolder(out, folder))) return printReport([folder])

  const rows: Array<Row> = []
  let code = 0
  for (const source of sources) {
    const result = await buildSource(source, options, out)
    code = Math.max(code, printReport([result.file]))
    rows.push(...result.rows)
  }
  if (rows.length > 0) process.stdout.write(columns([head, ...rows]))
  return code
}

async function buildSource(
  source: string,
  options: PublishOptions,
  out: string
): Promise<Readonly<{ file: VFile; rows: ReadonlyArray<Row> }>> {
  const display = showProgress(source, process.stderr)
  const { file, editions } = await publish(source, options, display.progress)
  const place = (edition: Edition): string => {
    return join(out, `${parse(source).name}.${edition.target}`)
  }
  // Only reading knows the templates, but a wrong name is the command line's fault.
  const unknown = file.messages.find((message) => message.ruleId === 'template-unknown')
  if (unknown) {
    display.drop()
    throw new WrongUse(unknown.reason)
  }
  const written: Array<Edition> = []
  for (const edition of editions) {
    if (await write(place(edition), edition.bytes, file)) written.push(edition)
  }
  display.end(summary(written))
  const rows = written.map((edition) => {
    const time = seconds(display.time(edition.target))
    return [
      place(edition),
      pages(edition),
      ...typesetting(edition),
      size(edition.bytes.length),
      time
    ]
  })
  return { file, rows }
}

function readTargets(given: ReadonlyArray<string>): ReadonlyArray<Target> {
  return given
    .flatMap((list) => list.split(','))
    .map((name) => {
      const target = targets.find((target) => target === name.trim())
      if (target) return target
      throw new WrongUse(`Unexpected target \`${name}\`, expected ${targets.join(', ')}`)
    })
}

function summary(editions: ReadonlyArray<Edition>): string {
  if (editions.length === 0) return 'no edition'
  return editions.map((edition) => `${edition.target} ${pages(edition)}`.trim()).join(', ')
}

/** What was measured on the pages: lines, those exactly on the grid, gaps in em, breaches of rules. */
function typesetting({ statistics }: Edition): ReadonlyArray<string> {
  if (!statistics) return ['', '', '', '']
  const { lines, gridLines, onGrid, gap, breaches } = statistics
  return [
    String(lines),
    `${onGrid} of ${gridLines}`,
    [gap.mean, gap.most, gap.worst].map((width) => width.toFixed(3).slice(1)).join(' '),
    String(Object.values(breaches).reduce((sum, count) => sum + count, 0))
  ]
}

function pages(edition: Edition): string {
  return edition.map ? String(edition.map.pages.length) : ''
}
