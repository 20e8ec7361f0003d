import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { VFile } from 'vfile'
import { report } from '../index.ts'
import { isFolder } from './sources.ts'
import { unfinishedPaths } from './unfinished.ts'

/** The content, whole or in pieces. */
type Content = string | Uint8Array | AsyncIterable<string>

/**
 * Write a file completely or not at all: under a temporary name beside it, then renamed.
 *
 * @returns whether it was written; if not, a message is added to the file given.
 */
export async function write(path: string, content: Content, file: VFile): Promise<boolean> {
  return attempt(file, async () => {
    await makeFolder(dirname(path))
    await writeBeside(path, content, (temporary) => rename(temporary, path))
  })
}

/**
 * Check whether a folder can be made and written to, before working on its content.
 *
 * @returns whether it can; if not, a message is added to the file given.
 */
export async function tryFolder(folder: string, file: VFile): Promise<boolean> {
  return attempt(file, async () => {
    await makeFolder(folder)
    await writeBeside(join(folder, 'trial'), '', (temporary) => rm(temporary))
  })
}

/**
 * Run a task that needs the disk.
 *
 * @returns whether it succeeded; if not, a message is added to the file given.
 */
export async function attempt(file: VFile, work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    report(
      file,
      'output-unwritable',
      `Unexpected failure (${error.message}), expected to write here`
    )
    return false
  }
}

/**
 * Make a folder and its parents.
 *
 * Node's own recursive `mkdir` loops for ever where the parent exists but the folder cannot be
 * made, as in /proc.
 */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return
  if (dirname(folder) !== folder) await makeFolder(dirname(folder))
  try {
    await mkdir(folder)
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!(await isFolder(folder))) throw error
  }
}

async function writeBeside(
  path: string,
  content: Content,
  finish: (temporary: string) => Promise<void>
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  unfinishedPaths.add(temporary)
  try {
    const handle = await open(temporary, 'w')
    try {
      await writeFile(handle, content)
      // Otherwise a power cut could leave an empty file under the new name.
      await handle.sync()
    } finally {
      await handle.close()
    }
    await finish(temporary)
  } finally {
    await rm(temporary, { force: true })
    unfinishedPaths.delete(temporary)
  }
}
