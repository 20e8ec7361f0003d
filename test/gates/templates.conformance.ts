import { describe, test } from 'vitest'
import { proveDeclaration, provePeers } from '../samples/declaration.ts'
import { proveConstructs } from '../samples/page-marks.ts'
import { proveNumbers } from '../samples/paragraph-numbers.ts'

// The same as in `npm test`, with the other templates.

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
