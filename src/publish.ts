import { VFile } from 'vfile'
import { account } from './account.ts'
import {
  type Account,
  type Book,
  digestOf,
  type Edition,
  type Meta,
  type Progress,
  type Template
} from './book.ts'
import { parse } from './parse.ts'
import { cleanAgain } from './publish/clean-again.ts'
import { countWithholding, publishMedia, soundEditions } from './publish/editions.ts'
import type { PublishOptions } from './publish/options.ts'
import { readAssets, readSource, readTemplate } from './read.ts'
import { shareBrowser } from './render.ts'
import { shape } from './shape.ts'

export type { PublishOptions } from './publish/options.ts'
export { findTemplate, readReportStyles } from './read.ts'
export {
  drawPages,
  type PictureOptions,
  picturePages,
  type SharedBrowser,
  selectPages,
  shareBrowser
} from './render.ts'
export { checkReplacement } from './verify.ts'

/** The result of publishing a source. */
export type Publication = Readonly<{
  /** The source, with every problem found as a message. */
  file: VFile
  /** The editions that may be written: those without a fatal problem. */
  editions: ReadonlyArray<Edition>
  /** Editions that were made but may not be written, because of a fatal problem. */
  withheld: ReadonlyArray<Edition>
  /** The document and the template, if they could be read. */
  book?: Book
  template?: Template
  /** The front matter, if it could be read. */
  meta?: Meta
  /** Every difference from the received text, if there is one. */
  account?: Account
  /** SHA-256 of the Markdown as it was read, lower-case hexadecimal, where it was published. */
  digest?: string
}>

/**
 * Publish a source: read, parse, shape, then typeset, render and check each edition.
 *
 * A fatal problem found before the editions ends the run; one found in an edition ends only that
 * edition. Input never makes it throw; an exception is a bug.
 */
export async function publish(
  path: string,
  options: PublishOptions,
  progress: Progress
): Promise<Publication> {
  progress('read')
  const source = await readSource(path)
  const { file, meta } = source
  const template = withParts(await readTemplate(options.template, file), options.parts)
  const none = {
    ...{ file, editions: [], withheld: [] },
    ...(template ? { template } : {}),
    ...(meta ? { meta } : {})
  }
  if (!meta || !template || countWithholding(file, options) > 0) return none

  progress('parse')
  const tree = parse(file)
  const assets = await readAssets(tree, file)

  progress('shape')
  const digest = digestOf(String(file))
  const shaped = shape(tree, file, meta, assets)
  if (countWithholding(file, options) > 0) return { ...none, book: shaped, digest }
  const differences = account(shaped, file, cleanAgain(source, meta))
  const told = differences ? { account: differences } : {}
  const book = { ...shaped, ...told }
  if (countWithholding(file, options) > 0) return { ...none, ...told, book, digest }

  const browser = options.browser ?? shareBrowser()
  const made = await publishMedia(book, template, digest, file, { ...options, browser }, progress)
    // It was launched here.
    .finally(options.browser ? undefined : browser.close)
  const withheld = made.flatMap(({ edition, isSound }) => (isSound ? [] : [edition]))
  return { ...none, editions: soundEditions(made), withheld, ...told, book, digest }
}

/** Stands for front matter that could not be read. */
const unread: Meta = {
  title: '',
  titleLines: [''],
  lang: 'zh-Hans',
  type: 'unread',
  date: '0001-01-01',
  supplement: false,
  corrections: []
}

/**
 * Return the text of a source for comparison, whatever is wrong with it; it is never printed.
 *
 * @returns `undefined` if the source could not be read as text.
 */
export function draftOf({ book, file, meta }: Publication): Book | undefined {
  if (book) return book
  if (file.value === undefined) return undefined
  const copy = new VFile({ path: file.path, value: String(file) })
  return shape(parse(copy), copy, meta ?? unread, [])
}

function withParts(
  template: Template | undefined,
  parts: PublishOptions['parts']
): Template | undefined {
  return template && parts ? { ...template, settings: { ...template.settings, parts } } : template
}
