import { availableParallelism } from 'node:os'
import type { ViteUserConfig } from 'vitest/config'
import { HeaviestFirst } from './setup/order.ts'

/** All tests except those that take minutes; `npm test`. */
const config: ViteUserConfig = {
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/source-guard.js', 'test/setup/temporary.ts', 'test/setup/compile.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Workers spend half of their time waiting for their browsers.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    // A larger nursery: the garbage of a printed book is collected less often.
    execArgv: ['--max-semi-space-size=32'],
    sequence: { sequencer: HeaviestFirst },
    // A worker keeps its browser and caches from one test file to the next.
    isolate: false
  }
}

// biome-ignore lint/style/noDefaultExport: Vitest takes no other.
export default config
