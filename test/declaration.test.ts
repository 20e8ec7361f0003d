import { targets } from '../src/book.ts'
import { proveDeclaration } from './samples/declaration.ts'

// `npm run test:conformance` tests the other templates.
proveDeclaration('official', targets)
proveDeclaration('vertical', ['pdf', 'booklet', 'cover', 'epub', 'html'])
