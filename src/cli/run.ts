import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { wrongUse } from './wrong-use.ts'

const help = `kanben 刊本: one Markdown source of an official Chinese document in; PDF, press, EPUB and web editions out.

Usage
  kanben build [PATH…]    make the editions of source files (default: all of source/), or a site of them
  kanben clean FILE       make a Markdown source of a received text
  kanben compare OLD NEW  tell what was corrected, and on which printed pages
  kanben schema NAME      print the JSON Schema of a file or document that kanben writes

  kanben COMMAND --help   tell more about a command
  kanben --version        print the version

Exit codes: 0 fine, 1 problems in the sources or editions or bytes that differ, 2 wrong use.
`

type Command = Readonly<{
  run: (args: ReadonlyArray<string>) => Promise<number>
  help: string
}>

// Importing a command loads the whole program, which --help and --version do not need.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  build: () => import('./build.ts'),
  clean: () => import('./clean.ts'),
  compare: () => import('./compare.ts'),
  schema: () => import('./schema.ts')
}

/**
 * Run the program.
 *
 * @param given arguments of the command line.
 * @returns the exit code.
 * @throws any error caused by a bug.
 */
export async function run(given: ReadonlyArray<string>): Promise<number> {
  const [name, ...args] = given
  if (name === '--help' || name === '-h') return print(help)
  if (name === '--version' || name === '-v') return print(`${readVersion()}\n`)
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) return refuseName(name, given)
  const command = await load()
  if (args.includes('--help') || args.includes('-h')) return print(command.help)
  try {
    return await command.run(args)
  } catch (error) {
    const reason = wrongUse(error)
    if (reason === undefined) throw error
    const { refuse } = await import('./refuse.ts')
    return refuse(name ?? '', given, reason, `${reason}\nkanben ${name} --help tells more.\n`)
  }
}

async function refuseName(name: string | undefined, given: ReadonlyArray<string>): Promise<number> {
  const { refuse } = await import('./refuse.ts')
  const found = name === undefined ? 'lack of a command' : `command \`${name}\``
  const reason = `Unexpected ${found}, expected ${Object.keys(commands).join(', ')}`
  const said = name === undefined ? help : `${reason}\nkanben --help tells more.\n`
  return refuse(name ?? '', given, reason, said)
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

function readVersion(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return v.parse(v.object({ version: v.string() }), JSON.parse(manifest)).version
}
