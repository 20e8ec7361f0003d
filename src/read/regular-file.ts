import { constants, type Stats } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'

const largest = 256 * 1024 * 1024

/**
 * Read a regular file of at most 256 MiB.
 *
 * Never throws and never blocks: a FIFO or device is opened without blocking and refused.
 *
 * @returns the bytes, or a short description of what is there instead.
 */
export async function readRegularFile(path: string): Promise<Uint8Array | string> {
  try {
    const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY
    const handle = await open(path, flags)
    try {
      const stats = await handle.stat()
      if (!stats.isFile()) return kindOf(stats)
      if (stats.size > largest) return `file of ${Math.ceil(stats.size / 1024 / 1024)} MiB`
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    return wordsFor(error)
  }
}

/**
 * Read a regular file by its path relative to the file that names it; it must be inside that file's
 * folder.
 *
 * Symbolic links are resolved before the folders are compared.
 *
 * @returns the bytes, or a short description of what is there instead.
 */
export async function readBeside(from: string, path: string): Promise<Uint8Array | string> {
  if (isAbsolute(path)) return 'absolute path'
  try {
    const folder = await realpath(dirname(from))
    const target = await realpath(resolve(folder, path))
    const way = relative(folder, target)
    if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) {
      return 'file outside the folder it is named in'
    }
    return await readRegularFile(target)
  } catch (error) {
    return wordsFor(error)
  }
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'folder'
  if (stats.isFIFO()) return 'FIFO'
  return stats.isSocket() ? 'socket' : 'device'
}

function wordsFor(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing file'
  if (code === 'EACCES' || code === 'EPERM') return 'file nobody lets us read'
  if (code === 'ERR_INVALID_ARG_VALUE') return 'path with a null character'
  if (code === 'ENAMETOOLONG') return 'path that is too long'
  if (code === 'ELOOP') return 'link that leads back to itself'
  // For sockets, and devices without a driver.
  if (code === 'ENXIO') return 'socket or device'
  return `failure ${code}`
}
