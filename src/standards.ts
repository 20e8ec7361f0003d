import type { PdfFile } from './pdf/document.ts'
import { annotationChecks } from './standards/annotations.ts'
import { attachmentChecks } from './standards/attachment.ts'
import { catalogChecks } from './standards/catalog.ts'
import { colourChecks } from './standards/colour.ts'
import { contentChecks } from './standards/contents.ts'
import { extensionChecks } from './standards/extension.ts'
import type { Check, Fault, Profile } from './standards/fault.ts'
import { fileChecks } from './standards/file.ts'
import { fontChecks } from './standards/fonts.ts'
import { graphicsChecks } from './standards/graphics.ts'
import { metadataChecks } from './standards/metadata.ts'
import { navigationChecks } from './standards/navigation.ts'
import { nestingChecks } from './standards/nesting.ts'
import { pageChecks } from './standards/pages.ts'
import { parentTreeChecks } from './standards/parent-tree.ts'
import { pressChecks } from './standards/press.ts'
import { structureChecks } from './standards/structure.ts'
import { tableChecks } from './standards/tables.ts'

export type { Check, Profile } from './standards/fault.ts'

/**
 * Every check of PDF/A-2a and PDF/A-3a (ISO 19005-2 and -3), PDF/UA-1 (ISO 14289-1) and PDF/X-4
 * (ISO 15930-7), in the order in which faults are told.
 */
export const standardChecks: ReadonlyArray<Check> = [
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
  ...parentTreeChecks,
  ...nestingChecks,
  ...tableChecks,
  ...annotationChecks,
  ...navigationChecks,
  ...attachmentChecks,
  ...pressChecks
]

/** What a check found. */
export type Finding<File = PdfFile> = Readonly<{
  check: Check<File>
  faults: ReadonlyArray<Fault>
}>

/** Make the checks that are for a profile; tell those that found a fault. */
export function findFaults<File>(
  checks: ReadonlyArray<Check<File>>,
  file: File,
  profile: Profile
): ReadonlyArray<Finding<File>> {
  return checks.flatMap((check) => {
    const faults = check.profiles.includes(profile) ? check.find(file, profile) : []
    return faults.length > 0 ? [{ check, faults }] : []
  })
}
