import type { VFile } from 'vfile'
import { type Correction, report } from '../book.ts'
import type { Block } from '../diff.ts'
import { foldSpace, rewordingsOf } from './chains.ts'
import { shorten } from './quote.ts'
import { idsOf } from './scope.ts'

/**
 * Check the words of each correction against the text. The new words must occur, in the block `at`
 * if given, unless a later correction changed them. The old words must no longer occur, except
 * inside the new ones, or elsewhere if the received text shows which place was corrected.
 *
 * @param corrections sorted by date.
 * @param places the differences from the received text each explains.
 */
export function checkWords(
  corrections: ReadonlyArray<Correction>,
  blocks: ReadonlyArray<Block>,
  places: ReadonlyArray<ReadonlyArray<unknown>>,
  file: VFile
): void {
  const named = byName(blocks)
  for (const [index, correction] of corrections.entries()) {
    const { from, to, at } = correction
    if (from === undefined || to === undefined) continue
    // An `at` that is no block, such as a note call, may be anywhere.
    const scope = (at !== undefined && named.get(at)) || blocks
    const where = at === undefined ? 'in the text' : `in ${at}`
    const stands = (words: string) => scope.some((block) => block.text.includes(words))
    const isKept = stands(foldSpace(to)) || rewordingsOf(index, corrections).some(stands)
    if (!isKept && !isRewritten(index, corrections, scope)) {
      const reason = `Unexpected \`to: ${shorten(to)}\`, expected words that stand ${where}`
      report(file, 'correction-words', reason, correction.places?.to)
    }
    const isFound = at !== undefined && (places[index] ?? []).length > 0
    const standing = isFound ? undefined : findStanding(index, corrections, scope)
    if (!standing) continue
    const line = standing.origins[0] ? ` (line ${standing.origins[0].point.line})` : ''
    const meant = to === '' ? 'none of it' : `“${shorten(to)}”`
    const reason = `Unexpected “${shorten(from)}” still ${where}${line}, expected ${meant}`
    report(file, 'correction-words', reason, correction.places?.from)
  }
}

/** List the blocks each identifier names: a single block, or those of a section. */
function byName(blocks: ReadonlyArray<Block>): ReadonlyMap<string, ReadonlyArray<Block>> {
  const named = new Map<string, Block[]>()
  for (const block of blocks) {
    for (const id of idsOf(block)) {
      const others = named.get(id)
      if (!others) named.set(id, [block])
      else if (others.at(-1) !== block) others.push(block)
    }
  }
  return named
}

/** Tell whether a later correction without words is about the same place, so that the words are unknown. */
function isRewritten(
  index: number,
  corrections: ReadonlyArray<Correction>,
  scope: ReadonlyArray<Block>
): boolean {
  return corrections
    .slice(index + 1)
    .some(
      ({ at, from }) =>
        at !== undefined && from === undefined && scope.some((block) => idsOf(block).includes(at))
    )
}

/** Find a block that still contains corrected words. */
function findStanding(
  index: number,
  corrections: ReadonlyArray<Correction>,
  scope: ReadonlyArray<Block>
): Block | undefined {
  const words = foldSpace(corrections[index]?.from ?? '')
  if (words === '') return undefined
  return scope.find((block) => {
    if (!block.text.includes(words)) return false
    const ids = idsOf(block)
    // A later correction may restore the same words.
    const right = corrections
      .slice(index)
      .flatMap(({ to, at }) =>
        to && (at === undefined || ids.includes(at)) ? [foldSpace(to)] : []
      )
      .sort((one, other) => other.length - one.length)
    return right.reduce((text, to) => hide(to, text), block.text).includes(words)
  })
}

/** Replace legitimate occurrences of words by noncharacters. */
function hide(words: string, text: string): string {
  return text.replaceAll(words, '\uFFFE'.repeat(words.length))
}
