import { readFile } from 'node:fs/promises'
import {
  digestOf,
  draftOf,
  type Publication,
  publish,
  type SharedBrowser,
  type State,
  type Target
} from '../../index.ts'
import { extractRevised, readRevised } from './git.ts'
import type { StateSource } from './state-source.ts'

/** A state of a source, and its publication. */
export type BuiltState = Readonly<{ state: State; publication: Publication }>

/**
 * Print a state of a source to learn its pages; if printing fails, at least its text is known.
 *
 * @param targets empty if the pages are not needed.
 * @returns only the publication if the source cannot be read.
 */
export async function buildState(
  source: StateSource,
  template: string,
  targets: ReadonlyArray<Target>,
  browser: SharedBrowser
): Promise<BuiltState | Publication> {
  const place = 'file' in source ? undefined : await extractRevised(source.revised)
  try {
    const path = 'file' in source ? source.file : (place?.path ?? '')
    const publication = await publish(path, { targets, template, strict: false, browser }, () => {})
    const book = draftOf(publication)
    if (!book) return publication
    const sha256 = digestOf(String(publication.file))
    const print =
      targets.length === 0 ? { unpaged: 'only the texts were compared' } : printOf(publication)
    return { state: { name: source.name, sha256, book, ...print }, publication }
  } finally {
    await place?.drop()
  }
}

/** Tell whether the pages must be equal: the Markdown is, and names no images, which may have changed. */
export async function isUnchanged(old: StateSource, now: StateSource): Promise<boolean> {
  const [before, after] = await Promise.all([old, now].map(readStateSource))
  return (
    before !== undefined && after !== undefined && before.equals(after) && !before.includes('![')
  )
}

/** @returns undefined if the file cannot be read; printing it reports why. */
async function readStateSource(source: StateSource): Promise<Buffer | undefined> {
  if ('revised' in source) return readRevised(source.revised)
  return readFile(source.file).catch(() => undefined)
}

function printOf({ file, editions, template }: Publication): Pick<State, 'print' | 'unpaged'> {
  const pdf = editions.find(({ target }) => target === 'pdf')
  if (pdf?.pagination && pdf.painted && template) {
    const { pagination, painted } = pdf
    const { page: size, writing } = template.settings
    return { print: { pagination, painted, size, writing } }
  }
  const [first] = file.messages.filter(({ fatal }) => fatal)
  const where = first?.line === undefined ? '' : ` (line ${first.line})`
  return { unpaged: first ? `${first.reason}${where}` : 'no PDF could be made' }
}
