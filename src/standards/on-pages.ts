import type { PdfFile, PdfPage } from '../pdf/document.ts'
import type { Fault } from './fault.ts'

/** Look at every page; a fault names its number. */
export function onPages<File extends PdfFile>(
  { pages }: File,
  find: (page: PdfPage) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  return pages.flatMap((page) =>
    find(page).map(({ what, want }) => ({ what: `${what} on page ${page.number}`, want }))
  )
}
