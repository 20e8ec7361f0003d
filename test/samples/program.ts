import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, inject } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { runningProcesses, unfinishedPaths } from '../../src/cli/unfinished.ts'

/** How the program ended. */
export type Ended = Readonly<{ code: unknown; stdout: string; stderr: string }>

/** Where it runs, and changes to its environment. */
export type Around = Readonly<{ cwd: string; env?: NodeJS.ProcessEnv }>

/** In GitHub Actions the default format differs, and tests run there too. */
const usual = { NO_COLOR: '1', FORCE_COLOR: undefined, GITHUB_ACTIONS: undefined }

/** Events on which a run might leave listeners. */
const events = ['exit', 'SIGHUP', 'SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection']

/**
 * Run the program in the process of the test, and check that it leaves nothing behind: no listener,
 * such as that of a running browser, and no unfinished file. Use {@link startProgram} to test
 * signals, bugs and streams.
 *
 * @throws any error caused by a bug in it.
 */
export async function runProgram(
  args: ReadonlyArray<string>,
  { cwd, env = {} }: Around
): Promise<Ended> {
  const output = { stdout: '', stderr: '' }
  const own = { cwd: process.cwd(), env: { ...process.env } }
  const writes = { stdout: process.stdout.write, stderr: process.stderr.write }
  setEnvironment({ ...own.env, ...usual, ...env })
  process.chdir(cwd)
  const before = stateOf()
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = (chunk) => {
      output[name] += chunk
      return true
    }
  }
  try {
    const code = await run(args)
    expect(stateOf()).toEqual(before)
    return { code, ...output }
  } finally {
    for (const name of ['stdout', 'stderr'] as const) process[name].write = writes[name]
    process.chdir(own.cwd)
    setEnvironment(own.env)
  }
}

/** What a run could leave behind in a process. */
function stateOf(): Readonly<Record<string, unknown>> {
  return {
    cwd: process.cwd(),
    env: { ...process.env },
    exitCode: process.exitCode,
    listeners: events.map((event) => [event, process.listenerCount(event)]),
    unfinished: [...unfinishedPaths],
    running: runningProcesses.size
  }
}

/**
 * Start the compiled program.
 *
 * @param code JavaScript to run in its process first.
 */
export function startProgram(
  args: ReadonlyArray<string>,
  around: Around,
  code?: string
): ChildProcess {
  return start([...plant(code), inject('program'), ...args], around)
}

/** Start the program through tsx, as `npm run build` does. */
export function startThroughTsx(
  args: ReadonlyArray<string>,
  around: Around,
  code?: string
): ChildProcess {
  const program = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))
  return start(['--import', import.meta.resolve('tsx'), ...plant(code), program, ...args], around)
}

function plant(code?: string): ReadonlyArray<string> {
  if (code === undefined) return []
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
}

function start(args: ReadonlyArray<string>, { cwd, env = {} }: Around): ChildProcess {
  return spawn(process.execPath, args, { cwd, env: { ...process.env, ...usual, ...env } })
}

/** Wait until a process has ended and all its output has been read. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('Unexpected process without output')
  const [out, error, [code]] = await Promise.all([text(stdout), text(stderr), once(child, 'close')])
  return { code, stdout: out, stderr: error }
}

function setEnvironment(wanted: NodeJS.ProcessEnv): void {
  for (const name of new Set([...Object.keys(process.env), ...Object.keys(wanted)])) {
    const value = wanted[name]
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}
