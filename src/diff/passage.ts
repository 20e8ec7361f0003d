import type { Block } from './block.ts'
import type { Hunk } from './hunks.ts'

/** Blocks that follow each other, and their texts joined by U+000A. */
export type Passage = Readonly<{
  blocks: ReadonlyArray<Block>
  text: string
  /** The block before the first; where there are no blocks, the one behind which they would stand. */
  before?: Block
}>

/** Join blocks to a passage. */
export function passageOf(blocks: ReadonlyArray<Block>, before: Block | undefined): Passage {
  const text = blocks.map((block) => block.text).join('\n')
  return { blocks, text, ...(before ? { before } : {}) }
}

/**
 * Find the block an offset of a passage is in, and the offset there.
 *
 * @returns the end of the block before, if the passage has no blocks; nothing at the head of a document.
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

/** Where a sentence ends: behind 。！？； or a line end, and the marks that close after it. */
const end = /[。！？；!?]+[”’"'』」）》〉】〕)\]]*|\n/gu

/** Find the sentences a range of a text runs over. */
export function sentenceAround(text: string, { from, to }: Hunk['old']): Hunk['old'] {
  // A sentence is looked for near the range, so that a long text is not searched for each change.
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
