import type { VFile } from 'vfile'
import { type Correction, report } from '../book.ts'
import type { Block } from '../diff.ts'
import { foldSpace, rewordingsOf } from './chains.ts'
import { shorten } from './quote.ts'
import { idsOf } from './scope.ts'

/**
 * Hold the words of each correction against the text: what it says stands there has to stand there, in
 * the block `at` if it names one, unless a later correction made something else of it; and what stood
 * there may not stand there any more, unless as part of what stands there now, or once more: of one place
 * the received text may show that it was the right one.
 *
 * @param corrections in the order of their dates.
 * @param places where each of them explains a difference from the received text.
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
    // What names no block, such as the call of a note, may be anywhere.
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

/** List the blocks each identifier names: its own, or those of a section. */
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

/** Tell whether a later correction without words is about the same place: then nobody knows the words. */
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

/** Find a block in which words still stand that were corrected. */
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
    // Whoever corrects later may put the same words there again.
    const right = corrections
      .slice(index)
      .flatMap(({ to, at }) =>
        to && (at === undefined || ids.includes(at)) ? [foldSpace(to)] : []
      )
      .sort((one, other) => other.length - one.length)
    return right.reduce((text, to) => hide(to, text), block.text).includes(words)
  })
}

/** Put what is no character in place of words that stand in a text for a right. */
function hide(words: string, text: string): string {
  return text.replaceAll(words, '\uFFFE'.repeat(words.length))
}
