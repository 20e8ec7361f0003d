import { spawn } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { runInNewContext } from 'node:vm'
import type { Job, Step } from '../samples/workflow.ts'

/** Values for expressions, by context, such as `github`. */
export type Contexts = Readonly<Record<string, unknown>>

/** Where a job runs: the folder of the repository, and a temporary folder. */
export type Place = Readonly<{
  folder: string
  temp: string
  env: Readonly<Record<string, string>>
  contexts: Contexts
}>

/** The result of a step: the inputs of an action, or the output of a script. */
export type Result = Readonly<{
  step: Step
  outcome: 'success' | 'failure' | 'skipped'
  inputs: Readonly<Record<string, string>>
  output: string
}>

/** A finished job, with the summary its steps wrote. */
export type Ran = Readonly<{ results: ReadonlyArray<Result>; isGood: boolean; summary: string }>

/** Simulates an action; false if the step is a script to run. */
export type Act = (step: Step, inputs: Result['inputs']) => boolean | Promise<boolean>

/**
 * Run a job like the runner of GitHub Actions on Linux: each step in order, if its condition holds,
 * scripts by `bash -e`.
 */
export async function runJob(job: Job, place: Place, act: Act): Promise<Ran> {
  const own = await mkdtemp(join(place.temp, 'job-'))
  const summary = join(own, 'summary.md')
  await writeFile(summary, '')
  const env = { ...place.env, RUNNER_TEMP: own, GITHUB_STEP_SUMMARY: summary }
  const ended: Record<string, { outcome: string }> = {}
  const contexts = { ...place.contexts, steps: ended, runner: { temp: own } }
  const results: Array<Result> = []
  const isGood = () => results.every(({ outcome }) => outcome !== 'failure')
  for (const [index, step] of job.steps.entries()) {
    const inputs = expandAll(step.with, contexts)
    let result: Pick<Result, 'outcome' | 'output'> = { outcome: 'skipped', output: '' }
    if (isMet(step.if, contexts, isGood())) {
      if (await act(step, inputs)) result = { outcome: 'success', output: '' }
      else {
        const script = join(own, `${index}.sh`)
        await writeFile(script, scriptOf(step))
        const all = { ...env, ...expandAll(step.env, contexts) }
        result = await runScript(script, place.folder, all)
      }
    }
    if (step.id !== undefined) ended[step.id] = { outcome: result.outcome }
    results.push({ step, inputs, ...result })
  }
  return { results, isGood: isGood(), summary: await readFile(summary, 'utf8') }
}

function scriptOf({ run, uses }: Step): string {
  if (run === undefined) throw new Error(`Unexpected ${uses}, expected an action known here`)
  if (run.includes('${{')) throw new Error('Unexpected expression in a script')
  return run
}

async function runScript(
  script: string,
  cwd: string,
  env: Record<string, string>
): Promise<Pick<Result, 'outcome' | 'output'>> {
  const process = spawn('bash', ['-e', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise((resolve) => process.once('close', resolve))
  const [stdout, stderr] = await Promise.all([text(process.stdout), text(process.stderr)])
  return { outcome: (await ended) === 0 ? 'success' : 'failure', output: stdout + stderr }
}

/** Evaluate a condition; without a status function it implies `success()`. */
export function isMet(condition: string | undefined, contexts: Contexts, isGood = true): boolean {
  const [, bare = condition ?? ''] = /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(condition ?? '') ?? []
  if (!isGood && !/\b(?:failure|always|cancelled)\(\)/.test(bare)) return false
  return bare.trim() === '' || Boolean(evaluate(bare, contexts, isGood))
}

function expandAll(
  words: Readonly<Record<string, string>>,
  contexts: Contexts
): Record<string, string> {
  const expand = (value: string): string => {
    return value.replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression) => {
      return String(evaluate(expression, contexts, true) ?? '')
    })
  }
  return Object.fromEntries(Object.entries(words).map(([name, value]) => [name, expand(value)]))
}

/** The expressions used here are valid JavaScript too; a missing property is an empty string. */
function evaluate(expression: string, contexts: Contexts, isGood: boolean): unknown {
  return runInNewContext(expression.replaceAll(/(?<=\w)\.(?=\w)/g, '?.'), {
    ...{ github: {}, inputs: {}, vars: {} },
    ...contexts,
    failure: () => !isGood,
    always: () => true,
    cancelled: () => false,
    startsWith: (whole = '', start: string) => whole.startsWith(start),
    format: (pattern: string, value: string) => pattern.replace('{0}', value)
  })
}
