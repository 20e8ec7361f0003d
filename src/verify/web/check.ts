import type { VFile } from 'vfile'
import type { Book, Edition, Proof } from '../../book.ts'
import { type Check, type Finding, findFaults, reportFaults } from '../markup/fault.ts'
import { holdingsOf } from '../read/web/holdings.ts'
import { type ReadPage, readPage } from '../read/web.ts'
import { compareWithBook } from '../text/compare-with-book.ts'
import { checkPages } from '../text/page-marks.ts'
import { pageMarksOf, passagesOf } from '../text/passage.ts'
import { apparatusChecks } from './checks/apparatus.ts'
import { dataChecks } from './checks/data.ts'
import { frameChecks } from './checks/frame.ts'
import { headChecks } from './checks/head.ts'
import { memberChecks } from './checks/members.ts'
import { placeChecks } from './checks/places.ts'
import { safetyChecks } from './checks/safety.ts'
import { textChecks } from './checks/text.ts'
import type { WebPage } from './page.ts'

/** Every check of a web edition, in the order in which faults are told. */
export const htmlChecks: ReadonlyArray<Check<WebPage>> = [
  ...headChecks,
  ...dataChecks,
  ...memberChecks,
  ...frameChecks,
  ...placeChecks,
  ...textChecks,
  ...apparatusChecks,
  ...safetyChecks
]

/**
 * Check the finished bytes of a web edition: its text is that of the book, its pages are those of the PDF,
 * and it holds against what no validator sees: it is this book, to the identifier, needs nothing from
 * elsewhere, and hides nothing.
 *
 * @throws if the bytes cannot be read.
 */
export function checkWebPage(edition: Edition<'html'>, book: Book, file: VFile): Proof {
  const read = readPage(edition.bytes)
  checkPages(pageMarksOf([read.document]), edition, 'web edition', file)
  const characters = compareWithBook(passagesOf([read.document]), 'web edition', book, file)
  reportFaults(findHtmlFaults(read, edition, book, String(file)), 'web edition', file)
  return { characters, checks: htmlChecks.length, holdings: holdingsOf(read) }
}

/** Make every check; tell those that found a fault. */
export function findHtmlFaults(
  read: ReadPage,
  { pagination, isOnSite = false }: Pick<Edition, 'pagination' | 'isOnSite'>,
  book: Book,
  source: string
): ReadonlyArray<Finding<WebPage>> {
  const origin = { isOnSite, book, source, ...(pagination ? { pagination } : {}) }
  return findFaults(htmlChecks, { ...read, ...origin })
}
