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
import { WrongUse } from '../wrong-use.ts'
import { extractRevised, readRevised } from './git.ts'
import type { StateSource } from './state-source.ts'

/** A state of a source, and what was made of it. */
export type BuiltState = Readonly<{ state: State; publication: Publication }>

/**
 * Print a state of a source, so that its pages are known; where it cannot be printed, its text is known at least.
 *
 * @param targets none, if its pages are not wanted.
 * @returns the publication alone, if the source cannot even be read.
 * @throws WrongUse if there is no such template.
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
    const unknown = publication.file.messages.find(({ ruleId }) => ruleId === 'template-unknown')
    if (unknown) throw new WrongUse(unknown.reason)
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

/** Tell whether the Markdown is the same and names no images, which may be others: then the pages are the same. */
export async function isUnchanged(old: StateSource, now: StateSource): Promise<boolean> {
  const [before, after] = await Promise.all([old, now].map(readStateSource))
  return (
    before !== undefined && after !== undefined && before.equals(after) && !before.includes('![')
  )
}

/** @returns nothing for a file that cannot be read, which is told when it is printed. */
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
