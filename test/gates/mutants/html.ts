import { pageAttackFaults } from './html-attacks.ts'
import { headFaults } from './html-head.ts'
import { pageStructureFaults } from './html-structure.ts'
import { pageTextFaults } from './html-text.ts'
import { type Mutant, mutantOf } from './plant.ts'

/** Every fault planted in a good web page. */
export const htmlMutants: ReadonlyArray<Mutant> = [
  ...headFaults,
  ...pageTextFaults,
  ...pageStructureFaults,
  ...pageAttackFaults
].map(mutantOf)
