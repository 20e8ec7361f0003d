import { type Hunk, hunksOf } from '../diff.ts'
import { type Chain, longerChains, sizeOf } from './chains.ts'
import type { Collation } from './collate.ts'
import {
  apply,
  editsOf,
  hunkBeforeEdits,
  type MayUse,
  offsetAfterEdits,
  offsetAfterHunks
} from './edits.ts'
import { type Segment, segmentsOf } from './segments.ts'

/** A chain that explains a difference, and its offset in each text. */
export type Explanation = Readonly<{ chain: Chain; old: number; now: number }>

/** The explanations found, and the remaining differences. */
type Result = Readonly<{
  explanations: ReadonlyArray<Explanation>
  hunks: ReadonlyArray<Hunk>
}>

/**
 * Apply corrections to a received text wherever that brings it closer to the source by the whole
 * change; also repeated corrections, if they explain more.
 *
 * @param chains corrections that may concern the place.
 */
export function explain(
  collation: Collation,
  chains: ReadonlyArray<Chain>,
  mayUse: MayUse
): Result {
  const { old, hunks } = collation
  const standing = ({ from }: Chain) => old.text.includes(from)
  const likely = chains.filter(standing)
  if (likely.length === 0) return { explanations: [], hunks }
  const simple = applyAll(collation, likely, mayUse)
  if (simple.hunks.length === 0) return simple
  const starts = likely.filter((chain) => touches(chain, collation))
  const longer = longerChains(starts, chains).filter(standing)
  if (longer.length === 0) return simple
  const chained = applyAll(collation, [...likely, ...longer], mayUse)
  return extentOf(chained.hunks) < extentOf(simple.hunks) ? chained : simple
}

function applyAll(
  { old, now, hunks }: Collation,
  chains: ReadonlyArray<Chain>,
  mayUse: MayUse
): Result {
  const largestFirst = chains.toSorted((one, other) => sizeOf(other) - sizeOf(one))
  const reach = chains.reduce((most, { from, to }) => Math.max(most, from.length, to.length), 0)
  const used = new Set<number>()
  const parts = segmentsOf(old.text, now.text, hunks, reach).map((segment): Result => {
    const edits = editsOf(segment, largestFirst, mayUse, used)
    if (edits.length === 0) return { explanations: [], hunks: segment.hunks.map(shift(segment)) }
    const applied = apply(segment.old, edits)
    const left = hunksOf(applied, segment.now)
    return {
      explanations: edits.map((edit) => ({
        chain: edit.chain,
        old: segment.at.old + edit.from,
        now: segment.at.now + offsetAfterHunks(left, offsetAfterEdits(edits, edit))
      })),
      hunks: left.map((hunk) => hunkBeforeEdits(hunk, edits)).map(shift(segment))
    }
  })
  return {
    explanations: parts.flatMap((part) => part.explanations),
    hunks: parts.flatMap((part) => part.hunks)
  }
}

/** Tell whether words are at or beside a difference. */
function touches({ from }: Chain, { old, hunks }: Collation): boolean {
  return hunks.some((hunk) =>
    old.text
      .slice(Math.max(0, hunk.old.from - from.length), hunk.old.to + from.length)
      .includes(from)
  )
}

function extentOf(hunks: ReadonlyArray<Hunk>): number {
  return hunks.reduce((sum, { old, now }) => sum + old.to - old.from + now.to - now.from, 0)
}

function shift({ at }: Segment): (hunk: Hunk) => Hunk {
  return ({ old, now }) => ({
    old: { from: old.from + at.old, to: old.to + at.old },
    now: { from: now.from + at.now, to: now.to + at.now }
  })
}
