import { test } from 'vitest'
import { proveRandom } from './samples/random.ts'

// `npm run test:conformance` tests 60 documents each.
test.each([
  ['official', 5],
  ['book', 6],
  ['large-print', 7],
  ['vertical', 8]
])('no text is lost and no rule is broken without need in %s', async (template, seed) => {
  await proveRandom(template, seed, 20)
})
