import type { Block } from './block.ts'
import type { Hunk } from './hunks.ts'

/** Consecutive blocks, and their texts joined by U+000A. */
export type Passage = Readonly<{
  blocks: ReadonlyArray<Block>
  text: string
  /** The block before the first; without blocks, the one after which they would be. */
  before?: Block
}>

/** Join blocks into a passage. */
export function passageOf(blocks: ReadonlyArray<Block>, before: Block | undefined): Passage {
  const text = blocks.map((block) => block.text).join('\n')
  return { blocks, text, ...(before ? { before } : {}) }
}

/**
 * Find the block of an offset in a passage, and the offset in the block.
 *
 * @returns the end of the previous block if the passage has no blocks; `undefined` at the start of
 * a document.
 */
export function spotIn(
  { blocks, before }: Passage,
  offset: number
): Readonly<{ block: Block; offset: number }> | undefined {
  let start = 0
  for (const block of blocks) {
    if (offset <= start + block.text.length) return { block, offset: offset - start }
    start += block.text.length + 1
  }
  const last = blocks.at(-1) ?? before
  return last && { block: last, offset: last.text.length }
}

/** A sentence end: 。！？； with closing marks, or a line end. */
const end = /[。！？；!?]+[”’"'』」）》〉】〕)\]]*|\n/gu

/** Find the sentences a range of a text overlaps. */
export function sentenceAround(text: string, { from, to }: Hunk['old']): Hunk['old'] {
  // Search only near the range, so that long texts are not searched for each change.
  const reach = 600
  const start = Math.max(0, from - reach)
  let begins = start
  let ends = Math.min(text.length, to + reach)
  for (const match of text.slice(start, ends).matchAll(end)) {
    const at = start + match.index + match[0].length
    if (at <= from) begins = at
    if (at >= to && at > from) {
      ends = at
      break
    }
  }
  return text[ends - 1] === '\n' && ends > to
    ? { from: begins, to: ends - 1 }
    : { from: begins, to: ends }
}
