import type { ViteUserConfig } from 'vitest/config'

/** The tests that take minutes: every gate on every edition. `npm run test:conformance` runs them. */
const config: ViteUserConfig = {
  test: {
    include: ['test/gates/*.conformance.ts'],
    globalSetup: [
      'test/source-guard.js',
      'test/temporary.ts',
      'test/compile.ts',
      'test/gates/shelf.ts'
    ],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: '100%'
  }
}

// biome-ignore lint/style/noDefaultExport: Vitest takes no other.
export default config
