import { VFile } from 'vfile'
import type { Received } from '../account.ts'
import { type Meta, report } from '../book.ts'
import { clean } from '../clean.ts'
import { parse } from '../parse.ts'
import type { Source } from '../read.ts'
import { shape } from '../shape.ts'

/**
 * Clean the received text of a source again, with the decisions used before.
 *
 * Where the title ends is taken from the decisions or found by cleaning, never from the source,
 * which is compared with the result. Doubts in the received text are not reported; decisions that
 * no longer fit it are one message on the source.
 *
 * @returns `undefined`, and a message on the file, if there is no received text or it cannot be
 * cleaned.
 */
export function cleanAgain({ file, received }: Source, meta: Meta): Received | undefined {
  if (!received) {
    const reason = 'Unexpected source without a received text, expected one it can be held against'
    if (!meta.source) report(file, 'text-unheld', reason, { line: 1, column: 1 })
    return undefined
  }
  const { places } = received
  const text = copyOf(received.text)
  const decisions = received.decisions && copyOf(received.decisions)
  const cleaned = clean(text, decisions, '')
  const stale = decisions?.messages.find(({ fatal }) => fatal)
  if (decisions && stale) {
    const place = `${decisions.path}:${stale.line ?? 1}`
    const reason = `Unexpected decisions that do not fit \`${text.path}\` (${place}: ${stale.reason})`
    report(
      file,
      'source-decisions',
      `${reason}, expected those it was cleaned by`,
      places.decisions
    )
    return undefined
  }
  const unfit = text.messages.find(({ fatal }) => fatal)
  if (unfit) {
    const reason = `Unexpected received text that cannot be cleaned (${text.path}: ${unfit.reason})`
    report(
      file,
      'text-unheld',
      `${reason}, expected one the source can be held against`,
      places.file
    )
    return undefined
  }
  const { title } = cleaned
  const own = { ...meta, title, titleLines: [title], supplement: false, corrections: [] }
  return {
    book: shape(parse(cleaned.file), cleaned.file, own, []),
    name: received.text.path,
    text: decode(received.text),
    origins: cleaned.origins,
    undecided: cleaned.undecided,
    normalised: cleaned.normalised,
    decisions: cleaned.decided,
    places
  }
}

/** Messages on a copy are never shown. */
function copyOf({ path, value }: VFile): VFile {
  return new VFile({ path, value })
}

function decode({ value }: VFile): string {
  return typeof value === 'string' ? value : new TextDecoder().decode(value)
}
