import type { PdfFile } from '../pdf/document.ts'

/** A breach of a standard: what is there, and what the standard wants. */
export type Fault = Readonly<{ what: string; want: string }>

/** What a PDF is held to: PDF/A-2a and PDF/UA-1, PDF/A-3a and PDF/UA-1 for one with a file attached, PDF/X-4. */
export type Profile = 'reading' | 'attached' | 'press'

/** A check: it looks through a file and tells every breach of its clauses. */
export type Check<File = PdfFile> = Readonly<{
  id: string
  /** The standards and their clauses; `kanben` is what the house asks beyond them. */
  clauses: string
  profiles: ReadonlyArray<Profile>
  find: (file: File, profile: Profile) => ReadonlyArray<Fault>
}>

/** The files a check is for: all of them, those to be read, the one for a press. */
export const every: ReadonlyArray<Profile> = ['reading', 'attached', 'press']
export const read: ReadonlyArray<Profile> = ['reading', 'attached']
export const printed: ReadonlyArray<Profile> = ['press']

/** Tell a fault unless something holds. */
export function unless(holds: boolean, what: string, want: string): ReadonlyArray<Fault> {
  return holds ? [] : [{ what, want }]
}
