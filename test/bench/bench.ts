import { fork } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { columns } from '../../src/cli/columns.ts'
import { publish, type Target } from '../../src/index.ts'
import { timeBreaking } from './breaking.ts'
import { resident, residentOfDescendants } from './memory.ts'
import { repeat } from './repeat.ts'

// How long the declaration takes, once and repeated: `npm run bench -- 1 10` picks the sizes.

// `lines` is the PDF's typesetting, every line and page of it without the browser; `launch` to `finish`
// are its rendering. `typeset` and `render` are those of the other editions, `check` is the sum over all.
const stages = [
  ...['read', 'parse', 'shape', 'lines', 'typeset'],
  ...['launch', 'layout', 'print', 'finish', 'render', 'check']
]

const Run = v.object({
  /** Seconds by stage. */
  stages: v.record(v.string(), v.number()),
  total: v.number(),
  /** Seconds the lines of all paragraphs take to break, measured apart. */
  breaking: v.number(),
  pages: v.number()
})

/** Maximum resident memory, in bytes: of the program, of the browser, and of both at one time. */
type Peaks = { node: number; browser: number; both: number }

type Result = v.InferOutput<typeof Run> & Readonly<{ times: number; characters: number } & Peaks>

if (process.send) await runOnce(process.argv[2] ?? '')
else await runAll(process.argv.slice(2).map(Number))

async function runAll(sizes: ReadonlyArray<number>): Promise<void> {
  const markdown = await readFile(
    new URL('../fixtures/declaration/declaration.md', import.meta.url),
    'utf8'
  )
  const folder = await mkdtemp(join(tmpdir(), 'kanben-bench-'))
  const results: Array<Result> = []
  try {
    for (const times of sizes.length > 0 ? sizes : [1, 10, 50]) {
      const path = join(folder, `declaration-${times}.md`)
      const text = repeat(markdown, times)
      await writeFile(path, text)
      const characters = [...text.replace(/\s/g, '')].length
      results.push({ times, characters, ...(await measure(path)) })
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  console.log(table(results))
}

/** Run one size in a process of its own, to measure its own peak of memory. */
async function measure(path: string): Promise<Omit<Result, 'times' | 'characters'>> {
  const child = fork(fileURLToPath(import.meta.url), [path], { stdio: 'inherit' })
  const pid = child.pid ?? 0
  const peaks: Peaks = { node: 0, browser: 0, both: 0 }
  const sampling = setInterval(() => {
    const node = resident(pid)
    const browser = residentOfDescendants(pid)
    peaks.node = Math.max(peaks.node, node)
    peaks.browser = Math.max(peaks.browser, browser)
    peaks.both = Math.max(peaks.both, node + browser)
  }, 100)
  try {
    const message = await new Promise((resolve, reject) => {
      child.once('message', resolve)
      child.once('exit', (code) => reject(new Error(`The run of ${path} ended with ${code}`)))
    })
    return { ...v.parse(Run, message), ...peaks }
  } finally {
    clearInterval(sampling)
  }
}

async function runOnce(path: string): Promise<void> {
  const began = performance.now()
  const spent: Record<string, number> = {}
  let now = { stage: 'read', at: began }
  const progress = (stage: string, detail?: string): void => {
    const at = performance.now()
    spent[now.stage] = (spent[now.stage] ?? 0) + (at - now.at) / 1000
    now = { stage: stage === 'typeset' && detail === 'pdf' ? 'lines' : stage, at }
  }
  const targets: ReadonlyArray<Target> = ['pdf', 'epub', 'html']
  const options = { targets, template: 'official', strict: false }
  const { file, editions } = await publish(path, options, progress)
  progress('')
  if (editions.length < targets.length) throw new Error(file.messages.join('\n'))
  const pages = editions.find((edition) => edition.map)?.map?.pages.length ?? 0
  const total = (performance.now() - began) / 1000
  process.send?.({ stages: spent, total, breaking: await timeBreaking(path), pages })
}

function table(results: ReadonlyArray<Result>): string {
  const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`
  const [first] = results
  const head = ['', ...results.map(({ times }) => `×${times}`)]
  const row = (name: string, cell: (result: Result) => string): ReadonlyArray<string> => {
    return [name, ...results.map(cell)]
  }
  const perPage = (result: Result): number => (1000 * result.total) / result.pages
  const rows = [
    head,
    row('characters', ({ characters }) => `${characters}`),
    row('pages', ({ pages }) => `${pages}`),
    ...stages.map((stage) => row(stage, (result) => `${(result.stages[stage] ?? 0).toFixed(2)} s`)),
    row('breaking alone', ({ breaking }) => `${breaking.toFixed(2)} s`),
    row('total', ({ total }) => `${total.toFixed(2)} s`),
    row('peak of node', ({ node }) => mega(node)),
    row('peak of browser', ({ browser }) => mega(browser)),
    row('peak of both', ({ both }) => mega(both)),
    row('a page', (result) => `${perPage(result).toFixed(0)} ms`),
    row('a page, against the first', (result) => {
      return first && result !== first ? `${(perPage(result) / perPage(first)).toFixed(2)} ×` : ''
    }),
    row('an added page', (result) => {
      if (!first || result.pages === first.pages) return ''
      const pages = result.pages - first.pages
      const time = (1000 * (result.total - first.total)) / pages
      const memory = (result.both - first.both) / pages / 1e6
      return `${time.toFixed(0)} ms ${memory.toFixed(2)} MB`
    })
  ]
  return columns(rows.filter(([, ...cells]) => cells.some((cell) => cell !== '')))
}
