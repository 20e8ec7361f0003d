import type { Block, Hunk, Passage } from '../diff.ts'
import type { Collation } from './collate.ts'

/** Identifiers by which corrections may name a place: its block's and those of the sections around. */
export type Scope = ReadonlySet<string>

/** List the identifiers that name a block or what it stands in. */
export function idsOf({ id, kind, section }: Block): ReadonlyArray<string> {
  return [
    ...(id === undefined ? [] : [id]),
    ...sectionsOf(section),
    ...(kind === 'signatory' ? ['signatories'] : [])
  ]
}

/**
 * List the identifiers that name a place where texts differ. Where a block was taken out these are, for
 * a correction that tells the words, also those of the blocks between which it stood.
 *
 * @param range the place in the text as it is now.
 * @param next the block behind that, if it has no block of its own.
 */
export function scopeOf(
  { now }: Collation,
  range: Hunk['now'],
  next: Block | undefined,
  hasWords: boolean
): Scope {
  if (now.blocks.length > 0) return new Set(blocksIn(now, range).flatMap(idsOf))
  const around = [now.before, next].flatMap((block) => block ?? [])
  if (hasWords) return new Set(around.flatMap(idsOf))
  // What stood before a heading stood in the section that ends there.
  return new Set(
    around.filter((block) => block === now.before || block.kind !== 'heading').flatMap(sectionIdsOf)
  )
}

/** List the blocks a range of a passage runs over or touches. */
function blocksIn({ blocks }: Passage, { from, to }: Hunk['now']): ReadonlyArray<Block> {
  let start = 0
  return blocks.filter(({ text }) => {
    const isIn = start <= to && start + text.length >= from
    start += text.length + 1
    return isIn
  })
}

function sectionIdsOf({ section }: Block): ReadonlyArray<string> {
  return sectionsOf(section)
}

/** `s3-2` stands in `s3`. */
function sectionsOf(section: string | undefined): ReadonlyArray<string> {
  const parts = section?.split('-') ?? []
  return parts.map((_, index) => parts.slice(0, index + 1).join('-'))
}
