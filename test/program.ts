import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'
import { run } from '../src/cli/run.ts'

/** How the program ended. */
export type Ended = Readonly<{ code: unknown; stdout: string; stderr: string }>

/** Where it runs, and what it finds there beside what is usual. */
export type Around = Readonly<{ cwd: string; env?: NodeJS.ProcessEnv }>

/** GitHub Actions get another format, and tests run there too. */
const usual = { NO_COLOR: '1', FORCE_COLOR: undefined, GITHUB_ACTIONS: undefined }

/**
 * Run the program in the process of the test. What a process of its own has to show, its end by a signal
 * or a bug, its streams, {@link startProgram} shows.
 */
export async function runProgram(
  args: ReadonlyArray<string>,
  { cwd, env = {} }: Around
): Promise<Ended> {
  const output = { stdout: '', stderr: '' }
  const before = { cwd: process.cwd(), env: { ...process.env } }
  const writes = { stdout: process.stdout.write, stderr: process.stderr.write }
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = (chunk) => {
      output[name] += chunk
      return true
    }
  }
  setEnvironment({ ...before.env, ...usual, ...env })
  process.chdir(cwd)
  try {
    return { code: await run(args), ...output }
  } finally {
    process.chdir(before.cwd)
    setEnvironment(before.env)
    for (const name of ['stdout', 'stderr'] as const) process[name].write = writes[name]
  }
}

/**
 * Start the compiled program.
 *
 * @param code JavaScript that is run in its process first.
 */
export function startProgram(
  args: ReadonlyArray<string>,
  { cwd, env = {} }: Around,
  code?: string
): ChildProcess {
  const planted =
    code === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
  return spawn(process.execPath, [...planted, inject('program'), ...args], {
    cwd,
    env: { ...process.env, ...usual, ...env }
  })
}

/** Wait until a process has ended and all it wrote has been read. */
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
