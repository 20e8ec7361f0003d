import type { Root } from 'hast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { type Correction, nearest, report } from '../book.ts'

/** Report corrections whose `at` is not an identifier of the text or its title. */
export function rehypeCorrections(
  corrections: ReadonlyArray<Correction>
): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const ids = new Set(['title'])
    visit(tree, 'element', ({ properties: { id } }) => {
      if (typeof id === 'string') ids.add(id)
    })
    for (const { at, places } of corrections) {
      if (at === undefined || ids.has(at)) continue
      const reason = `Unexpected \`corrections.at: ${at.slice(0, 80)}\`, expected an identifier of the text`
      const near = nearest(at, sortByNumber(ids, at))
      report(
        file,
        'correction-place',
        near ? `${reason}: did you mean \`${near}\`?` : reason,
        places?.at
      )
    }
  }
}

/** Among equally similar identifiers prefer the one with the nearest number. */
function sortByNumber(ids: ReadonlySet<string>, meant: string): ReadonlyArray<string> {
  const distance = (id: string): number => Math.abs(numberIn(id) - numberIn(meant))
  return [...ids].sort((one, other) => distance(one) - distance(other))
}

function numberIn(id: string): number {
  return Number(/\d+/.exec(id)?.[0] ?? 0)
}
