import { targets } from '../src/book.ts'
import { proveDeclaration } from './declaration-sample.ts'

// Other templates are tried by `npm run test:conformance`.
proveDeclaration('official', targets)
proveDeclaration('vertical', ['pdf', 'booklet', 'cover', 'epub', 'html'])
