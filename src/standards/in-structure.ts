import type { PdfFile } from '../pdf/document.ts'
import type { StructureElement } from '../pdf/structure-tree.ts'
import type { Fault } from './fault.ts'

/** Look at every element; a fault names the text or the place it stands in. */
export function inElements(
  { tags, pages }: PdfFile,
  find: (tag: StructureElement) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  const numbers = new Map(pages.map(({ ref, number }) => [ref.toString(), number]))
  return tags.all.flatMap((tag) =>
    find(tag).map(({ what, want }) => {
      const page = numbers.get(firstPage(tag) ?? '')
      return { what: `${what} in ${tag.role}${page ? ` on page ${page}` : ''}`, want }
    })
  )
}

function firstPage({ kids }: StructureElement): string | undefined {
  for (const kid of kids) {
    const page = kid.kind === 'content' ? kid.page?.toString() : undefined
    const found = kid.kind === 'tag' ? firstPage(kid.tag) : page
    if (found) return found
  }
  return undefined
}
