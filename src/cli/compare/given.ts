import { stat } from 'node:fs/promises'
import { parse } from 'node:path'
import { WrongUse } from '../wrong-use.ts'
import { findRevised, findSince, listRevised, type Revised } from './git.ts'

/** A state of a source: a file, or one of a revision. */
export type Given = Readonly<{ name: string; file: string } | { name: string; revised: Revised }>

/** Two states to be compared; without the one the document is new, without the other it is gone. */
export type Couple = Readonly<{ old?: Given; now?: Given }>

/**
 * Find a state: the path of a file, or `REVISION:path`.
 *
 * @throws WrongUse if it is neither.
 */
export async function findGiven(spec: string): Promise<Given> {
  if (await isFile(spec)) return { name: spec, file: spec }
  if (!/^[^:]+:./s.test(spec)) {
    throw new WrongUse(`Unexpected lack of the file ${spec}, expected a file or REVISION:path`)
  }
  const revised = await findRevised(spec)
  return { name: revised.name, revised }
}

/**
 * Couple each source with the state it had in a revision; what there is only in one of them is alone.
 *
 * @param folders in which sources are looked for.
 */
export async function coupleSince(
  revision: string,
  sources: ReadonlyArray<string>,
  folders: ReadonlyArray<string>
): Promise<ReadonlyArray<Couple>> {
  const before = await findSince(revision, sources)
  const couples = sources.map((file): Couple => {
    const revised = before.get(file)
    const now = { name: file, file }
    return revised ? { old: { name: revised.name, revised }, now } : { now }
  })
  const known = new Set([...before.values()].map(({ path }) => path))
  const gone = (await listRevised(revision, folders)).filter(({ path }) => !known.has(path))
  return [...couples, ...gone.map((revised) => ({ old: { name: revised.name, revised } }))]
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

/** Name a document after its file. */
export function nameOf(given: Given): string {
  return parse('file' in given ? given.file : given.revised.path).name
}
