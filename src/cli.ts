#!/usr/bin/env node
import { run } from './cli/run.ts'
import { cleanUpOnExit } from './cli/unfinished.ts'

cleanUpOnExit()
// A reader that has seen enough (`kanben build | head -1`) is no fault.
for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreBrokenPipe)
const args = process.argv.slice(2)
try {
  process.exitCode = await run(args)
} catch (error) {
  const { endByBug } = await import('./cli/refuse.ts')
  endByBug(args, error)
}

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
