import type { Correction } from '../book.ts'

/** The combined effect of one correction, or of several in succession on the same words. */
export type Chain = Readonly<{
  from: string
  to: string
  /** Indices of the corrections, sorted by date. */
  links: ReadonlyArray<number>
}>

/** Most chains of several corrections; more do not occur in practice. */
const most = 1000

/** Collapse white space as in the text of blocks. */
export function foldSpace(words: string): string {
  return words.replaceAll(/\s+/gu, ' ')
}

/**
 * Make a chain of each correction that gives its words.
 *
 * @param corrections sorted by date.
 */
export function chainsOf(corrections: ReadonlyArray<Correction>): ReadonlyArray<Chain> {
  return corrections.flatMap(({ from, to }, index) =>
    from === undefined || to === undefined
      ? []
      : [{ from: foldSpace(from), to: foldSpace(to), links: [index] }]
  )
}

/**
 * Combine chains whose words, or their surroundings, were corrected again, any number of times.
 *
 * @param starts chains of the first corrections.
 * @param all chains that may follow.
 */
export function longerChains(
  starts: ReadonlyArray<Chain>,
  all: ReadonlyArray<Chain>
): ReadonlyArray<Chain> {
  const later = all.toSorted((one, other) => (one.links[0] ?? 0) - (other.links[0] ?? 0))
  const found: Chain[] = []
  const open = [...starts]
  for (const chain of open) {
    for (const next of later) {
      if (found.length >= most) return found
      if ((next.links[0] ?? 0) <= (chain.links.at(-1) ?? 0)) continue
      const longer = composeChains(chain, next)
      found.push(...longer)
      // Iterating an array includes what is added meanwhile: corrected words may be corrected
      // again.
      open.push(...longer)
    }
  }
  return found
}

/**
 * List what the new words of a correction may have become through later corrections of them or of
 * their surroundings.
 */
export function rewordingsOf(
  index: number,
  corrections: ReadonlyArray<Correction>
): ReadonlyArray<string> {
  const own = { from: '', to: foldSpace(corrections[index]?.to ?? ''), links: [index] }
  const found: Chain[] = [own]
  for (const [later, { from, to }] of corrections.entries()) {
    if (later <= index || from === undefined || to === undefined) continue
    if (!canMeet(own, later, corrections)) continue
    const next = { from: foldSpace(from), to: foldSpace(to), links: [later] }
    for (const chain of [...found]) {
      if (found.length < most)
        found.push(...meetings(chain, next, { from: 0, to: chain.to.length }))
    }
  }
  return found.map(({ to }) => to)
}

/**
 * Tell whether corrections may affect the same words: not in different paragraphs, but possibly in
 * a section and a paragraph of it.
 */
function canMeet({ links }: Chain, index: number, corrections: ReadonlyArray<Correction>): boolean {
  const here = corrections[index]?.at
  return links.every((link) => {
    const there = corrections[link]?.at
    return !here || !there || here === there || /^s\d/.test(here) || /^s\d/.test(there)
  })
}

/** Compute the lengths of the common prefix and suffix of two strings. */
export function commonEnds(from: string, to: string): Readonly<{ head: number; tail: number }> {
  const size = Math.min(from.length, to.length)
  let head = 0
  while (head < size && from[head] === to[head]) head += 1
  let tail = 0
  while (tail < size - head && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1
  return { head, tail }
}

/** Compute how much a chain changes, in code units. */
export function sizeOf({ from, to }: Chain): number {
  const { head, tail } = commonEnds(from, to)
  return from.length + to.length - 2 * (head + tail)
}

/** Combine two chains if the second changes the first's new words or part of them. */
function composeChains(first: Chain, second: Chain): ReadonlyArray<Chain> {
  const { head, tail } = commonEnds(first.from, first.to)
  const core = { from: head, to: first.to.length - tail }
  // A change that was reverted explains nothing.
  return meetings(first, second, core).filter(({ from, to }) => from !== to)
}

/** List the chains in which the second correction's old words overlap a range of the first's new words. */
function meetings(
  first: Chain,
  second: Chain,
  core: Readonly<{ from: number; to: number }>
): ReadonlyArray<Chain> {
  // Quick check, since there may be thousands of mostly unrelated corrections.
  const changed = [...first.to.slice(core.from, core.to)]
  const around = first.to.slice(core.from - 1, core.to + 1)
  const touches = (words: string) => second.from.includes(words)
  if (!(changed.length > 0 ? changed.some(touches) : touches(around))) return []
  const found: Chain[] = []
  for (let start = 1 - second.from.length; start < first.to.length; start += 1) {
    const end = start + second.from.length
    // A correction of only the surrounding words is another correction.
    const meets =
      core.from < core.to ? start < core.to && end > core.from : start < core.from && end > core.to
    const shared = first.to.slice(Math.max(0, start), Math.max(0, end))
    if (!meets || !second.from.startsWith(shared, Math.max(0, -start))) continue
    const before = second.from.slice(0, Math.max(0, -start))
    const after = end > first.to.length ? second.from.slice(first.to.length - start) : ''
    const between = before + first.to + after
    const at = Math.max(0, start)
    const from = before + first.from + after
    const to = between.slice(0, at) + second.to + between.slice(at + second.from.length)
    found.push({ from, to, links: [...first.links, ...second.links] })
  }
  return found
}
