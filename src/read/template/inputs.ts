import { join } from 'node:path'
import { digestOf, type Template } from '../../book.ts'
import { readRegularFile } from '../regular-file.ts'
import { shelf } from './shelf.ts'
import { shared } from './styles.ts'

/** Digest the settings and style sheets of a template and of all it extends, and those all share. */
export async function readInputs(folders: ReadonlyArray<string>): Promise<Template['inputs']> {
  const sheets = Object.keys(shared).map((medium) => `${medium}.css`)
  const own = folders.flatMap((folder) =>
    ['settings.yaml', ...sheets].map((name) => join(folder, name))
  )
  const common = Object.values(shared).flatMap((names) =>
    names.map((name) => join(shelf, 'shared', name))
  )
  const inputs = await Promise.all(
    [...own, ...common].map(async (path) => {
      const bytes = await readRegularFile(path)
      if (typeof bytes === 'string') return []
      const name = path.split(/[\\/]/).slice(-2).join('/')
      return [{ name, sha256: digestOf(bytes) }]
    })
  )
  return inputs.flat()
}
