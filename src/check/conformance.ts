import type { VFile } from 'vfile'
import { type Book, type Edition, report } from '../book.ts'
import { annotationChecks } from './conformance/checks/annotations.ts'
import { attachmentChecks } from './conformance/checks/attachment.ts'
import { bookChecks } from './conformance/checks/book.ts'
import { catalogChecks } from './conformance/checks/catalog.ts'
import { colourChecks } from './conformance/checks/colour.ts'
import { contentChecks } from './conformance/checks/contents.ts'
import { extensionChecks } from './conformance/checks/extension.ts'
import { fileChecks } from './conformance/checks/file.ts'
import { fontChecks } from './conformance/checks/fonts.ts'
import { graphicsChecks } from './conformance/checks/graphics.ts'
import { metadataChecks } from './conformance/checks/metadata.ts'
import { navigationChecks } from './conformance/checks/navigation.ts'
import { nestingChecks } from './conformance/checks/nesting.ts'
import { pageChecks } from './conformance/checks/pages.ts'
import { pressChecks } from './conformance/checks/press.ts'
import { structureChecks } from './conformance/checks/structure.ts'
import { tableChecks } from './conformance/checks/tables.ts'
import { textChecks } from './conformance/checks/text.ts'
import { tieChecks } from './conformance/checks/ties.ts'
import type { Check, Fault } from './conformance/fault.ts'
import { type Profile, readFinished } from './conformance/finished.ts'
import { askVeraPdf } from './verapdf.ts'

/** Every check there is, in the order in which faults are told. */
export const checks: ReadonlyArray<Check> = [
  ...fileChecks,
  ...catalogChecks,
  ...metadataChecks,
  ...extensionChecks,
  ...colourChecks,
  ...graphicsChecks,
  ...pageChecks,
  ...contentChecks,
  ...fontChecks,
  ...structureChecks,
  ...tieChecks,
  ...nestingChecks,
  ...tableChecks,
  ...textChecks,
  ...bookChecks,
  ...annotationChecks,
  ...navigationChecks,
  ...attachmentChecks,
  ...pressChecks
]

/** What a check found. */
export type Finding = Readonly<{ check: Check; faults: ReadonlyArray<Fault> }>

/**
 * Hold the finished bytes of a PDF against its standards: PDF/A-2a (ISO 19005-2) and PDF/UA-1
 * (ISO 14289-1) for reading, PDF/X-4 (ISO 15930-7) for a press.
 *
 * @returns how many checks were made.
 */
export async function checkConformance(edition: Edition, book: Book, file: VFile): Promise<number> {
  const { made, profile, findings } = await findFaults(edition, book, String(file))
  for (const { check, faults } of findings) {
    const [first] = faults
    const more = faults.length > 1 ? ` and ${faults.length - 1} more` : ''
    if (!first) continue
    report(
      file,
      'edition-conformance',
      `Unexpected ${first.what}${more} in the ${edition.target} (${check.id}: ${check.clauses}), expected ${first.want}`
    )
  }
  await askVeraPdf(edition, flavours[profile], file)
  return made
}

/** What veraPDF calls the standards of a file; it does not know PDF/X. */
const flavours: Readonly<Record<Profile, ReadonlyArray<string>>> = {
  reading: ['2a', 'ua1'],
  attached: ['3a', 'ua1'],
  press: []
}

/**
 * Make every check that is for this file; tell those that found a fault.
 *
 * @param source the Markdown the book is made from.
 */
export async function findFaults(
  edition: Edition,
  book: Book,
  source: string
): Promise<Readonly<{ made: number; profile: Profile; findings: ReadonlyArray<Finding> }>> {
  const finished = await readFinished(edition, book, source)
  const due = checks.filter(({ profiles }) => profiles.includes(finished.profile))
  const findings = due.flatMap((check) => {
    const faults = check.find(finished)
    return faults.length > 0 ? [{ check, faults }] : []
  })
  return { made: due.length, profile: finished.profile, findings }
}
