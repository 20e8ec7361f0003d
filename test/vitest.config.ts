import { availableParallelism } from 'node:os'
import type { ViteUserConfig } from 'vitest/config'
import { HeaviestFirst } from './order.ts'

/** All tests but those that take minutes. `npm test` runs them. */
const config: ViteUserConfig = {
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/source-guard.js', 'test/temporary.ts', 'test/compile.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Half of the time a worker waits for its browser.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    sequence: { sequencer: HeaviestFirst },
    // A worker keeps its browser, and what it has read, from one file of tests to the next.
    isolate: false
  }
}

// biome-ignore lint/style/noDefaultExport: Vitest takes no other.
export default config
