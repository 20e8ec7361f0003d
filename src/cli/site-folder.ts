import { renameSync } from 'node:fs'
import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { VFile } from 'vfile'
import { digestOf, manifest, readManifest, report, type SiteFile } from '../index.ts'
import { unfinishedPaths } from './unfinished.ts'
import { attempt } from './write.ts'

/**
 * Check whether the folder of a site may be replaced: it is missing, is empty, or only holds the
 * unchanged files of its own list.
 *
 * @returns whether it may; if not, a message is added to the file given.
 */
export async function trySiteFolder(folder: string, file: VFile): Promise<boolean> {
  let foreign: Foreign | undefined
  const isRead = await attempt(file, async () => {
    foreign = await findForeign(folder)
  })
  if (foreign === undefined) return isRead
  const reason = `Unexpected ${foreign.what}, expected nothing but a site as kanben made it`
  report(file, foreign.rule, reason)
  return false
}

/**
 * Replace the whole folder of a site: the new one is made beside it, and two renames swap them. A
 * failure before that leaves the old one unchanged. Only a power cut can come between the renames,
 * and then both folders exist.
 *
 * @returns whether it was replaced; if not, a message is added to the file given.
 */
export async function replaceSiteFolder(
  folder: string,
  files: ReadonlyArray<SiteFile>,
  file: VFile
): Promise<boolean> {
  if (!(await trySiteFolder(folder, file))) return false
  const beside = (ending: string) => {
    return join(dirname(folder), `.${basename(folder)}.${process.pid}.${ending}`)
  }
  const fresh = beside('tmp')
  const old = beside('old')
  unfinishedPaths.add(fresh)
  try {
    return await attempt(file, async () => {
      await rm(fresh, { recursive: true, force: true })
      for (const { path, bytes } of files) {
        const place = join(fresh, ...path.split('/'))
        await mkdir(dirname(place), { recursive: true })
        // Otherwise a power cut could leave empty files under the new name.
        await writeFile(place, bytes, { flush: true })
      }
      const isThere = (await entryOf(folder)) !== undefined
      swap(fresh, folder, isThere ? old : undefined)
      if (isThere) unfinishedPaths.add(old)
      await rm(old, { recursive: true, force: true, maxRetries: 5 })
      unfinishedPaths.delete(old)
    })
  } finally {
    await rm(fresh, { recursive: true, force: true })
    unfinishedPaths.delete(fresh)
  }
}

/**
 * List the documents of the site in a folder, which is as kanben made it; none if it is missing.
 *
 * @returns undefined if it cannot be read, with a message on the file given.
 */
export async function documentsIn(
  folder: string,
  file: VFile
): Promise<ReadonlyArray<string> | undefined> {
  let list = ''
  const isRead = await attempt(file, async () => {
    const path = join(folder, manifest)
    if (await entryOf(path)) list = await readFile(path, 'utf8')
  })
  if (!isRead) return undefined
  const paths = [...readManifest(list).keys()]
  return paths.flatMap((path) => /^([^/]+)\/index\.html$/.exec(path)?.[1] ?? [])
}

/** Put a folder in the place of another, which is restored if that fails. */
function swap(fresh: string, folder: string, old: string | undefined): void {
  if (old !== undefined) renameSync(folder, old)
  try {
    renameSync(fresh, folder)
  } catch (error) {
    if (old !== undefined) renameSync(old, folder)
    throw error
  }
}

/** Something in a folder that kanben did not write, and the rule it breaks. */
type Foreign = Readonly<{ rule: 'site-foreign' | 'site-changed'; what: string }>

/** Find something in a folder that its list does not name or that has changed since. */
async function findForeign(folder: string): Promise<Foreign | undefined> {
  const entry = await entryOf(folder)
  if (!entry) return undefined
  const rule = 'site-foreign'
  if (!entry.isDirectory()) return { rule, what: 'file or link in place of the folder' }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ entry, path: pathIn(folder, join(entry.parentPath, entry.name)) }))
  const isListed = paths.some(({ entry, path }) => path === manifest && entry.isFile())
  const list = readManifest(isListed ? await readFile(join(folder, manifest), 'utf8') : '')
  // Another program may have written a list of that name.
  const hasList = isListed && list.has('index.html') && list.has('feed.xml')
  for (const { entry, path } of paths) {
    if (path === manifest && hasList) continue
    const digest = hasList ? list.get(path) : undefined
    if (digest === undefined || !entry.isFile()) return { rule, what: `file \`${path}\`` }
    if (digestOf(await readFile(join(folder, path))) !== digest) {
      return { rule: 'site-changed', what: `change of \`${path}\`` }
    }
  }
  return undefined
}

function pathIn(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/')
}

async function entryOf(path: string): Promise<Awaited<ReturnType<typeof lstat>> | undefined> {
  return lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
