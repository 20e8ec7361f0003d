import { basename } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Test files that print most: started last, one of them would keep a single worker busy at the end. */
const heaviest = [
  ...['html.conformance', 'mutants.conformance', 'templates.conformance', 'epub.conformance'],
  ...['chance.conformance', 'reproduce.test', 'cli.test', 'conformance.test', 'declaration.test'],
  ...['torture.test', 'pdf.test', 'paragraph-numbers.test']
]

/** Starts with the slowest files; the others follow by size. */
export class HeaviestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = heaviest.indexOf(basename(moduleId, '.ts'))
      return place < 0 ? heaviest.length : place
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
