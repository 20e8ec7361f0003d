/** Find the name a misspelt word was meant to be: at most two letters added, dropped or replaced. */
export function nearest(word: string, names: ReadonlyArray<string>): string | undefined {
  const [best] = names
    .map((name) => ({ name, distance: distance(word.toLowerCase(), name.toLowerCase()) }))
    .filter((other) => other.distance <= Math.min(2, word.length / 2))
    .sort((one, other) => one.distance - other.distance)
  return best?.name
}

/** Compute the Levenshtein distance between two words. */
function distance(word: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [line, letter] of [...word].entries()) {
    const next = [line + 1]
    for (const [index, sign] of [...other].entries()) {
      const [corner = 0, above = 0] = row.slice(index, index + 2)
      next.push(Math.min(above + 1, (next[index] ?? 0) + 1, corner + (letter === sign ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
