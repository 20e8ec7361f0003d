import type { VFile } from 'vfile'
import type { Book, Edition, Proof } from '../../book.ts'
import { type Check, type Finding, findFaults, reportFaults } from '../markup/fault.ts'
import { holdingsOf } from '../read/epub/holdings.ts'
import { type ReadEpub, readEpub } from '../read/epub.ts'
import type { MarkupFile } from '../read/markup.ts'
import { compareWithBook } from '../text/compare-with-book.ts'
import { checkPages } from '../text/page-marks.ts'
import { pageMarksOf, passagesOf } from '../text/passage.ts'
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
import type { Publication } from './publication.ts'

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
 * Check the finished bytes of an EPUB: its text is that of the book, its pages are those of the PDF, and
 * it holds against what no validator sees: it is this book, to the identifier, and holds nothing else.
 *
 * @throws if the bytes cannot be read as an EPUB.
 */
export function checkEpub(edition: Edition, book: Book, file: VFile): Proof {
  const read = readEpub(edition.bytes)
  const { spine, navigation } = read
  // The navigation is apparatus.
  const isText = (document: MarkupFile) => document !== navigation
  checkPages(pageMarksOf(spine, isText), edition, 'EPUB', file)
  const characters = compareWithBook(passagesOf(spine.filter(isText)), 'EPUB', book, file)
  reportFaults(findEpubFaults(read, edition, book, String(file)), 'EPUB', file)
  return { characters, checks: epubChecks.length, holdings: holdingsOf(read) }
}

/** Make every check; tell those that found a fault. */
export function findEpubFaults(
  read: ReadEpub,
  { pagination }: Pick<Edition, 'pagination'>,
  book: Book,
  source: string
): ReadonlyArray<Finding<Publication>> {
  return findFaults(epubChecks, { ...read, book, source, ...(pagination ? { pagination } : {}) })
}
