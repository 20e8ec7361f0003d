import { posix } from 'node:path'
import type { Element } from 'hast'
import { visit } from 'unist-util-visit'
import type { Sheet } from './sheets.ts'

/**
 * Lead the links inside a document from file to file.
 *
 * References by identifier that ARIA makes (`aria-describedby`) cannot leave a file; what would
 * point outside is dropped. The sheets are changed in place.
 */
export function relink(sheets: ReadonlyArray<Sheet>): void {
  const at = new Map(
    sheets.flatMap((sheet) => [...idsOf(sheet.content)].map((id) => [id, sheet] as const))
  )
  for (const sheet of sheets) {
    const here = idsOf(sheet.content)
    visit(sheet.content, 'element', (node) => {
      const { href } = node.properties
      if (typeof href === 'string' && href.startsWith('#')) {
        const there = at.get(decode(href.slice(1)))
        if (there && there !== sheet) node.properties.href = `${between(sheet, there)}${href}`
      }
      keepReferences(node, 'ariaDescribedBy', here)
      keepReferences(node, 'ariaLabelledBy', here)
    })
  }
}

/** The way from a sheet to another one. */
function between(from: Sheet, to: Sheet): string {
  return posix.relative(posix.dirname(from.path), to.path)
}

/** The identifiers in a tree, in order. */
export function idsOf(tree: Element): ReadonlySet<string> {
  const ids = new Set<string>()
  visit(tree, 'element', ({ properties }) => {
    if (typeof properties.id === 'string') ids.add(properties.id)
  })
  return ids
}

function keepReferences(
  { properties }: Element,
  name: 'ariaDescribedBy' | 'ariaLabelledBy',
  here: ReadonlySet<string>
): void {
  const value = properties[name]
  if (value === undefined) return
  const ids = (Array.isArray(value) ? value.map(String) : String(value).split(/\s+/)).filter((id) =>
    here.has(id)
  )
  if (ids.length > 0) properties[name] = ids
  else delete properties[name]
}

/** Markdown writes fragments per cent encoded (URL, 4.5); a stray `%` stands for itself. */
function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
