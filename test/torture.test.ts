import { test } from 'vitest'
import { proveTorture } from './torture-sample.ts'

// Other templates are tried by `npm run test:conformance`.
test.each(['official', 'vertical'])(
  'every construct is printed in %s, and what no line could keep is reported',
  proveTorture
)
