import { stat } from 'node:fs/promises'
import { parse } from 'node:path'
import { WrongUse } from '../wrong-use.ts'
import { findRevised, findSince, listRevised, type Revised } from './git.ts'

/** A state of a source: a file, or one of a revision. */
export type StateSource = Readonly<
  { name: string; file: string } | { name: string; revised: Revised }
>

/** Two states to be compared; without the one the document is new, without the other it is gone. */
export type StatePair = Readonly<{ old?: StateSource; now?: StateSource }>

/**
 * Find a state: the path of a file, or `REVISION:path`.
 *
 * @throws WrongUse if it is neither.
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
 * Pair each source with the state it had in a revision; what there is only in one of them is alone.
 *
 * @param folders in which sources are looked for.
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
