import { others } from './attachments.ts'
import { book } from './book.ts'
import { colours } from './colours.ts'
import { files } from './files.ts'
import { fonts } from './fonts.ts'
import { metadata } from './metadata.ts'
import type { Mutant } from './mutations.ts'
import { navigation } from './navigation.ts'
import { pages } from './pages.ts'
import { tags } from './tags.ts'

/** Every fault there is. */
export const mutants: ReadonlyArray<Mutant> = [
  ...files,
  ...metadata,
  ...colours,
  ...pages,
  ...fonts,
  ...tags,
  ...book,
  ...navigation,
  ...others
]
