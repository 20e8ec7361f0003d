import type { VFile } from 'vfile'
import type { Book, Edition } from '../../book.ts'
import { type Check, type Finding, findFaults, reportFaults } from '../markup/fault.ts'
import { apparatusChecks } from './checks/apparatus.ts'
import { dataChecks } from './checks/data.ts'
import { frameChecks } from './checks/frame.ts'
import { headChecks } from './checks/head.ts'
import { memberChecks } from './checks/members.ts'
import { placeChecks } from './checks/places.ts'
import { safetyChecks } from './checks/safety.ts'
import { textChecks } from './checks/text.ts'
import { readWebPage, type WebPage } from './page.ts'

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
 * Hold the finished bytes of a web edition against what no validator sees: that it is this book, to
 * the identifier, needs nothing from elsewhere, and hides nothing.
 *
 * @returns how many checks were made.
 * @throws if the bytes cannot be read.
 */
export function checkWebPage(edition: Edition, book: Book, file: VFile): number {
  reportFaults(findHtmlFaults(edition, book, String(file)), 'web edition', file)
  return htmlChecks.length
}

/** Make every check; tell those that found a fault. */
export function findHtmlFaults(
  { bytes, pagination, target }: Edition,
  book: Book,
  source: string
): ReadonlyArray<Finding<WebPage>> {
  const origin = { target, book, source, ...(pagination ? { pagination } : {}) }
  return findFaults(htmlChecks, readWebPage(bytes, origin))
}
