import type { Hunk } from '../diff.ts'

/** A stretch of two texts around what differs in it. */
export type Segment = Readonly<{
  old: string
  now: string
  /** Where it begins in either text. */
  at: Readonly<{ old: number; now: number }>
  /** What differs in it; offsets in the stretch. */
  hunks: ReadonlyArray<Hunk>
}>

/**
 * Cut two texts where they agree for long, so that each part can be looked at by itself.
 *
 * @param reach how far from what differs the words reach that are looked for.
 */
export function segmentsOf(
  old: string,
  now: string,
  hunks: ReadonlyArray<Hunk>,
  reach: number
): ReadonlyArray<Segment> {
  const runs: Hunk[][] = []
  for (const hunk of hunks) {
    const last = runs.at(-1)
    const end = last?.at(-1)?.old.to ?? 0
    if (last && hunk.old.from - end <= 2 * reach) last.push(hunk)
    else runs.push([hunk])
  }
  return runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)]
    if (!first || !last) return []
    // Before what differs first, and behind what differs last, both texts are equal.
    const before = Math.min(reach, first.old.from, first.now.from)
    const after = Math.min(reach, old.length - last.old.to, now.length - last.now.to)
    const at = { old: first.old.from - before, now: first.now.from - before }
    return [
      {
        old: old.slice(at.old, last.old.to + after),
        now: now.slice(at.now, last.now.to + after),
        at,
        hunks: run.map((hunk) => ({
          old: { from: hunk.old.from - at.old, to: hunk.old.to - at.old },
          now: { from: hunk.now.from - at.now, to: hunk.now.to - at.now }
        }))
      }
    ]
  })
}
