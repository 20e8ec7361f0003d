import { graphemesOf } from '../book.ts'
import type { Block } from './block.ts'

/** The similarity of an old and a new block, from 0 to 1. */
export type Likeness = Readonly<{ old: number; now: number; share: number; contained: number }>

/** A character run in more blocks than this is not significant. */
const common = 24

/**
 * List similar blocks of two lists, most similar first: by the share of common character runs in
 * the longer (`share`) and in the shorter block (`contained`).
 */
export function likenesses(
  old: ReadonlyArray<readonly [number, Block]>,
  now: ReadonlyArray<readonly [number, Block]>
): ReadonlyArray<Likeness> {
  const length = 3
  const index = new Map<string, number[]>()
  const runs = now.map(([, block]) => runsOf(block.text, length))
  for (const [at, own] of runs.entries()) {
    for (const run of own) {
      const places = index.get(run)
      if (places) places.push(at)
      else index.set(run, [at])
    }
  }
  const found: Likeness[] = []
  for (const [at, block] of old) {
    const own = runsOf(block.text, length)
    const shared = new Map<number, number>()
    for (const run of own) {
      const places = index.get(run) ?? []
      if (places.length > common) continue
      for (const place of places) shared.set(place, (shared.get(place) ?? 0) + 1)
    }
    for (const [place, count] of shared) {
      const sizes = [own.size, runs[place]?.size ?? 0]
      const [, other] = now[place] ?? []
      if (!other || !isComparable(block, other)) continue
      found.push({
        old: at,
        now: now[place]?.[0] ?? 0,
        share: count / Math.max(...sizes),
        contained: count / Math.min(...sizes)
      })
    }
  }
  // Equally similar blocks are sorted by distance, since a document may repeat itself.
  const distance = ({ old, now }: Likeness) => Math.abs(old - now)
  return found.sort((one, other) => other.share - one.share || distance(one) - distance(other))
}

/** Compute the share of the longer text's characters that are in both, in any order. */
export function sharedCharacters(one: string, other: string): number {
  const [left, right] = [graphemesOf(one), graphemesOf(other)]
  const counts = new Map<string, number>()
  for (const each of left) counts.set(each, (counts.get(each) ?? 0) + 1)
  let shared = 0
  for (const each of right) {
    const count = counts.get(each) ?? 0
    if (count > 0) shared += 1
    counts.set(each, count - 1)
  }
  return shared / Math.max(1, left.length, right.length)
}

/** Tell whether two blocks may correspond: editors' additions never correspond to text. */
function isComparable(one: Block, other: Block): boolean {
  return (one.kind === 'editor') === (other.kind === 'editor')
}

function runsOf(text: string, length: number): ReadonlySet<string> {
  const graphemes = graphemesOf(`^${text}$`)
  const runs = new Set<string>()
  for (let at = 0; at + length <= graphemes.length; at++) {
    runs.add(graphemes.slice(at, at + length).join(''))
  }
  return runs
}
