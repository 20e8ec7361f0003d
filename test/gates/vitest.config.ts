import { availableParallelism } from 'node:os'
import type { ViteUserConfig } from 'vitest/config'
import { HeaviestFirst } from '../setup/order.ts'

/** The tests that take minutes: every gate on every edition; `npm run test:conformance`. */
const config: ViteUserConfig = {
  test: {
    // `npm test` runs only a part of some tests.
    include: [
      'test/gates/*.conformance.ts',
      'test/{account/random,verify/epub,shape/coverage}.test.ts'
    ],
    env: { TRIALS: 'all' },
    globalSetup: [
      'test/setup/source-guard.js',
      'test/setup/temporary.ts',
      'test/gates/published.ts'
    ],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Workers spend half of their time waiting for child processes.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    // A larger nursery: the garbage of a printed book is collected less often.
    execArgv: ['--max-semi-space-size=32'],
    sequence: { sequencer: HeaviestFirst }
  }
}

// biome-ignore lint/style/noDefaultExport: Vitest takes no other.
export default config
