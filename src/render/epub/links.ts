import { posix } from 'node:path'
import type { Element } from 'hast'
import { visit } from 'unist-util-visit'
import type { XhtmlFile } from './xhtml-files.ts'

/**
 * Rewrite internal links to work across files.
 *
 * ARIA references (`aria-describedby`) cannot cross files; those to other files are dropped. The
 * files are changed in place.
 */
export function relink(xhtmlFiles: ReadonlyArray<XhtmlFile>): void {
  const at = new Map(
    xhtmlFiles.flatMap((xhtmlFile) =>
      [...idsOf(xhtmlFile.content)].map((id) => [id, xhtmlFile] as const)
    )
  )
  for (const xhtmlFile of xhtmlFiles) {
    const here = idsOf(xhtmlFile.content)
    visit(xhtmlFile.content, 'element', (node) => {
      const { href } = node.properties
      if (typeof href === 'string' && href.startsWith('#')) {
        const there = at.get(decode(href.slice(1)))
        if (there && there !== xhtmlFile)
          node.properties.href = `${between(xhtmlFile, there)}${href}`
      }
      keepReferences(node, 'ariaDescribedBy', here)
      keepReferences(node, 'ariaLabelledBy', here)
    })
  }
}

/** Return the relative path from one file to another. */
function between(from: XhtmlFile, to: XhtmlFile): string {
  return posix.relative(posix.dirname(from.path), to.path)
}

/** List the identifiers in a tree, in order. */
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

/** Fragments from Markdown are percent-encoded (URL, 4.5); a stray `%` is literal. */
function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
