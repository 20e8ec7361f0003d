import { diffArrays } from 'diff'
import type { Hunk } from '../diff.ts'
import { type Chain, commonEnds } from './chains.ts'
import type { Segment } from './segments.ts'

/** A replacement in the received text of a segment; the offsets are of the changed part. */
export type Edit = Readonly<{ chain: Chain; from: number; to: number; text: string }>

/** Tells whether a chain may be applied at a place of the present text, besides those already used. */
export type MayUse = (chain: Chain, place: Hunk['now'], used: ReadonlySet<number>) => boolean

/** Largest edit distance that is measured, in characters. */
const limit = 2000

/**
 * Choose the edits of a received text that each bring it closer to the source by their whole
 * change.
 *
 * @param chains sorted by size of change, largest first.
 * @param used the corrections applied so far; chosen ones are added.
 */
export function editsOf(
  segment: Segment,
  chains: ReadonlyArray<Chain>,
  mayUse: MayUse,
  used: Set<number>
): ReadonlyArray<Edit> {
  let edits: ReadonlyArray<Edit> = []
  let distance = distanceOf(segment.old, segment.now)
  for (const chain of chains) {
    for (const edit of candidatesOf(segment, chain)) {
      if (distance === 0) return edits
      if (edits.some((other) => collide(edit, other))) continue
      const tried = [...edits, edit].sort((one, other) => one.from - other.from)
      const left = distanceOf(apply(segment.old, tried), segment.now)
      const gain = distanceOf(chain.from, chain.to)
      const isNearer = left === 0 || (left < limit && left <= distance - gain)
      if (!isNearer || !mayUse(chain, placeOf(edit, segment), used)) continue
      for (const link of chain.links) used.add(link)
      edits = tried
      distance = left
    }
  }
  return edits
}

/** Find the place in the present text that corresponds to an edit. */
function placeOf({ from, to }: Edit, { hunks, at }: Segment): Hunk['now'] {
  const ends = [offsetAfterHunks(hunks, from), offsetAfterHunks(hunks, to)].map(
    (offset) => at.now + offset
  )
  return { from: ends[0] ?? 0, to: ends[1] ?? 0 }
}

/** Find where the words of a chain were, at or beside a difference. */
function candidatesOf({ old, now, hunks }: Segment, chain: Chain): ReadonlyArray<Edit> {
  const { from, to } = chain
  const { head, tail } = commonEnds(from, to)
  const starts =
    from === ''
      ? hunks.flatMap((hunk) => insertionPoints(hunk, to, now))
      : occurrencesOf(from, old).filter((at) =>
          hunks.some((hunk) => hunk.old.from <= at + from.length && hunk.old.to >= at)
        )
  return [...new Set(starts)].map((at) => ({
    chain,
    from: at + head,
    to: at + from.length - tail,
    text: to.slice(head, to.length - tail)
  }))
}

/** List the possible insertion points of added words; repeated letters make the position ambiguous. */
function insertionPoints({ old, now }: Hunk, words: string, text: string): ReadonlyArray<number> {
  return occurrencesOf(words, text)
    .filter((at) => at < now.to && at + words.length > now.from)
    .flatMap((at) => [Math.max(0, old.from + at - now.from), old.from, old.to])
}

function occurrencesOf(words: string, text: string): ReadonlyArray<number> {
  const found: number[] = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) found.push(at)
  return found
}

function collide(one: Edit, other: Edit): boolean {
  if (one.from === other.from && one.to === other.to) return true
  return one.from < other.to && other.from < one.to
}

/** Apply edits to a text. */
export function apply(text: string, edits: ReadonlyArray<Edit>): string {
  let result = ''
  let done = 0
  for (const { from, to, text: words } of edits) {
    result += text.slice(done, from) + words
    done = to
  }
  return result + text.slice(done)
}

/** Compute the edit distance of two texts; infinite beyond `limit`. */
function distanceOf(one: string, other: string): number {
  if (one === other) return 0
  const { head, tail } = commonEnds(one, other)
  const [left, right] = [one, other].map((text) => [...text.slice(head, text.length - tail)])
  const runs = diffArrays(left ?? [], right ?? [], { maxEditLength: limit })
  if (!runs) return Number.POSITIVE_INFINITY
  return runs.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0)
}

/** Find where an edit begins in the edited text. */
export function offsetAfterEdits(edits: ReadonlyArray<Edit>, edit: Edit): number {
  const before = edits.slice(0, edits.indexOf(edit))
  return before.reduce((at, { from, to, text }) => at + text.length - (to - from), edit.from)
}

/** Map an offset of the old text to the new text. */
export function offsetAfterHunks(hunks: ReadonlyArray<Hunk>, offset: number): number {
  const before = hunks.findLast(({ old }) => old.from <= offset)
  if (!before) return offset
  return before.old.to > offset ? before.now.from : offset + before.now.to - before.old.to
}

/** Map a hunk of the edited text back to the received text. */
export function hunkBeforeEdits({ old, now }: Hunk, edits: ReadonlyArray<Edit>): Hunk {
  const back = (offset: number, isEnd: boolean): number => {
    let moved = 0
    for (const edit of edits) {
      const start = edit.from + moved
      const isBehind = offset > start || (!isEnd && edit.text === '' && offset === start)
      if (!isBehind) break
      if (offset < start + edit.text.length) return isEnd ? edit.to : edit.from
      moved += edit.text.length - (edit.to - edit.from)
    }
    return offset - moved
  }
  const from = back(old.from, false)
  return { old: { from, to: Math.max(from, back(old.to, true)) }, now }
}
