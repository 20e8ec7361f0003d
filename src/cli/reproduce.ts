import { tmpdir } from 'node:os'
import { VFile } from 'vfile'
import { digestOf, report, type Target, tellDifference } from '../index.ts'
import { buildAgain, type Copies, type Environment } from './build-again.ts'
import type { BuildOptions } from './build-request.ts'
import { seconds } from './columns.ts'
import type { Reporter } from './reporter.ts'
import { attempt } from './write.ts'

/** A file that was made: an edition or a list accompanying the editions. */
export type Made = Readonly<{ target: Target | 'list'; path: string; bytes: Uint8Array }>

/**
 * As different as possible from each other and from the usual: time zones a day apart, and Turkish,
 * which has its own i.
 */
const environments: ReadonlyArray<Environment> = [
  {
    env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
    umask: 0o077,
    name: 'başka yer'
  },
  { env: { TZ: 'America/St_Johns', LC_ALL: 'C', LANG: 'C' }, umask: 0o002, name: 'b' }
]

/**
 * Build editions again in other environments, each in a process of its own, and compare them with
 * those written.
 *
 * @param out the folder they were written to.
 * @returns the paths of those with the same bytes; the others are reported.
 */
export async function reproduce(
  sources: ReadonlyArray<string>,
  options: BuildOptions,
  made: ReadonlyArray<Made>,
  out: string,
  { tell, stderr, print }: Reporter
): Promise<ReadonlySet<string>> {
  if (made.length === 0) return new Set()
  const began = performance.now()
  const folder = new VFile({ path: tmpdir() })
  const trials = made.map((own) => ({ own, file: new VFile({ path: own.path }) }))
  // In parallel they also compete for the processor.
  const rounds = environments.map((environment) => {
    return attempt(folder, async () => {
      const paths = made.map(({ path }) => path)
      const copies = await buildAgain(environment, sources, options, paths, out)
      for (const { own, file } of trials) await compare(own, file, copies, environment)
    })
  })
  await Promise.all(rounds)
  stderr.write(`again in other surroundings  ${seconds(performance.now() - began)}\n`)
  if (folder.messages.length > 0) {
    tell([folder])
    return new Set()
  }
  const same = trials.filter(({ file }) => file.messages.length === 0)
  for (const { own } of same) print(`${own.path}  same bytes  ${digestOf(own.bytes)}\n`)
  tell(trials.map(({ file }) => file))
  return new Set(same.map(({ own }) => own.path))
}

async function compare(
  { target, bytes }: Made,
  file: VFile,
  { files, said }: Copies,
  { env, umask }: Environment
): Promise<void> {
  const copy = files.get(file.path)
  const difference = copy
    ? await tellDifference(target, bytes, copy)
    : `lack of it, where the program said “${said.trim()}”`
  if (difference === undefined) return
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const environment = [...settings, `umask ${umask.toString(8).padStart(3, '0')}`].join(' ')
  const reason = `Unexpected ${difference}, expected the same bytes with ${environment}`
  report(file, 'edition-differs', reason)
}
