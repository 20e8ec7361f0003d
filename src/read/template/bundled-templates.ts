import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the bundled templates and their shared files. */
export const templatesFolder: string = fileURLToPath(
  new URL('../../../templates/', import.meta.url)
)

/**
 * Find the folder of a template.
 *
 * @param name name of a bundled template, or a path: it contains a slash or begins with a full
 * stop.
 * @param from the folder to which a path is relative.
 * @returns `undefined` if there is no such template; a path need not exist.
 */
export async function templateFolder(name: string, from: string): Promise<string | undefined> {
  if (/[\\/]|^\./.test(name)) return resolve(from, name)
  return (await bundledTemplates()).includes(name) ? join(templatesFolder, name) : undefined
}

/** List the names of the bundled templates: folders with a settings file. */
export async function bundledTemplates(): Promise<ReadonlyArray<string>> {
  const paths = await readdir(templatesFolder, { recursive: true })
  return paths
    .filter((path) => basename(path) === 'settings.yaml')
    .map((path) => path.replace(/[\\/]settings\.yaml$/, ''))
    .sort()
}
