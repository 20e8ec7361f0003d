#!/usr/bin/env node
import { run } from './cli/run.ts'
import { cleanUpOnExit } from './cli/unfinished.ts'

cleanUpOnExit()
// A reader that has seen enough (`kanben build | head -1`) is no fault.
for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreBrokenPipe)
process.exitCode = await run(process.argv.slice(2))

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
