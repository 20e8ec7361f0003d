import { describe, test } from 'vitest'
import { proveDeclaration, provePeers } from '../declaration-sample.ts'
import { proveNumbers } from '../numbers-sample.ts'
import { proveConstructs } from '../page-sample.ts'
import { proveRandom } from '../random-sample.ts'
import { proveTorture } from '../torture-sample.ts'

// What `npm test` tries with some templates, with the others; and chance with more documents.

proveDeclaration('book', ['pdf', 'cover', 'epub', 'html'])
proveDeclaration('book-32k', ['pdf', 'cover'])
proveDeclaration('large-print', ['pdf', 'cover'])

test('the declaration keeps every rule on the page of the peers', provePeers)

describe('the declaration with its numbers in the margin', () => {
  test.each([
    ['book', ['pdf', 'press', 'booklet']],
    ['book-32k', ['pdf']],
    ['large-print', ['pdf']]
  ] as const)('%s keeps every rule', proveNumbers)
})

test.each(['official', 'vertical'])('every construct stands on its page in %s', async (name) => {
  await proveConstructs(name, 'foot')
})

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
  await proveRandom(template, seed, 120)
})
