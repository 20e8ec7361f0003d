import type { VFile } from 'vfile'
import type { Book, Edition } from '../../book.ts'
import { type Check, type Finding, findFaults, reportFaults } from '../markup/fault.ts'
import { allowedChecks } from './checks/allowed.ts'
import { apparatusChecks } from './checks/apparatus.ts'
import { containerChecks } from './checks/container.ts'
import { contentsChecks } from './checks/contents.ts'
import { coverChecks } from './checks/cover.ts'
import { documentChecks } from './checks/documents.ts'
import { landmarkChecks } from './checks/landmarks.ts'
import { metadataChecks } from './checks/metadata.ts'
import { ncxChecks } from './checks/ncx.ts'
import { packageChecks } from './checks/package.ts'
import { pageChecks } from './checks/pages.ts'
import { safetyChecks } from './checks/safety.ts'
import { textChecks } from './checks/text.ts'
import { type Publication, readPublication } from './publication.ts'

/** Every check of an EPUB, in the order in which faults are told. */
export const epubChecks: ReadonlyArray<Check<Publication>> = [
  ...containerChecks,
  ...packageChecks,
  ...allowedChecks,
  ...metadataChecks,
  ...coverChecks,
  ...contentsChecks,
  ...pageChecks,
  ...landmarkChecks,
  ...ncxChecks,
  ...documentChecks,
  ...textChecks,
  ...apparatusChecks,
  ...safetyChecks
]

/**
 * Hold the finished bytes of an EPUB against what no validator sees: that it is this book, to the
 * identifier, and that its container holds nothing else.
 *
 * @returns how many checks were made.
 * @throws if the bytes cannot be read as an EPUB.
 */
export function checkPublication(edition: Edition, book: Book, file: VFile): number {
  reportFaults(findEpubFaults(edition, book, String(file)), 'EPUB', file)
  return epubChecks.length
}

/** Make every check; tell those that found a fault. */
export function findEpubFaults(
  { bytes, pagination }: Edition,
  book: Book,
  source: string
): ReadonlyArray<Finding<Publication>> {
  const origin = { book, source, ...(pagination ? { pagination } : {}) }
  return findFaults(epubChecks, readPublication(bytes, origin))
}
