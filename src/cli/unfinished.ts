import { rmSync } from 'node:fs'

/** Paths of files being written, and of temporary folders of this run. */
export const unfinishedPaths: Set<string> = new Set()

/** Functions that end the child processes and wait for their end. */
export const runningProcesses: Set<() => Promise<unknown>> = new Set()

/**
 * Remove unfinished files when the program ends, and end it at once on a signal.
 *
 * Calling `process.exit` runs the `exit` listeners, including the browser's.
 */
export function cleanUpOnExit(): void {
  process.once('exit', () => {
    for (const path of unfinishedPaths)
      rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  })
  process.once('SIGHUP', () => end(129))
  process.once('SIGINT', () => end(130))
  process.once('SIGTERM', () => end(143))
}

/** A process still running would write into a folder being removed; new ones may start meanwhile. */
async function end(code: number): Promise<void> {
  while (runningProcesses.size > 0) await Promise.all([...runningProcesses].map((stop) => stop()))
  process.exit(code)
}
