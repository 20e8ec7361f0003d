import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { VFile } from 'vfile'
import { report } from '../index.ts'
import { isFolder } from './sources.ts'
import { unfinishedPaths } from './unfinished.ts'

/** What is written, or what gives it piece by piece. */
type Content = string | Uint8Array | AsyncIterable<string>

/**
 * Write a file whole or not at all: beside its place first, then renamed over it.
 *
 * @returns whether it was written; if not, the file given has a message.
 */
export async function write(path: string, content: Content, file: VFile): Promise<boolean> {
  return attempt(file, async () => {
    await makeFolder(dirname(path))
    await writeBeside(path, content, (temporary) => rename(temporary, path))
  })
}

/**
 * Try whether a folder can be made and written to, before work is spent on what goes there.
 *
 * @returns whether it can; if not, the file given has a message.
 */
export async function tryFolder(folder: string, file: VFile): Promise<boolean> {
  return attempt(file, async () => {
    await makeFolder(folder)
    await writeBeside(join(folder, 'trial'), '', (temporary) => rm(temporary))
  })
}

/**
 * Do what needs the disk.
 *
 * @returns whether it could be done; if not, the file given has a message.
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
 * Make a folder and those it lies in.
 *
 * Node's own recursive `mkdir` tries again for ever where a folder cannot be made though its parent
 * is there, as in /proc.
 */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return
  if (dirname(folder) !== folder) await makeFolder(dirname(folder))
  try {
    await mkdir(folder)
  } catch (error) {
    // Somebody else may have made it meanwhile.
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
      // Without it a power cut could leave the new name on an empty file.
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
