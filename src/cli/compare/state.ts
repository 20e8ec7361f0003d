import {
  digestOf,
  draftOf,
  type Publication,
  publish,
  type State,
  type Target
} from '../../index.ts'
import { WrongUse } from '../wrong-use.ts'
import { extractRevised } from './git.ts'
import type { Given } from './given.ts'

/** A state of a source, and what was made of it. */
export type Built = Readonly<{ state: State; publication: Publication }>

/**
 * Print a state of a source, so that its pages are known; where it cannot be printed, its text is known at least.
 *
 * @returns the publication alone, if the source cannot even be read.
 * @throws WrongUse if there is no such template.
 */
export async function buildState(
  given: Given,
  template: string,
  targets: ReadonlyArray<Target>
): Promise<Built | Publication> {
  const place = 'file' in given ? undefined : await extractRevised(given.revised)
  try {
    const path = 'file' in given ? given.file : (place?.path ?? '')
    const publication = await publish(path, { targets, template, strict: false }, () => {})
    const unknown = publication.file.messages.find(({ ruleId }) => ruleId === 'template-unknown')
    if (unknown) throw new WrongUse(unknown.reason)
    const book = draftOf(publication)
    if (!book) return publication
    const sha256 = digestOf(String(publication.file))
    return { state: { name: given.name, sha256, book, ...printOf(publication) }, publication }
  } finally {
    await place?.drop()
  }
}

function printOf({ file, editions, template }: Publication): Pick<State, 'print' | 'unpaged'> {
  const pdf = editions.find(({ target }) => target === 'pdf')
  if (pdf?.pagination && pdf.painted && template) {
    const { pagination, painted } = pdf
    return { print: { pagination, painted, size: template.settings.page } }
  }
  const [first] = file.messages.filter(({ fatal }) => fatal)
  const where = first?.line === undefined ? '' : ` (line ${first.line})`
  return { unpaged: first ? `${first.reason}${where}` : 'no PDF could be made' }
}
