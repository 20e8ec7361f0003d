import { VFile } from 'vfile'
import { account } from './account.ts'
import {
  type Account,
  type Book,
  digestOf,
  type Edition,
  endings,
  type Medium,
  type Meta,
  type PartName,
  type Progress,
  report,
  type Sibling,
  type Target,
  type Template
} from './book.ts'
import { parse } from './parse.ts'
import { cleanAgain } from './publish/clean-again.ts'
import { readAssets, readSource, readTemplate } from './read.ts'
import { type EditionMaker, render, type SharedBrowser, shareBrowser } from './render.ts'
import { shape } from './shape.ts'
import { type EditionContext, typeset } from './typeset.ts'
import { check } from './verify.ts'

export { readReportStyles } from './read.ts'
export {
  drawPages,
  type PictureOptions,
  picturePages,
  type SharedBrowser,
  selectPages,
  shareBrowser
} from './render.ts'
export { checkReplacement } from './verify.ts'

/** The editions by medium, in the order in which they are made. */
const media: Readonly<Record<Medium, ReadonlyArray<Target>>> = {
  pdf: ['pdf', 'press', 'booklet'],
  cover: ['cover'],
  epub: ['epub'],
  html: ['html', 'site']
}

/** All editions, in the order in which they are made. */
export const targets: ReadonlyArray<Target> = Object.values(media).flat()

/** What to make from a source. */
export type PublishOptions = Readonly<{
  targets: ReadonlyArray<Target>
  /** Name of a folder of `templates/`, or the path of another. */
  template: string
  /** Whether warnings withhold an edition, as errors do. */
  strict: boolean
  /** Whether to attach the source to the PDF for reading, which makes it PDF/A-3a instead of PDF/A-2a. */
  attachSource?: boolean
  /**
   * The parts of a PDF, instead of the template's; without `title` the title is set at the head of
   * the text.
   */
  parts?: ReadonlyArray<PartName>
  /** Absolute URL of the folder of the web edition, ending in a slash. */
  baseUrl?: string
  /** A browser shared with other sources; without it one is launched and closed. */
  browser?: SharedBrowser
}>

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
  if (!meta || !template || failures(file, options) > 0) return none

  progress('parse')
  const tree = parse(file)
  const assets = await readAssets(tree, file)

  progress('shape')
  const digest = digestOf(String(file))
  const shaped = shape(tree, file, meta, assets)
  if (failures(file, options) > 0) return { ...none, book: shaped, digest }
  const differences = account(shaped, file, cleanAgain(source, meta))
  const told = differences ? { account: differences } : {}
  const book = { ...shaped, ...told }
  if (failures(file, options) > 0) return { ...none, ...told, book, digest }

  const browser = options.browser ?? shareBrowser()
  const made = await publishMedia(book, template, digest, file, { ...options, browser }, progress)
    // It was launched here.
    .finally(options.browser ? undefined : browser.close)
  const withheld = made.flatMap(({ edition, isSound }) => (isSound ? [] : [edition]))
  return { ...none, editions: soundEditions(made), withheld, ...told, book, digest }
}

async function publishMedia(
  book: Book,
  template: Template,
  digest: string,
  file: VFile,
  options: PublishOptions,
  progress: Progress
): Promise<ReadonlyArray<MadeEdition>> {
  const made: Array<MadeEdition> = []
  for (const medium of ['pdf', 'cover', 'epub', 'html'] as const) {
    const editions = soundEditions(made)
    const pagination = editions.find((edition) => edition.pagination)?.pagination
    const before = {
      siblings: siblingsOf(editions, file),
      digest,
      ...(pagination ? { pagination } : {})
    }
    made.push(...(await publishMedium(book, template, medium, before, file, options, progress)))
  }
  return made
}

/** An edition that was made, and whether it may be written. */
type MadeEdition = Readonly<{ edition: Edition; isSound: boolean }>

function soundEditions(made: ReadonlyArray<MadeEdition>): ReadonlyArray<Edition> {
  return made.flatMap(({ edition, isSound }) => (isSound ? [edition] : []))
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

/** List the editions for readers, to which others may link. */
function siblingsOf(
  editions: ReadonlyArray<Edition>,
  { stem = '' }: VFile
): ReadonlyArray<Sibling> {
  return editions
    .filter(({ target }) => target === 'pdf' || target === 'epub')
    .map(({ target, bytes }) => ({
      target,
      name: `${stem}${endings[target]}`,
      size: bytes.length,
      sha256: digestOf(bytes)
    }))
}

async function publishMedium(
  book: Book,
  template: Template,
  medium: Medium,
  before: EditionContext,
  file: VFile,
  options: PublishOptions,
  progress: Progress
): Promise<ReadonlyArray<MadeEdition>> {
  const wanted = media[medium].filter((target) => options.targets.includes(target))
  const [first] = wanted
  if (!first) return []
  if (medium === 'epub' || medium === 'html') reportPagesUnknown(first, before, file)
  const faults = failures(file, options)
  progress('typeset', first)
  const pages = await typeset(book, template, medium, file, before)
  if (failures(file, options) > faults) return []

  progress('render', first)
  const renderOptions = { ...options, ...(file.stem === undefined ? {} : { name: file.stem }) }
  const make = await render(pages, renderOptions, file, progress)
  if (!make || failures(file, options) > faults) return []

  const made: Array<MadeEdition> = []
  for (const target of wanted) {
    const one = await publishEdition(target, make, book, file, options, progress)
    if (one) made.push(one)
  }
  return made
}

/** Report once that editions have no page numbers because no PDF was made in the same run. */
function reportPagesUnknown(target: Target, { pagination }: EditionContext, file: VFile): void {
  if (pagination || file.messages.some(({ ruleId }) => ruleId === 'pages-unknown')) return
  const reason = `Unexpected ${target} without page numbers, expected those of a PDF made in the same run`
  report(file, 'pages-unknown', reason)
}

async function publishEdition(
  target: Target,
  make: EditionMaker,
  book: Book,
  file: VFile,
  options: PublishOptions,
  progress: Progress
): Promise<MadeEdition | undefined> {
  const before = failures(file, options)
  progress('finish', target)
  const edition = await make(target)
  if (!edition) return undefined
  if (failures(file, options) > before) return { edition, isSound: false }

  progress('check', target)
  const proof = await check(edition, book, file)
  return { edition: { ...edition, ...proof }, isSound: failures(file, options) === before }
}

/** Count the fatal messages; when strict, warnings become fatal first. */
function failures(file: VFile, { strict }: PublishOptions): number {
  for (const message of file.messages) {
    if (strict && message.fatal === false) message.fatal = true
  }
  return file.messages.filter((message) => message.fatal).length
}
