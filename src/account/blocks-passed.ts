import type { Block, Move, TextDifference } from '../diff.ts'

/**
 * Make a function that lists the blocks a move passed: those between the old and the new position.
 *
 * @param old the blocks of the received text.
 * @param now those of the source.
 */
export function blocksPassed(
  { pairs, moves }: TextDifference,
  old: ReadonlyArray<Block>,
  now: ReadonlyArray<Block>
): (move: Move) => ReadonlyArray<Block> {
  const elsewhere = new Set(moves.flatMap((move) => move.now))
  const places = new Map(now.map((block, index) => [block, index]))
  const partners = new Map(
    pairs.flatMap((pair) => pair.old.map((block) => [block, pair.now.at(-1)] as const))
  )
  const placeOf = (block: Block | undefined) => (block ? (places.get(block) ?? -1) : -1)
  return (move) => {
    const first = move.old[0] ? old.indexOf(move.old[0]) : 0
    let home = -1
    for (let at = first - 1; at >= 0 && home < 0; at -= 1) {
      const block = old[at]
      const before = block && partners.get(block)
      if (before && !elsewhere.has(before)) home = placeOf(before)
    }
    const [start, end] = [placeOf(move.now[0]), placeOf(move.now.at(-1))]
    return home < start ? now.slice(home + 1, start) : now.slice(end + 1, home + 1)
  }
}
