import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Test files that take longest: started last, one of them would keep a single worker busy at the end. */
const heaviest = [
  ...['gates/html', 'gates/mutants', 'gates/templates', 'gates/epub', 'gates/chance'],
  ...[
    'cli',
    'render/pdf/pictures',
    'cli/reproduce',
    'render/pdf',
    'verify/rules',
    'render/pdf/cover'
  ],
  ...['declaration', 'verify/pdf/faults', 'cli/compare', 'report', 'render/pdf/tags'],
  ...['verify/pdf/conformance', 'verify/text/page-identity', 'package', 'torture']
]

/** Starts with the slowest files; the others follow by size. */
export class HeaviestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const name = relative('test', moduleId).replace(/\.(?:test|conformance)\.ts$/, '')
      const place = heaviest.indexOf(name)
      return place < 0 ? heaviest.length : place
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
