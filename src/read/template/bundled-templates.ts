import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the templates kanben brings, and of what they share. */
export const templatesFolder: string = fileURLToPath(
  new URL('../../../templates/', import.meta.url)
)

/**
 * Find the folder of a template.
 *
 * @param name of a template on the shelf, or a path: it holds a slash or begins with a full stop.
 * @param from the folder a path is relative to.
 * @returns nothing if there is no such name; a path need not lead anywhere.
 */
export async function templateFolder(name: string, from: string): Promise<string | undefined> {
  if (/[\\/]|^\./.test(name)) return resolve(from, name)
  return (await bundledTemplates()).includes(name) ? join(templatesFolder, name) : undefined
}

/** List the names of the templates on the shelf; what has no settings is none. */
export async function bundledTemplates(): Promise<ReadonlyArray<string>> {
  const paths = await readdir(templatesFolder, { recursive: true })
  return paths
    .filter((path) => basename(path) === 'settings.yaml')
    .map((path) => path.replace(/[\\/]settings\.yaml$/, ''))
    .sort()
}
