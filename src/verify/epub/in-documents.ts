import type { Fault } from '../markup/fault.ts'
import type { MarkupFile } from '../read/markup.ts'
import type { Publication } from './publication.ts'

/** Look through the documents, the navigation too; a fault names the one it is in. */
export function inDocuments(
  { spine, navigation }: Publication,
  find: (document: MarkupFile) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  return [...new Set([...spine, navigation])].flatMap((document) =>
    find(document).map(({ what, want }) => ({ what: `${what}, ${document.path},`, want }))
  )
}
