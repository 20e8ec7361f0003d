import { rmSync } from 'node:fs'

/** Paths of files that are being written, and of folders that only this run has a use for. */
export const unfinishedPaths: Set<string> = new Set()

/** What ends each process that was started for this run, and waits until it has ended. */
export const runningProcesses: Set<() => Promise<unknown>> = new Set()

/**
 * Remove unfinished files when the program ends, and let a signal end it at once.
 *
 * Calling `process.exit` lets the listeners of `exit` run, the browser's among them.
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

/** A process that still ran would write into a folder that is being removed; another may just begin. */
async function end(code: number): Promise<void> {
  while (runningProcesses.size > 0) await Promise.all([...runningProcesses].map((stop) => stop()))
  process.exit(code)
}
