import type { Finished, Profile } from './finished.ts'

/** A breach of a standard: what is there, and what it wants. */
export type Fault = Readonly<{ what: string; want: string }>

/** A check: it looks through a finished file and tells every breach of its clauses. */
export type Check = Readonly<{
  id: string
  /** The standards and their clauses; `kanben` is what the house asks beyond them. */
  clauses: string
  profiles: ReadonlyArray<Profile>
  find: (finished: Finished) => ReadonlyArray<Fault>
}>

/** The files a check is for: all of them, those to be read, the one for a press. */
export const every: ReadonlyArray<Profile> = ['reading', 'attached', 'press']
export const read: ReadonlyArray<Profile> = ['reading', 'attached']
export const printed: ReadonlyArray<Profile> = ['press']

/** Tell a fault unless something holds. */
export function unless(holds: boolean, what: string, want: string): ReadonlyArray<Fault> {
  return holds ? [] : [{ what, want }]
}
