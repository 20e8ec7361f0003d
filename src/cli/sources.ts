import { readdir, stat } from 'node:fs/promises'
import { extname, join, parse, resolve } from 'node:path'
import type { Target } from '../index.ts'
import { editionPath } from './output-paths.ts'
import { WrongUse } from './wrong-use.ts'

/** Tell whether a file found in a folder is a source: Markdown, and not a note on the folder. */
export function isSourceName(name: string): boolean {
  return extname(name) === '.md' && name.toLowerCase() !== 'readme.md'
}

/**
 * Find the source files for paths: a file itself, for a folder the `.md` files in it, sorted, without
 * a `README.md`.
 *
 * A missing path is kept, so that reading it reports it along with the other sources.
 *
 * @throws WrongUse if there are none, if a name is unusable, or if editions of two sources would
 * have the same name.
 */
export async function findSources(
  paths: ReadonlyArray<string>,
  targets: ReadonlyArray<Target>
): Promise<ReadonlyArray<string>> {
  const found = (await Promise.all(paths.map(expand))).flat()
  const sources = [...new Map(found.map((path) => [resolve(path), path])).values()]
  if (sources.length === 0) {
    throw new WrongUse(`Unexpected lack of sources, expected a .md file in ${paths.join(', ')}`)
  }
  for (const path of sources) refuseName(path)
  const byName = new Map<string, string>()
  for (const path of sources) {
    for (const target of targets) {
      // Some file systems ignore case and accents; there the second would overwrite the first.
      const name = editionPath(path, target, '').normalize('NFC').toLowerCase()
      const other = byName.get(name) ?? path
      byName.set(name, path)
      if (other === path) continue
      const reason = `Unexpected edition ${name} of two sources, ${other} and ${path}`
      throw new WrongUse(`${reason}, expected each source to have a name of its own`)
    }
  }
  return sources
}

/** Control characters would affect the terminal, and a name of only full stops is a folder's. */
function refuseName(path: string): void {
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(path)) {
    const found = `Unexpected control character in the path ${JSON.stringify(path)}`
    throw new WrongUse(`${found}, expected a path a person can read`)
  }
  if (!/^\.*$/.test(parse(path).name)) return
  throw new WrongUse(`Unexpected source ${path} without a name, expected one such as law.md`)
}

/** Tell whether a path is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

async function expand(path: string): Promise<ReadonlyArray<string>> {
  if (!(await isFolder(path))) return [path]
  const entries = await readdir(path, { withFileTypes: true })
  const names = entries.filter((entry) => !entry.isDirectory() && isSourceName(entry.name))
  return names.map((entry) => join(path, entry.name)).sort()
}
