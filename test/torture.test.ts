import { test } from 'vitest'
import { proveTorture } from './samples/torture.ts'

// `npm run test:conformance` tests the other templates.
test.each(['official', 'vertical'])(
  'every construct is printed in %s, and what no line could keep is reported',
  proveTorture
)
