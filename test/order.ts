import { basename } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files of tests that print most: begun last, one of them would keep a single worker busy at the end. */
const heaviest = [
  'reproduce',
  'cli',
  'conformance',
  'declaration',
  'torture',
  'pdf',
  'paragraph-numbers'
]

/** Begins with the heaviest files; the others follow by their size. */
export class HeaviestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = heaviest.indexOf(basename(moduleId, '.test.ts'))
      return place < 0 ? heaviest.length : place
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
