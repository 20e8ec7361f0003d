import type { Fault } from '../markup/fault.ts'
import type { Sheet } from '../read/markup.ts'
import type { Publication } from './publication.ts'

/** Look through the documents, the navigation too; a fault names the one it is in. */
export function inDocuments(
  { spine, navigation }: Publication,
  find: (sheet: Sheet) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  return [...new Set([...spine, navigation])].flatMap((sheet) =>
    find(sheet).map(({ what, want }) => ({ what: `${what}, ${sheet.path},`, want }))
  )
}
