import { test } from 'vitest'
import { proveRandom } from '../samples/random.ts'
import { proveTorture } from '../samples/torture.ts'

// The same as in `npm test`, with more templates and documents.

test.each(['book', 'large-print'])(
  'every construct is printed in %s, and what no line could keep is reported',
  proveTorture
)

test.each([
  ['official', 1],
  ['book', 2],
  ['large-print', 3],
  ['vertical', 4]
])('no text is lost and no rule is broken without need in %s', async (template, seed) => {
  await proveRandom(template, seed, 60)
})
