import { rmSync } from 'node:fs'

/** Paths of files that are being written. */
export const unfinished: Set<string> = new Set()

/**
 * Remove unfinished files when the program ends, and let a signal end it at once.
 *
 * Calling `process.exit` lets the listeners of `exit` run, the browser's among them.
 */
export function cleanUpOnExit(): void {
  process.once('exit', () => {
    for (const path of unfinished) rmSync(path, { force: true })
  })
  process.once('SIGHUP', () => process.exit(129))
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
}
