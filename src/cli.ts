#!/usr/bin/env node
import { run } from './cli/run.ts'
import { cleanUpOnExit } from './cli/unfinished.ts'

cleanUpOnExit()
// A reader may close the pipe early (`kanben build | head -1`); that is no error.
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
