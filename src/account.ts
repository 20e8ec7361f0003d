import type { VFile } from 'vfile'
import { chainsOf } from './account/chains.ts'
import { checkWords } from './account/check-words.ts'
import { comparableBlocks, countReadings } from './account/comparable-blocks.ts'
import { withoutUnseen } from './account/difference-kind.ts'
import { type Explained, explainAll } from './account/explain-all.ts'
import { shorten } from './account/quote.ts'
import {
  countRadicals,
  linesOf,
  type Received,
  receivedBlocks,
  undecidedIn
} from './account/received.ts'
import { type Account, type Book, report, type Variant } from './book.ts'
import { type Block, blocksOf, compareBlocks, type TextDifference } from './diff.ts'

export type { Received } from './account/received.ts'

/** Least share of common characters of two related texts. */
const related = 0.1

/**
 * Account for every difference of a source from its received text: changes by cleaning, decisions
 * by a person, and corrections in the front matter. Unexplained differences are reported at their
 * places, as are corrections whose words do not fit the text.
 *
 * Compared are the characters of title and text, paragraph ends and the order of blocks; not
 * emphasis, links, heading levels, list and table markup, editors' additions, readings, and front
 * matter that cleaning cannot know.
 *
 * @param received missing if there is no received text to compare with.
 */
export function account(
  book: Book,
  file: VFile,
  received: Received | undefined
): Account | undefined {
  const { corrections } = book.meta
  const blocks = blocksOf(book)
  const lines = String(file).split('\n')
  const now = comparableBlocks(blocks, lines)
  const chains = chainsOf(corrections)
  if (!received) {
    checkWords(corrections, now, [], file)
    return undefined
  }
  checkNormalised(book, received, file)
  const old = receivedBlocks(received)
  const difference = compareBlocks(old, now)
  const texts = {
    ...{ old, now },
    source: { lines, title: received.places.title },
    whole: textOf(now),
    lineOf: linesOf(received)
  }
  const explained =
    difference.common < related
      ? reportUnrelated(difference, received, old, now, file)
      : explainAll(difference, corrections, chains, texts, undecidedIn(received))
  checkWords(corrections, now, explained.places, file)
  if (difference.common >= related) {
    for (const variant of explained.unexplained) reportUnexplained(variant, received.name, file)
  }
  return {
    normalised: received.normalised,
    replaced: replacedIn(received, old),
    decisions: received.decisions,
    undecided: received.undecided.length,
    readings: countReadings(blocks),
    corrections: corrections.map((correction, index) => ({
      correction,
      places: explained.places[index] ?? []
    })),
    unexplained: explained.unexplained
  }
}

function textOf(blocks: ReadonlyArray<Block>): string {
  return blocks.map(({ text }) => text).join('\n')
}

/** Compare `normalised` in the front matter with what cleaning changes. */
function checkNormalised({ meta }: Book, received: Received, file: VFile): void {
  const said = meta.source?.normalised ?? []
  // With undecided line ends, the source may have joined more or fewer lines.
  const isOpen = (sentence: string) =>
    received.undecided.length > 0 && /^接合硬换行\d+处$/u.test(sentence)
  const lacking = received.normalised.filter((each) => !said.includes(each) && !isOpen(each))
  const excess = said.filter((each) => !received.normalised.includes(each) && !isOpen(each))
  if (lacking.length + excess.length === 0) return
  const list = (sentences: ReadonlyArray<string>) =>
    sentences.length === 0 ? 'nothing' : sentences.map((each) => `“${each}”`).join(', ')
  const reason = `Unexpected ${list(excess)} under \`normalised\`, expected ${list(lacking)} as cleaning tells`
  report(file, 'source-normalised', reason, received.places.normalised)
}

/** Report texts with almost nothing in common by one message. */
function reportUnrelated(
  { common }: TextDifference,
  { name, places }: Received,
  old: ReadonlyArray<Block>,
  now: ReadonlyArray<Block>,
  file: VFile
): Explained {
  const share = Math.round(common * 100)
  const reason = `Unexpected text that has ${share} % in common with \`${name}\`, expected it as received`
  report(file, 'text-unaccounted', reason, places.title)
  const [from, to] = [old, now].map((blocks) => textOf(blocks).slice(0, 40))
  const { line, column } = places.title
  const place = { line, column, endLine: line, endColumn: column }
  const variant = { what: 'words', ...place, receivedLine: 1 } as const
  return { places: [], unexplained: [{ ...variant, from: from ?? '', to: to ?? '' }] }
}

/** Describe in Chinese what was replaced because a source may not contain it. */
function replacedIn(received: Received, old: ReadonlyArray<Block>): ReadonlyArray<string> {
  const radicals = countRadicals(received)
  const text = textOf(old)
  const unseen = [...text].length - [...withoutUnseen(text)].length
  return [
    ...(radicals > 0 ? [`部首码位的字符改为汉字${radicals}处`] : []),
    ...(unseen > 0 ? [`删去不可见字符${unseen}个`] : [])
  ]
}

/** Report an unexplained difference from the received text. */
function reportUnexplained(variant: Variant, name: string, file: VFile): void {
  const { line, column, endLine, endColumn, receivedLine } = variant
  const reason = `${reasonFor(variant)} as received (${name}:${receivedLine})`
  const place = { start: { line, column }, end: { line: endLine, column: endColumn } }
  report(file, 'text-unaccounted', reason, place)
}

function reasonFor({ what, at, from, to }: Variant): string {
  const where = at === undefined ? '' : ` in ${at}`
  if (what === 'moved') {
    const before = from === '' ? 'first' : `behind “${shorten(from, 30)}”`
    return `Unexpected place of “${shorten(to, 30)}”${where}, expected it ${before}`
  }
  const [was, is] = [`“${shorten(from)}”`, `“${shorten(to)}”`]
  if (what === 'lost') {
    const behind = at === undefined ? '' : ` behind ${at}`
    return `Unexpected loss of ${was}${behind}, expected it here`
  }
  if (what === 'words' && from === '') return `Unexpected ${is}${where}, expected nothing there`
  return `Unexpected ${is}${where}, expected ${was}`
}
