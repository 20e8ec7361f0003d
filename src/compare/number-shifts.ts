import type { Comparison } from './comparison.ts'

/** Consecutive paragraphs whose numbers shifted by the same amount. */
export type NumberShift = Readonly<{ from: number; to: number; by: number }>

/** Group shifted paragraph numbers into ranges, such as p57 to p176 by 1. */
export function numberShifts(identifiers: Comparison['identifiers']): ReadonlyArray<NumberShift> {
  const found: { from: number; to: number; by: number }[] = []
  const numbered = identifiers
    .flatMap(({ old, new: now }) => {
      const [from, to] = [numberOf(old), numberOf(now)]
      return from === undefined || to === undefined ? [] : [{ from, by: to - from }]
    })
    .sort((one, other) => one.from - other.from)
  for (const { from, by } of numbered) {
    const last = found.at(-1)
    if (last?.to === from - 1 && last.by === by) last.to = from
    else found.push({ from, to: from, by })
  }
  return found
}

function numberOf(id: string): number | undefined {
  const [, number] = /^p(\d+)$/.exec(id) ?? []
  return number === undefined ? undefined : Number(number)
}
