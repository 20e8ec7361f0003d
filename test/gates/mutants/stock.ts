import type { Book, Edition, Target } from '../../../src/book.ts'
import { parse } from '../../../src/parse.ts'
import { publish } from '../../../src/publish.ts'
import { readAssets, readSource } from '../../../src/read.ts'
import { shape } from '../../../src/shape.ts'

/** Good editions of a source, its book, and the Markdown. */
export type Stock = Readonly<{
  book: Book
  source: string
  editions: ReadonlyMap<Target, Edition>
}>

/** Publish a source for all who read on screens, with the pages of its PDF. */
export async function stockOf(
  path: string,
  template = 'official',
  targets: ReadonlyArray<Target> = ['pdf', 'epub', 'html', 'site']
): Promise<Stock> {
  const options = { targets, template, strict: false, baseUrl: 'https://example.org/texts/' }
  const { editions, file } = await publish(path, options, () => {})
  const { file: again, meta } = await readSource(path)
  if (!meta) throw new Error(String(again.messages[0]))
  const tree = parse(again)
  const book = shape(tree, again, meta, await readAssets(tree, again))
  const fatal = file.messages.find((message) => message.fatal)
  if (fatal) throw new Error(String(fatal))
  return {
    book,
    source: String(again),
    editions: new Map(editions.map((edition) => [edition.target, edition]))
  }
}
