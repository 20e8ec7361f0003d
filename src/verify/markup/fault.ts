import type { VFile } from 'vfile'
import { type RuleId, report } from '../../book.ts'

/** Something an edition must not have: what is there, with its place, and what is wanted. */
export type Fault = Readonly<{ what: string; want: string }>

/** A check of an edition that was read back: it tells every breach of its clauses. */
export type Check<Read> = Readonly<{
  id: string
  /** The standard and its clauses; `kanben` is what the house asks beyond them. */
  clauses: string
  /** The rule that says how to mend it, if not that of all packages. */
  rule?: RuleId
  find: (read: Read) => ReadonlyArray<Fault>
}>

/** What a check found. */
export type Finding<Read> = Readonly<{ check: Check<Read>; faults: ReadonlyArray<Fault> }>

/** Tell a fault unless something holds. */
export function unless(holds: boolean, what: string, want: string): ReadonlyArray<Fault> {
  return holds ? [] : [{ what, want }]
}

/** Tell of two lists that ought to be equal the first place where they are not. */
export function compareLists(
  found: ReadonlyArray<string>,
  wanted: ReadonlyArray<string>,
  where: string
): ReadonlyArray<Fault> {
  const index = wanted.findIndex((item, at) => item !== found[at])
  if (index < 0 && found.length <= wanted.length) return []
  const at = index < 0 ? wanted.length : index
  const what = `${found[at] ?? 'end'} as number ${at + 1} of ${where}`
  return [{ what, want: wanted[at] ?? 'the end' }]
}

/** Make checks; tell those that found a fault. */
export function findFaults<Read>(
  checks: ReadonlyArray<Check<Read>>,
  read: Read
): ReadonlyArray<Finding<Read>> {
  return checks.flatMap((check) => {
    const faults = check.find(read)
    return faults.length > 0 ? [{ check, faults }] : []
  })
}

/** Put what checks found on a file: of each the first fault, and how many more there are. */
export function reportFaults<Read>(
  findings: ReadonlyArray<Finding<Read>>,
  name: string,
  file: VFile
): void {
  for (const { check, faults } of findings) {
    const [first] = faults
    const more = faults.length > 1 ? ` and ${faults.length - 1} more` : ''
    if (!first) continue
    report(
      file,
      check.rule ?? 'edition-package',
      `Unexpected ${first.what}${more} in the ${name} (${check.id}: ${check.clauses}), expected ${first.want}`
    )
  }
}
