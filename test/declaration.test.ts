import { targets } from '../src/publish.ts'
import { proveDeclaration } from './declaration-sample.ts'

// `npm run test:conformance` tests the other templates.
proveDeclaration('official', targets)
proveDeclaration('vertical', ['pdf', 'booklet', 'cover', 'epub', 'html'])
