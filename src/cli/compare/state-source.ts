import { stat } from 'node:fs/promises'
import { parse } from 'node:path'
import { WrongUse } from '../wrong-use.ts'
import { findRevised, findSince, listRevised, type Revised } from './git.ts'

/** The source of a state: a file, or a file in a revision. */
export type StateSource = Readonly<
  { name: string; file: string } | { name: string; revised: Revised }
>

/** Two states to compare; without the old one the document is new, without the new one it was removed. */
export type StatePair = Readonly<{ old?: StateSource; now?: StateSource }>

/**
 * Find a state by the path of a file or by `REVISION:path`.
 *
 * @throws WrongUse if there is no such file.
 */
export async function findStateSource(spec: string): Promise<StateSource> {
  if (await isFile(spec)) return { name: spec, file: spec }
  if (!/^[^:]+:./s.test(spec)) {
    throw new WrongUse(`Unexpected lack of the file ${spec}, expected a file or REVISION:path`)
  }
  const revised = await findRevised(spec)
  return { name: revised.name, revised }
}

/**
 * Pair each source with its state in a revision; one that exists on one side only stays single.
 *
 * @param folders folders to search for sources.
 */
export async function pairSince(
  revision: string,
  sources: ReadonlyArray<string>,
  folders: ReadonlyArray<string>
): Promise<ReadonlyArray<StatePair>> {
  const before = await findSince(revision, sources)
  const pairs = sources.map((file): StatePair => {
    const revised = before.get(file)
    const now = { name: file, file }
    return revised ? { old: { name: revised.name, revised }, now } : { now }
  })
  const known = new Set([...before.values()].map(({ path }) => path))
  const gone = (await listRevised(revision, folders)).filter(({ path }) => !known.has(path))
  return [...pairs, ...gone.map((revised) => ({ old: { name: revised.name, revised } }))]
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

/** Name a document after its file. */
export function nameOf(source: StateSource): string {
  return parse('file' in source ? source.file : source.revised.path).name
}
