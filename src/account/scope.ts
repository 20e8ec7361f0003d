import type { Block } from '../diff.ts'
import type { Collation } from './passages.ts'

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
 */
export function scopeOf({ now }: Collation, next: Block | undefined, hasWords: boolean): Scope {
  if (now.blocks.length > 0) return new Set(now.blocks.flatMap(idsOf))
  const around = [now.before, next].flatMap((block) => block ?? [])
  if (hasWords) return new Set(around.flatMap(idsOf))
  // What stood before a heading stood in the section that ends there.
  return new Set(
    around.filter((block) => block === now.before || block.kind !== 'heading').flatMap(sectionIdsOf)
  )
}

function sectionIdsOf({ section }: Block): ReadonlyArray<string> {
  return sectionsOf(section)
}

/** `s3-2` stands in `s3`. */
function sectionsOf(section: string | undefined): ReadonlyArray<string> {
  const parts = section?.split('-') ?? []
  return parts.map((_, index) => parts.slice(0, index + 1).join('-'))
}
