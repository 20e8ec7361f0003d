#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { cleanUpOnExit } from './cli/unfinished.ts'
import { wrongUse } from './cli/wrong-use.ts'

const help = `kanben 刊本: one Markdown source of an official Chinese document in; PDF, press, EPUB and web editions out.

Usage
  kanben build [PATH…]    make the editions of source files (default: all of source/), or a site of them
  kanben clean FILE       make a Markdown source of a received text

  kanben COMMAND --help   tell more about a command
  kanben --version        print the version

Exit codes: 0 fine, 1 problems in the sources or editions or bytes that differ, 2 wrong use.
`

type Command = Readonly<{
  run: (args: ReadonlyArray<string>) => Promise<number>
  help: string
}>

// A command brings the whole program along, which --help and --version need not wait for.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  build: () => import('./cli/build.ts'),
  clean: () => import('./cli/clean.ts')
}

cleanUpOnExit()
// A reader that has seen enough (`kanben build | head -1`) is no fault.
for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreBrokenPipe)
process.exitCode = await run(process.argv.slice(2))

/** @returns the exit code. A bug is thrown: Node prints its stack and exits with 1. */
async function run([name, ...args]: ReadonlyArray<string>): Promise<number> {
  if (name === '--help' || name === '-h') return print(help)
  if (name === '--version' || name === '-v') return print(`${readVersion()}\n`)
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (name === undefined) return refuse(help)
  if (!load) return refuse(`${unknown(name)}\nkanben --help tells more.\n`)
  const command = await load()
  if (args.includes('--help') || args.includes('-h')) return print(command.help)
  try {
    return await command.run(args)
  } catch (error) {
    const reason = wrongUse(error)
    if (reason === undefined) throw error
    return refuse(`${reason}\nkanben ${name} --help tells more.\n`)
  }
}

function unknown(name: string): string {
  return `Unexpected command \`${name}\`, expected ${Object.keys(commands).join(', ')}`
}

function refuse(text: string): number {
  process.stderr.write(text)
  return 2
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

function readVersion(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return v.parse(v.object({ version: v.string() }), JSON.parse(manifest)).version
}

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
