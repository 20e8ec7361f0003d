import { attackFaults } from './attacks.ts'
import { packageFaults } from './packages.ts'
import { type Mutant, mutantOf } from './plant.ts'
import { structureFaults } from './structures.ts'
import { textFaults } from './texts.ts'
import { unseenFaults } from './unseen.ts'
import { wayFaults } from './ways.ts'
import { zipFaults } from './zip.ts'

/** Every fault planted in a good EPUB. */
export const epubMutants: ReadonlyArray<Mutant> = [
  ...zipFaults,
  ...packageFaults,
  ...wayFaults,
  ...textFaults,
  ...unseenFaults,
  ...structureFaults,
  ...attackFaults
].map(mutantOf)
