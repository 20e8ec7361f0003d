import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { BuildOptions } from './build-request.ts'
import { runningProcesses, unfinishedPaths } from './unfinished.ts'

/** What a process finds around it. */
export type Environment = Readonly<{
  env: Readonly<Record<string, string>>
  umask: number
  /** What the folder is called in which it works, keeps its caches and writes. */
  name: string
}>

/** What another build made of editions, by the paths of the first; and what it said. */
export type Copies = Readonly<{ files: ReadonlyMap<string, Uint8Array>; said: string }>

/**
 * Build sources again in a process with other surroundings, and read the editions it made.
 *
 * @param paths of the editions.
 * @param written the folder they were written to.
 * @throws an error of the file system if there is no room for a folder, which is removed again.
 */
export async function buildAgain(
  environment: Environment,
  sources: ReadonlyArray<string>,
  options: BuildOptions,
  paths: ReadonlyArray<string>,
  written: string
): Promise<Copies> {
  const folder = await mkdtemp(join(tmpdir(), 'kanben-again-'))
  unfinishedPaths.add(folder)
  try {
    const here = join(folder, environment.name)
    const out = join(here, 'out')
    await mkdir(here)
    const said = await runToEnd(start(argumentsOf(sources, options, out), environment, here))
    const copies = paths.map(async (path) => {
      const bytes = await readFile(join(out, relative(written, path))).catch(() => undefined)
      return bytes ? ([[path, bytes]] as const) : []
    })
    return { files: new Map((await Promise.all(copies)).flat()), said }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    unfinishedPaths.delete(folder)
  }
}

/** Paths are made absolute, since it works elsewhere. */
function argumentsOf(
  sources: ReadonlyArray<string>,
  { targets, template, strict, attachSource, baseUrl, report }: BuildOptions,
  out: string
): ReadonlyArray<string> {
  const isPath = /[\\/]|^\./.test(template)
  return [
    'build',
    ...sources.map((source) => resolve(source)),
    ...targets.flatMap((target) => {
      if (target === 'site') return ['--site']
      return target === 'booklet' ? ['--impose', target] : ['--to', target]
    }),
    ...['--template', isPath ? resolve(template) : template, '--out', out],
    ...(strict ? ['--strict'] : []),
    ...(report ? ['--report'] : []),
    ...(attachSource ? ['--attach-source'] : []),
    ...(baseUrl === undefined ? [] : ['--base-url', baseUrl]),
    // What it says goes into a message.
    ...['--format', 'text']
  ]
}

/** Start this program anew, as it was started itself: compiled, or through a loader. */
function start(
  args: ReadonlyArray<string>,
  { env, umask }: Environment,
  here: string
): ChildProcess {
  const [, script = ''] = process.argv
  const own = { HOME: here, USERPROFILE: here, XDG_CACHE_HOME: join(here, 'cache') }
  const temporary = { TMPDIR: here, TEMP: here, TMP: here }
  const inherited = Object.fromEntries(Object.entries(process.env).reverse())
  // A process gets its umask from the one that starts it.
  const usual = process.umask(umask)
  try {
    return spawn(process.execPath, [...process.execArgv, script, ...args], {
      cwd: here,
      env: { ...inherited, ...own, ...temporary, ...env },
      stdio: ['ignore', 'ignore', 'pipe']
    })
  } finally {
    process.umask(usual)
  }
}

/** @returns what it wrote to stderr. */
async function runToEnd(child: ChildProcess): Promise<string> {
  const exited = once(child, 'exit')
  const closed = once(child, 'close')
  const stop = (): Promise<unknown> => {
    runningProcesses.delete(stop)
    // Whoever waits for it waits for good: this process ends as well.
    child.removeAllListeners('close')
    child.kill()
    return exited
  }
  runningProcesses.add(stop)
  const [said] = await Promise.all([child.stderr ? text(child.stderr) : '', closed, exited])
  runningProcesses.delete(stop)
  return said
}
