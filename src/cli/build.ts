import { parseArgs } from 'node:util'
import { VFile } from 'vfile'
import { type Edition, type PublishOptions, publish, type Target, targets } from '../index.ts'
import { placeOf } from './place.ts'
import { showProgress } from './progress.ts'
import { printReport } from './report.ts'
import { reproduce } from './reproduce.ts'
import { findSources } from './sources.ts'
import { tableOf, type Written } from './table.ts'
import { tryFolder, write } from './write.ts'
import { WrongUse } from './wrong-use.ts'

/** What `--to` takes: a booklet is a way to print the pages, and has an option of its own. */
const choices = targets.filter((target) => target !== 'booklet')

const usual = ['pdf', 'epub', 'html'] as const

/** What `kanben build --help` prints. */
export const help: string = `Usage: kanben build [PATH…] [options]

Make the editions of source files, prove each against its source, and write them.
A folder stands for the .md files in it. Default: source

Options
  --to TARGETS          editions to make, separated by commas: ${choices.join(', ')}
                        (default: ${usual.join(',')}); press is the PDF for a press, cover its cover
  --impose booklet      make the press's pages into a booklet as well, two a side, to fold and staple
  --attach-source       put the Markdown into the PDF, which becomes PDF/A-3a instead of PDF/A-2a
  --template NAME       the looks: official, book, book-32k, large-print, vertical, or the path
                        of a folder with settings.yaml, such as ./mine (default: official)
  --out FOLDER          where to write the editions (default: output)
  --strict              let a warning withhold an edition, as an error does
  --check-reproducible  make the editions twice more in other surroundings, and compare the bytes
  -h, --help            print this
`

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
      to: { type: 'string', multiple: true, default: [...usual] },
      impose: { type: 'string' },
      'attach-source': { type: 'boolean', default: false },
      template: { type: 'string', default: 'official' },
      out: { type: 'string', default: 'output' },
      strict: { type: 'boolean', default: false },
      'check-reproducible': { type: 'boolean', default: false }
    }
  })
  const { template, strict, out } = values
  const attachSource = values['attach-source']
  if (out === '') throw new WrongUse('Unexpected empty `--out`, expected a folder')
  const wanted = [...readTargets(values.to), ...readImposition(values.impose)]
  if (attachSource && !wanted.includes('pdf')) {
    throw new WrongUse('Unexpected `--attach-source` without a PDF, expected `--to pdf`')
  }
  const options = { targets: wanted, template, strict, attachSource }
  const sources = await findSources(positionals.length > 0 ? positionals : ['source'], wanted)
  const folder = new VFile({ path: out })
  if (!(await tryFolder(out, folder))) return printReport([folder])

  const all: Array<Written> = []
  let code = 0
  for (const source of sources) {
    const { file, written } = await buildSource(source, options, out)
    code = Math.max(code, printReport([file]))
    all.push(...written)
  }
  process.stdout.write(tableOf(all))
  if (!values['check-reproducible']) return code
  return Math.max(code, await reproduce(sources, options, all))
}

async function buildSource(
  source: string,
  options: PublishOptions,
  out: string
): Promise<Readonly<{ file: VFile; written: ReadonlyArray<Written> }>> {
  const display = showProgress(source, process.stderr)
  const { file, editions } = await publish(source, options, display.progress)
  // Only reading knows the templates, but a wrong name is the command line's fault.
  const unknown = file.messages.find((message) => message.ruleId === 'template-unknown')
  if (unknown) {
    display.drop()
    throw new WrongUse(unknown.reason)
  }
  const written: Array<Edition> = []
  for (const edition of editions) {
    if (await write(placeOf(source, edition.target, out), edition.bytes, file))
      written.push(edition)
  }
  display.end(summary(written))
  return {
    file,
    written: written.map((edition) => {
      const { target } = edition
      return { edition, path: placeOf(source, target, out), time: display.time(target) }
    })
  }
}

function readTargets(given: ReadonlyArray<string>): ReadonlyArray<Target> {
  return given
    .flatMap((list) => list.split(','))
    .map((name) => {
      const target = choices.find((target) => target === name.trim())
      if (target) return target
      throw new WrongUse(`Unexpected target \`${name}\`, expected ${choices.join(', ')}`)
    })
}

function readImposition(given: string | undefined): ReadonlyArray<Target> {
  if (given === undefined) return []
  if (given === 'booklet') return ['booklet']
  throw new WrongUse(`Unexpected \`--impose ${given}\`, expected booklet`)
}

function summary(editions: ReadonlyArray<Edition>): string {
  if (editions.length === 0) return 'no edition'
  return editions.map(({ target, map }) => `${target} ${map?.pages.length ?? ''}`.trim()).join(', ')
}
