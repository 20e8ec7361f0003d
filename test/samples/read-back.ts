import type { Book, Edition } from '../../src/book.ts'
import { findEpubFaults } from '../../src/verify/epub/check.ts'
import { readEpub } from '../../src/verify/read/epub.ts'
import { readPage } from '../../src/verify/read/web.ts'
import {
  type PageMark,
  type Passage,
  pageMarksOf,
  passagesOf
} from '../../src/verify/text/passage.ts'
import { findHtmlFaults } from '../../src/verify/web/check.ts'

/** The text of an EPUB, read back from its bytes, without the navigation. */
export function textOfEpub(bytes: Uint8Array): ReadonlyArray<Passage> {
  const { spine, navigation } = readEpub(bytes)
  return passagesOf(spine.filter((document) => document !== navigation))
}

/** Where an EPUB says that the pages of the PDF begin. */
export function pagesOfEpub(bytes: Uint8Array): ReadonlyArray<PageMark> {
  const { spine, navigation } = readEpub(bytes)
  return pageMarksOf(spine, (document) => document !== navigation)
}

/** The text of a web edition, read back from its bytes. */
export function textOfPage(bytes: Uint8Array): ReadonlyArray<Passage> {
  return passagesOf([readPage(bytes).document])
}

/** Where a web edition says that the pages of the PDF begin. */
export function pagesOfPage(bytes: Uint8Array): ReadonlyArray<PageMark> {
  return pageMarksOf([readPage(bytes).document])
}

/** What is wrong with an EPUB. */
export function faultsOfEpub(
  edition: Edition,
  book: Book,
  source: string
): ReturnType<typeof findEpubFaults> {
  return findEpubFaults(readEpub(edition.bytes), edition, book, source)
}

/** What is wrong with a web edition. */
export function faultsOfPage(
  edition: Edition,
  book: Book,
  source: string
): ReturnType<typeof findHtmlFaults> {
  return findHtmlFaults(readPage(edition.bytes), edition, book, source)
}
