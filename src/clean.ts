import { VFile } from 'vfile'
import { location } from 'vfile-location'
import { report } from './book.ts'
import { blocksOf } from './clean/blocks.ts'
import { boundariesOf } from './clean/boundaries.ts'
import { type NormalisedBlock, normalise, originsOf } from './clean/characters.ts'
import { type Decision, readDecisions, reportStale } from './clean/decisions.ts'
import { decode } from './clean/decode.ts'
import { type LineEnd, lineEndsOf } from './clean/line-ends.ts'
import { linesOf } from './clean/lines.ts'
import { manuscriptOf } from './clean/manuscript.ts'
import { markdownOf } from './clean/markdown.ts'
import { sentencesOf, tallyOf } from './clean/tally.ts'

/** The result of cleaning a received text. */
export type Cleaned = Readonly<{
  /** The source file, named like the received one; empty if a message is fatal. */
  file: VFile
  /** The title; empty if a message is fatal. */
  title: string
  /** Offset in the received text of each character of title and text, in order, without white space. */
  origins: ReadonlyArray<number>
  /** What was changed, one sentence a kind of change. */
  normalised: ReadonlyArray<string>
  /** The line ends a person decided, by line of the received text, from 1. */
  decided: ReadonlyArray<Pick<Decision, 'decide' | 'why'> & Readonly<{ line: number }>>
  /** Offsets of the last characters of lines with a doubtful, undecided end. */
  undecided: ReadonlyArray<number>
}>

/**
 * Turn a received text into a source file: front matter and Markdown.
 *
 * Only certain changes are made. Doubtful places keep the received form, or the reading given in
 * their message, until a person decides them in the decisions file. Messages are on `received`
 * (doubts in the text), `decisions` (decisions that do not fit) and the new file (missing front
 * matter); after a fatal one nothing may be written.
 *
 * @param received the received text, as bytes or string.
 * @param decisions YAML: front matter, and decisions on line ends.
 * @param folder folder of the source file, at or above that of the received text, relative to
 * `received.cwd`.
 */
export function clean(received: VFile, decisions: VFile | undefined, folder: string): Cleaned {
  const file = new VFile({ path: `${received.stem ?? 'source'}.md`, value: '' })
  const said = readDecisions(decisions)
  const text = decode(received)
  if (text === undefined || isMarkdown(text, received)) return { ...nothing, file }
  const lines = linesOf(text)
  const boundaries = boundariesOf(lines, said.metadata.title)
  const ends = lineEndsOf(lines, boundaries, said.ends)
  const blocks = blocksOf(lines, ends, boundaries).map(normalise)
  reportDoubts(received, text, ends, blocks)
  if (decisions) reportStale(decisions, ends, said.ends)
  const normalised = sentencesOf(tallyOf(lines, ends, blocks))
  const manuscript = manuscriptOf(blocks, said, normalised, {
    received,
    decisions,
    folder,
    file,
    text
  })
  if (![received, decisions].some((each) => each?.messages.some(({ fatal }) => fatal))) {
    file.value = markdownOf(manuscript)
  }
  const { toPoint } = location(text)
  return {
    file,
    title: blocks[0]?.role === 'title' ? blocks[0].text : '',
    origins: blocks.flatMap(originsOf),
    normalised,
    decided: said.ends.map(({ at, decide, why }) => ({
      line: toPoint(at)?.line ?? 1,
      decide,
      why
    })),
    undecided: ends.flatMap(({ at, doubt }) => (doubt === undefined ? [] : [at - 1]))
  }
}

const nothing = { title: '', origins: [], normalised: [], decided: [], undecided: [] } as const

/** Refuse Markdown sources: cleaning one again would lose its corrections. */
function isMarkdown(text: string, received: VFile): boolean {
  if (!/^---[ \t]*\r?\n/u.test(text)) return false
  const reason =
    'Unexpected front matter, expected a text as received: this is a Markdown source already'
  report(received, 'received-markdown', reason, { line: 1, column: 1 })
  return true
}

function reportDoubts(
  received: VFile,
  text: string,
  ends: ReadonlyArray<LineEnd>,
  blocks: ReadonlyArray<NormalisedBlock>
): void {
  const { toPoint } = location(text)
  for (const { at, context, end, doubt } of ends) {
    if (doubt === undefined) continue
    const meanwhile = end === 'join' ? 'joined' : 'a paragraph end'
    const reason = `Unexpected ${doubt}, expected a decision; ${meanwhile} for now`
    report(received, 'clean-line-end', `${reason} (at: ${at}, context: ${context})`, toPoint(at))
  }
  for (const { offset, reason } of blocks.flatMap(({ oddities }) => oddities)) {
    report(received, 'clean-character', reason, toPoint(offset))
  }
}
