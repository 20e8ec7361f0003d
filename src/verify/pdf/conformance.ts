import type { VFile } from 'vfile'
import { type Book, type Edition, report, type TargetOf } from '../../book.ts'
import type { PdfFile } from '../../pdf/document.ts'
import { nameAt } from '../../pdf/objects.ts'
import {
  type Check,
  type Finding,
  findFaults,
  type Profile,
  standardChecks
} from '../../standards.ts'
import { houseAttachmentChecks } from './checks/attachment.ts'
import { bookChecks } from './checks/book.ts'
import { houseMetadataChecks } from './checks/metadata.ts'
import { houseNavigationChecks } from './checks/navigation.ts'
import { housePageChecks } from './checks/pages.ts'
import { textChecks } from './checks/text.ts'
import type { FinishedPdf } from './finished.ts'
import { askVeraPdf } from './verapdf.ts'

/** An edition with pages. */
export type PrintedEdition = Edition<TargetOf<'pdf' | 'cover'>>

/** Every check of a PDF: those of its standards, then those that hold it against its book. */
export const checks: ReadonlyArray<Check<FinishedPdf>> = [
  ...standardChecks,
  ...housePageChecks,
  ...textChecks,
  ...bookChecks,
  ...houseMetadataChecks,
  ...houseNavigationChecks,
  ...houseAttachmentChecks
]

/**
 * Hold a finished PDF against its standards: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) for
 * reading, PDF/X-4 (ISO 15930-7) for a press; and against its book.
 *
 * @returns how many checks were made.
 */
export async function checkConformance(
  read: PdfFile,
  edition: PrintedEdition,
  book: Book,
  file: VFile
): Promise<number> {
  const { target } = edition
  const finished = finishedOf(read, edition, book, String(file))
  const profile = profileOf(read, target)
  for (const { check, faults } of findFaults(checks, finished, profile)) {
    const [first] = faults
    const more = faults.length > 1 ? ` and ${faults.length - 1} more` : ''
    if (!first) continue
    report(
      file,
      'edition-conformance',
      `Unexpected ${first.what}${more} in the ${target} (${check.id}: ${check.clauses}), expected ${first.want}`
    )
  }
  await askVeraPdf(finished.bytes, target, flavours[profile], file)
  return checks.filter(({ profiles }) => profiles.includes(profile)).length
}

/**
 * Make every check that is for this file; tell those that found a fault.
 *
 * @param source the Markdown the book is made from.
 */
export function findPdfFaults(
  read: PdfFile,
  edition: PrintedEdition,
  book: Book,
  source: string
): ReadonlyArray<Finding<FinishedPdf>> {
  const finished = finishedOf(read, edition, book, source)
  return findFaults(checks, finished, profileOf(read, edition.target))
}

/** What veraPDF calls the standards of a file; it does not know PDF/X. */
const flavours: Readonly<Record<Profile, ReadonlyArray<string>>> = {
  reading: ['2a', 'ua1'],
  attached: ['3a', 'ua1'],
  press: []
}

function finishedOf(
  read: PdfFile,
  edition: PrintedEdition,
  book: Book,
  source: string
): FinishedPdf {
  const { map, settings } = edition
  return { ...read, book, map, settings, source }
}

function profileOf({ entries }: PdfFile, target: Edition['target']): Profile {
  if (target !== 'pdf') return 'press'
  const isAttached = entries.some(({ dict }) => nameAt(dict, 'Type') === 'EmbeddedFile')
  return isAttached ? 'attached' : 'reading'
}
