import type { Book, Edition, Target } from '../../../src/book.ts'
import { publish } from '../../samples/browser.ts'

/** Good editions of a source, its book, and the Markdown. */
export type GoodEditions = Readonly<{
  book: Book
  source: string
  editions: ReadonlyMap<Target, Edition>
}>

/** Publish the screen editions of a source, with the pages of its PDF. */
export async function publishGood(
  path: string,
  template = 'official',
  targets: ReadonlyArray<Target> = ['pdf', 'epub', 'html']
): Promise<GoodEditions> {
  const baseUrl = 'https://example.org/texts/'
  const options = { targets, site: true, template, strict: false, baseUrl }
  const { book, editions, file } = await publish(path, options, () => {})
  const fatal = file.messages.find((message) => message.fatal)
  if (fatal || !book) throw new Error(String(fatal ?? file.messages[0]))
  return {
    book,
    source: String(file),
    editions: new Map(
      editions.filter(({ isOnSite }) => !isOnSite).map((edition) => [edition.target, edition])
    )
  }
}
