import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A call of a command: its arguments, and the text of a file given with `@`. */
type Call = Readonly<{ args: ReadonlyArray<string>; body?: string }>

/** A command that only records its calls. */
export type StandIn = Readonly<{
  /** The folder to put on the search path. */
  folder: string
  /** Get the calls since the last time. */
  calls: () => Promise<ReadonlyArray<Call>>
}>

/**
 * Make a command that records its calls.
 *
 * @param answer JavaScript that sees `args` and may print, write files and set `process.exitCode`.
 */
export async function makeStandIn(folder: string, name: string, answer = ''): Promise<StandIn> {
  await mkdir(folder)
  const log = join(folder, `${name}.log`)
  const script = join(folder, name)
  await writeFile(log, '')
  await writeFile(
    script,
    `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs')
const args = process.argv.slice(2)
const path = args.map((arg) => /=@(.*)/.exec(arg)?.[1]).find(Boolean)
const body = path === undefined ? undefined : readFileSync(path, 'utf8')
appendFileSync(${JSON.stringify(log)}, JSON.stringify({ args, body }) + '\\n')
${answer}
`
  )
  await chmod(script, 0o755)
  const calls = async (): Promise<ReadonlyArray<Call>> => {
    const lines = (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '')
    await writeFile(log, '')
    return lines.map((line) => JSON.parse(line))
  }
  return { folder, calls }
}
