import { join } from 'node:path'
import type { VFile } from 'vfile'
import { readRegularFile } from '../regular-file.ts'
import { complain } from './complaint.ts'
import { type Entry, fieldOf, readEntry } from './entry.ts'
import { folderOf, shelved } from './shelf.ts'

/** A template as it is written, without what it extends. */
export type Link = Readonly<{ folder: string; settings: Entry }>

/**
 * Read the settings of a template and of all it extends, the root first.
 *
 * @param below folders of the templates that extend it.
 * @returns nothing, and messages on the file, if one of them cannot be read.
 */
export async function readChain(
  folder: string,
  file: VFile,
  below: ReadonlyArray<string> = []
): Promise<ReadonlyArray<Link> | undefined> {
  const settings = await readSettings(join(folder, 'settings.yaml'), file)
  if (!settings) return undefined
  const link = { folder, settings }
  const base = fieldOf(settings, 'extends')
  if (typeof base?.value !== 'string') return [link]
  const above = await folderOf(base.value, folder)
  const fault = !above
    ? `expected a path or ${(await shelved()).join(', ')}`
    : [...below, folder].includes(above) && 'expected a template that does not extend this one'
  if (!above || fault) {
    const reason = `Unexpected \`extends: ${base.value}\`, ${fault}`
    complain(file, 'template-settings', reason, base.place)
    return undefined
  }
  const chain = await readChain(above, file, [...below, folder])
  return chain && [...chain, link]
}

async function readSettings(path: string, file: VFile): Promise<Entry | undefined> {
  const start = { path, line: 1, column: 1 }
  const bytes = await readRegularFile(path)
  if (typeof bytes === 'string') {
    const reason = `Unexpected ${bytes}, expected the settings of a template`
    complain(file, 'template-settings', reason, start)
    return undefined
  }
  const result = readEntry(new TextDecoder().decode(bytes), path)
  if ('value' in result) return result
  for (const { reason, place } of result) complain(file, 'template-settings', reason, place)
  return undefined
}
