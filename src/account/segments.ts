import type { Hunk } from '../diff.ts'

/** A segment of two texts around differences. */
export type Segment = Readonly<{
  old: string
  now: string
  /** Where it begins in each text. */
  at: Readonly<{ old: number; now: number }>
  /** The differences in it; offsets in the segment. */
  hunks: ReadonlyArray<Hunk>
}>

/**
 * Split two texts where they agree over a long range, so that each segment can be processed
 * separately.
 *
 * @param reach longest distance from a difference that searched words may cover.
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
    // Before the first difference and after the last, both texts are equal.
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
