import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { BuildOptions } from './build-request.ts'
import { runningProcesses, unfinishedPaths } from './unfinished.ts'

/** The environment of a process. */
export type Environment = Readonly<{
  env: Readonly<Record<string, string>>
  umask: number
  /** Name of the folder for its work, caches and output. */
  name: string
}>

/** The editions another build made, by the paths of the first build, and its output. */
export type Copies = Readonly<{ files: ReadonlyMap<string, Uint8Array>; said: string }>

/**
 * Build sources again in a process with another environment, and read the editions it made.
 *
 * @param paths paths of the editions.
 * @param written the folder they were first written to.
 * @throws an error of the file system if the temporary folder cannot be made.
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

/** Paths become absolute, since the process runs in another folder. */
function argumentsOf(
  sources: ReadonlyArray<string>,
  { targets, site, template, strict, attachSource, baseUrl, report }: BuildOptions,
  out: string
): ReadonlyArray<string> {
  const isPath = /[\\/]|^\./.test(template)
  return [
    'build',
    ...sources.map((source) => resolve(source)),
    ...targets.flatMap((target) => [target === 'booklet' ? '--impose' : '--to', target]),
    ...(site ? ['--site'] : []),
    ...['--template', isPath ? resolve(template) : template, '--out', out],
    ...(strict ? ['--strict'] : []),
    ...(report ? ['--report'] : []),
    ...(attachSource ? ['--attach-source'] : []),
    ...(baseUrl === undefined ? [] : ['--base-url', baseUrl]),
    // Its output is quoted in a message.
    ...['--format', 'text']
  ]
}

/** Start this program again the way it was started: compiled, or through a loader. */
function start(
  args: ReadonlyArray<string>,
  { env, umask }: Environment,
  here: string
): ChildProcess {
  const [, script = ''] = process.argv
  const own = { HOME: here, USERPROFILE: here, XDG_CACHE_HOME: join(here, 'cache') }
  const temporary = { TMPDIR: here, TEMP: here, TMP: here }
  const inherited = Object.fromEntries(Object.entries(process.env).reverse())
  // A child process inherits the umask.
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

/** @returns its stderr. */
async function runToEnd(child: ChildProcess): Promise<string> {
  const exited = once(child, 'exit')
  const closed = once(child, 'close')
  const stop = (): Promise<unknown> => {
    runningProcesses.delete(stop)
    // On exit nobody needs the result: never resolve.
    child.removeAllListeners('close')
    child.kill()
    return exited
  }
  runningProcesses.add(stop)
  const [said] = await Promise.all([child.stderr ? text(child.stderr) : '', closed, exited])
  runningProcesses.delete(stop)
  return said
}
