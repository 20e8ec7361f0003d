import { basename } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files of tests that print most: begun last, one of them would keep a single worker busy at the end. */
const heaviest = [
  ...['html.conformance', 'mutants.conformance', 'templates.conformance', 'epub.conformance'],
  ...['chance.conformance', 'reproduce.test', 'cli.test', 'conformance.test', 'declaration.test'],
  ...['torture.test', 'pdf.test', 'paragraph-numbers.test']
]

/** Begins with the heaviest files; the others follow by their size. */
export class HeaviestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = heaviest.indexOf(basename(moduleId, '.ts'))
      return place < 0 ? heaviest.length : place
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
