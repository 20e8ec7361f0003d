/**
 * Divide the width of a table among its columns.
 *
 * A column that needs less than an even share gets what it needs; the others divide the rest by
 * their need, none below its part of `leasts`. Spare width is divided evenly.
 *
 * @param needs width of the longest cell of each column in one line.
 * @param leasts width of each column's longest unbreakable text.
 */
export function divideWidth(
  needs: ReadonlyArray<number>,
  width: number,
  leasts: ReadonlyArray<number>
): ReadonlyArray<number> {
  const total = sum(needs)
  if (total <= width) return needs.map((need) => need + (width - total) / needs.length)
  const even = width / needs.length
  const small = needs.map((need) => need <= even)
  const taken = sum(needs.filter((_, index) => small[index]))
  const rest = width - taken
  const wide = needs.map((need, index) => (small[index] ? 0 : need))
  const floor = sum(leasts.filter((_, index) => !small[index]))
  const share = Math.min(1, rest / floor)
  const spare = rest - floor * share
  // By the square root of the need, so that the widest column does not starve the others.
  const weights = sum(wide.map(Math.sqrt))
  return needs.map((need, index) =>
    small[index] ? need : (leasts[index] ?? 0) * share + (spare * Math.sqrt(need)) / weights
  )
}

function sum(numbers: ReadonlyArray<number>): number {
  return numbers.reduce((total, number) => total + number, 0)
}
