import type { VFile } from 'vfile'
import {
  type Book,
  digestOf,
  type Edition,
  endings,
  isWithholding,
  type Medium,
  mediumOf,
  type Progress,
  report,
  type Sibling,
  type Target,
  type TargetOf,
  type Template,
  targets
} from '../book.ts'
import { type EditionMaker, render } from '../render.ts'
import { type EditionContext, typeset } from '../typeset.ts'
import { check } from '../verify.ts'
import type { PublishOptions } from './options.ts'

/** Make every edition that is wanted, medium by medium: the PDF first, whose pages the others share. */
export async function publishMedia(
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
    made.push(...(await publishMedium(medium, { book, template, file, options, progress }, before)))
  }
  return made
}

/** An edition that was made, and whether it may be written. */
export type MadeEdition = Readonly<{ edition: Edition; isSound: boolean }>

/** List the editions that may be written. */
export function soundEditions(made: ReadonlyArray<MadeEdition>): ReadonlyArray<Edition> {
  return made.flatMap(({ edition, isSound }) => (isSound ? [edition] : []))
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

/** What all editions of a source are made with. */
type Work = Readonly<{
  book: Book
  template: Template
  file: VFile
  options: PublishOptions
  progress: Progress
}>

async function publishMedium<Laid extends Medium>(
  medium: Laid,
  work: Work,
  before: EditionContext
): Promise<ReadonlyArray<MadeEdition>> {
  const { book, template, file, options, progress } = work
  const wanted = wantedOf(medium, options)
  const [first] = wanted
  if (!first) return []
  if (medium === 'epub' || medium === 'html') reportPagesUnknown(first.target, before, file)
  const faults = countWithholding(file, options)
  progress('typeset', first.name)
  const pages = await typeset(book, template, medium, file, before)
  if (countWithholding(file, options) > faults) return []

  progress('render', first.name)
  const renderOptions = { ...options, ...(file.stem === undefined ? {} : { name: file.stem }) }
  const make = await render(medium, pages, renderOptions, file, progress)
  if (!make || countWithholding(file, options) > faults) return []

  const made: Array<MadeEdition> = []
  for (const edition of wanted) {
    const one = await publishEdition(edition, make, work)
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

/** An edition to make; `name` shows its progress. */
type Wanted<Laid extends Medium> = Readonly<{
  target: TargetOf<Laid>
  isOnSite: boolean
  name: string
}>

/** List the editions to make of a layout; a page of a site comes last. */
function wantedOf<Laid extends Medium>(
  medium: Laid,
  { targets: named, site }: PublishOptions
): ReadonlyArray<Wanted<Laid>> {
  const isOfMedium = (target: Target): target is TargetOf<Laid> => mediumOf[target] === medium
  const possible = targets.filter(isOfMedium)
  const own = possible.filter((target) => named.includes(target))
  const ofSite = possible.filter((target) => site && target === 'html')
  return [
    ...own.map((target) => ({ target, isOnSite: false, name: target })),
    ...ofSite.map((target) => ({ target, isOnSite: true, name: 'site' }))
  ]
}

async function publishEdition<Laid extends Medium>(
  { target, isOnSite, name }: Wanted<Laid>,
  make: EditionMaker<Laid>,
  { book, file, options, progress }: Work
): Promise<MadeEdition | undefined> {
  const before = countWithholding(file, options)
  progress('finish', name)
  const edition = await make(target, isOnSite)
  if (!edition) return undefined
  if (countWithholding(file, options) > before) return { edition, isSound: false }

  progress('check', name)
  const proof = await check(edition, book, file)
  return { edition: { ...edition, ...proof }, isSound: countWithholding(file, options) === before }
}

/** Count the messages that withhold an edition. */
export function countWithholding(file: VFile, { strict }: PublishOptions): number {
  return file.messages.filter((message) => isWithholding(message, strict)).length
}
