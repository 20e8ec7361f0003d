import type { Block, Hunk, Passage } from '../diff.ts'
import type { Collation } from './collate.ts'

/** Identifiers by which corrections may name a place: those of its block and the enclosing sections. */
export type Scope = ReadonlySet<string>

/** List the identifiers that name a block or its enclosing sections. */
export function idsOf({ id, kind, section }: Block): ReadonlyArray<string> {
  return [
    ...(id === undefined ? [] : [id]),
    ...sectionsOf(section),
    ...(kind === 'signatory' ? ['signatories'] : [])
  ]
}

/**
 * List the identifiers that name a place where the texts differ. For a removed block, a correction
 * that gives the words may also name the neighbouring blocks.
 *
 * @param range the place in the present text.
 * @param next the block after the place, if the place has no block.
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
  // What was before a heading was in the section before it.
  return new Set(
    around.filter((block) => block === now.before || block.kind !== 'heading').flatMap(sectionIdsOf)
  )
}

/** List the blocks a range of a passage overlaps or touches. */
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

/** List a section and its ancestors: `s3-2` is in `s3`. */
function sectionsOf(section: string | undefined): ReadonlyArray<string> {
  const parts = section?.split('-') ?? []
  return parts.map((_, index) => parts.slice(0, index + 1).join('-'))
}
