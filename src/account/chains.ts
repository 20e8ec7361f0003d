import type { Correction } from '../book.ts'

/** What one correction, or several of the same words one after the other, made of which words. */
export type Chain = Readonly<{
  from: string
  to: string
  /** Indices of the corrections, in the order of their dates. */
  links: ReadonlyArray<number>
}>

/** Chains of several corrections there may be: more of them are no text's history. */
const most = 1000

/** Fold white space as the text of a block has it. */
export function foldSpace(words: string): string {
  return words.replaceAll(/\s+/gu, ' ')
}

/**
 * List what the corrections that tell their words made of which, each by itself.
 *
 * @param corrections in the order of their dates.
 */
export function chainsOf(corrections: ReadonlyArray<Correction>): ReadonlyArray<Chain> {
  return corrections.flatMap(({ from, to }, index) =>
    from === undefined || to === undefined
      ? []
      : [{ from: foldSpace(from), to: foldSpace(to), links: [index] }]
  )
}

/**
 * List what came of words that were corrected again, or whose surroundings were, as often as that was.
 *
 * @param starts the corrections that come first.
 * @param all those that may follow.
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
      // A list is walked to its end while it grows: what was corrected twice may be corrected again.
      open.push(...longer)
    }
  }
  return found
}

/**
 * List what may have become of the words a correction put there, by the corrections after it: of one that
 * is corrected again by each of these, or of what stands around it.
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

/** Corrections in different paragraphs do not meet; one in a section may meet one in a paragraph of it. */
function canMeet({ links }: Chain, index: number, corrections: ReadonlyArray<Correction>): boolean {
  const here = corrections[index]?.at
  return links.every((link) => {
    const there = corrections[link]?.at
    return !here || !there || here === there || /^s\d/.test(here) || /^s\d/.test(there)
  })
}

/** Length of what two words begin with, and end in. */
export function commonEnds(from: string, to: string): Readonly<{ head: number; tail: number }> {
  const size = Math.min(from.length, to.length)
  let head = 0
  while (head < size && from[head] === to[head]) head += 1
  let tail = 0
  while (tail < size - head && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1
  return { head, tail }
}

/** How much of its words a chain changes, in code units. */
export function sizeOf({ from, to }: Chain): number {
  const { head, tail } = commonEnds(from, to)
  return from.length + to.length - 2 * (head + tail)
}

/** Find what comes of words that are corrected, and of what came of them, or of part of it, again. */
function composeChains(first: Chain, second: Chain): ReadonlyArray<Chain> {
  const { head, tail } = commonEnds(first.from, first.to)
  const core = { from: head, to: first.to.length - tail }
  // What was put right and back again explains nothing.
  return meetings(first, second, core).filter(({ from, to }) => from !== to)
}

/**
 * Find the ways in which words that are corrected again overlap a stretch of what came of the first
 * correction.
 */
function meetings(
  first: Chain,
  second: Chain,
  core: Readonly<{ from: number; to: number }>
): ReadonlyArray<Chain> {
  // Most corrections have nothing to do with each other, and there may be thousands.
  const changed = [...first.to.slice(core.from, core.to)]
  const around = first.to.slice(core.from - 1, core.to + 1)
  const touches = (words: string) => second.from.includes(words)
  if (!(changed.length > 0 ? changed.some(touches) : touches(around))) return []
  const found: Chain[] = []
  for (let start = 1 - second.from.length; start < first.to.length; start += 1) {
    const end = start + second.from.length
    // Who changes only words around what was corrected corrects something else.
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
