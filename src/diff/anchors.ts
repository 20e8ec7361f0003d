/** Two equal items: their indices in the old list and in the new. */
export type Pair = readonly [old: number, now: number]

/**
 * Pair items that occur once in each list, and then their equal neighbours (patience diff). The
 * pairs need not be in the same order.
 */
export function pairEqual(
  old: ReadonlyArray<string>,
  now: ReadonlyArray<string>
): ReadonlyArray<Pair> {
  const places = countPlaces(now)
  const pairs = new Map<number, number>()
  const taken = new Set<number>()
  for (const [index, { count, last }] of countPlaces(old).entries()) {
    const other = places.get(index)
    if (count === 1 && other?.count === 1) {
      pairs.set(last, other.last)
      taken.add(other.last)
    }
  }
  const extend = (from: number, to: number, step: 1 | -1): void => {
    let [left, right] = [from + step, to + step]
    while (
      left >= 0 &&
      right >= 0 &&
      left < old.length &&
      right < now.length &&
      old[left] === now[right] &&
      !pairs.has(left) &&
      !taken.has(right)
    ) {
      pairs.set(left, right)
      taken.add(right)
      left += step
      right += step
    }
  }
  // Equal starts and ends need no anchor.
  extend(-1, -1, 1)
  extend(old.length, now.length, -1)
  for (const [from, to] of [...pairs]) {
    extend(from, to, 1)
    extend(from, to, -1)
  }
  return [...pairs].sort(([one], [other]) => one - other)
}

function countPlaces(
  items: ReadonlyArray<string>
): ReadonlyMap<string, Readonly<{ count: number; last: number }>> {
  const places = new Map<string, Readonly<{ count: number; last: number }>>()
  for (const [index, item] of items.entries()) {
    places.set(item, { count: (places.get(item)?.count ?? 0) + 1, last: index })
  }
  return places
}

/**
 * Find the set of pairs in the same order with the greatest weight.
 *
 * @param pairs in the order of the old list, without duplicate indices.
 * @returns indices of these pairs.
 */
export function inOrder(
  pairs: ReadonlyArray<Pair>,
  weightOf: (pair: Pair) => number
): ReadonlySet<number> {
  // Heaviest increasing subsequence, with a Fenwick tree of the best chains by new index.
  const ranks = new Map(
    pairs
      .map(([, now]) => now)
      .sort((one, other) => one - other)
      .map((now, rank) => [now, rank + 1])
  )
  type Chain = Readonly<{ weight: number; pair: number; before: Chain | undefined }>
  const tree: (Chain | undefined)[] = []
  let best: Chain | undefined
  for (const [index, pair] of pairs.entries()) {
    const rank = ranks.get(pair[1]) ?? 0
    let before: Chain | undefined
    for (let at = rank - 1; at > 0; at -= at & -at) {
      const chain = tree[at]
      if (chain && chain.weight > (before?.weight ?? 0)) before = chain
    }
    const chain = { weight: (before?.weight ?? 0) + weightOf(pair), pair: index, before }
    for (let at = rank; at <= pairs.length; at += at & -at) {
      if (chain.weight > (tree[at]?.weight ?? 0)) tree[at] = chain
    }
    if (chain.weight > (best?.weight ?? 0)) best = chain
  }
  const kept = new Set<number>()
  for (let chain = best; chain; chain = chain.before) kept.add(chain.pair)
  return kept
}
