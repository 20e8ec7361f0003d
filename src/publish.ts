import type { VFile } from 'vfile'
import type { Book, Edition, Progress, Target, Template } from './book.ts'
import { check } from './check.ts'
import { parse } from './parse.ts'
import { readAssets, readSource, readTemplate } from './read.ts'
import { render } from './render.ts'
import { shape } from './shape.ts'
import { typeset } from './typeset.ts'

/** The editions there are, in the order in which they are made: the pages of the PDF come first. */
export const targets: ReadonlyArray<Target> = ['pdf', 'epub', 'html']

/** What to make of a source. */
export type PublishOptions = Readonly<{
  targets: ReadonlyArray<Target>
  /** Name of a folder of `templates/`, or the path of another. */
  template: string
  /** Whether a warning withholds an edition as an error does. */
  strict: boolean
}>

/** What became of a source. */
export type Publication = Readonly<{
  /** The source, with every problem found as a message. */
  file: VFile
  /** The editions that may be written; one with a fatal problem is not among them. */
  editions: ReadonlyArray<Edition>
}>

/**
 * Publish a source: read, parse, shape, then typeset, render and check each edition.
 *
 * The line ends after a stage that found a fatal problem, and an edition ends by itself. Input
 * never makes it throw; what it throws is a bug.
 */
export async function publish(
  path: string,
  options: PublishOptions,
  progress: Progress
): Promise<Publication> {
  progress('read')
  const { file, meta } = await readSource(path)
  const template = await readTemplate(options.template, file)
  if (!meta || !template || failures(file, options) > 0) return { file, editions: [] }

  progress('parse')
  const tree = parse(file)
  const assets = await readAssets(tree, file)

  progress('shape')
  const book = shape(tree, file, meta, assets)
  if (failures(file, options) > 0) return { file, editions: [] }

  const editions: Array<Edition> = []
  for (const target of targets.filter((target) => options.targets.includes(target))) {
    const edition = await publishEdition(book, template, target, file, options, progress)
    if (edition) editions.push(edition)
  }
  return { file, editions }
}

async function publishEdition(
  book: Book,
  template: Template,
  target: Target,
  file: VFile,
  options: PublishOptions,
  progress: Progress
): Promise<Edition | undefined> {
  const before = failures(file, options)
  progress('typeset', target)
  const pages = await typeset(book, template, target, file)
  if (failures(file, options) > before) return undefined

  progress('render', target)
  const edition = await render(pages, file, progress)
  if (!edition || failures(file, options) > before) return undefined

  progress('check', target)
  const statistics = await check(edition, book, file)
  if (failures(file, options) > before) return undefined
  return statistics ? { ...edition, statistics } : edition
}

/** Count the fatal messages; when strict, warnings become fatal first. */
function failures(file: VFile, { strict }: PublishOptions): number {
  for (const message of file.messages) {
    if (strict && message.fatal === false) message.fatal = true
  }
  return file.messages.filter((message) => message.fatal).length
}
