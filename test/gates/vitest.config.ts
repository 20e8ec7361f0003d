import { availableParallelism } from 'node:os'
import type { ViteUserConfig } from 'vitest/config'
import { HeaviestFirst } from '../order.ts'

/** The tests that take minutes: every gate on every edition. `npm run test:conformance` runs them. */
const config: ViteUserConfig = {
  test: {
    // Of some tests `npm test` makes only a part.
    include: [
      'test/gates/*.conformance.ts',
      'test/{account-random,check-epub,shape-coverage}.test.ts'
    ],
    env: { TRIALS: 'all' },
    globalSetup: ['test/source-guard.js', 'test/temporary.ts', 'test/gates/published.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Half of the time a worker waits for what it has started.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    sequence: { sequencer: HeaviestFirst }
  }
}

// biome-ignore lint/style/noDefaultExport: Vitest takes no other.
export default config
