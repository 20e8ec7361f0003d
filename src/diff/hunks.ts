import { diffArrays } from 'diff'
import { graphemesOf } from '../book.ts'
import { inOrder, pairEqual } from './anchors.ts'
import { clausesOf, sentencesOf } from './clauses.ts'

/** A range of the old text and the range that replaces it; offsets in UTF-16 code units. */
export type Hunk = Readonly<{
  old: Readonly<{ from: number; to: number }>
  now: Readonly<{ from: number; to: number }>
}>

/** Largest edit distance that is searched character by character. */
const limit = 4000

/**
 * Diff two texts by grapheme clusters: common sentences first, then clauses, then characters, so
 * that long texts take linear time. Short equal parts between two changes are merged into one
 * change, so that a reader sees words.
 */
export function hunksOf(old: string, now: string): ReadonlyArray<Hunk> {
  if (old === now) return []
  const coarse = refine([whole(old, now)], old, now, sentencesOf)
  const finer = refine(coarse, old, now, clausesOf).flatMap((hunk) => byRuns(hunk, old, now))
  const fine = finer.flatMap((hunk) => byGrapheme(hunk, old, now))
  const words = mergeIslands(fine, old, now)
    .map((hunk) => takeRest(hunk, old))
    .map((hunk) => takeWord(hunk, old, now))
  // Extending hunks may have made them adjacent.
  const merged = mergeIslands(words, old, now)
  return merged.map((hunk, index) => {
    const room = {
      from: merged[index - 1]?.old.to ?? 0,
      to: merged[index + 1]?.old.from ?? old.length
    }
    return slide(hunk, old, now, {
      before: hunk.old.from - room.from,
      after: room.to - hunk.old.to
    })
  })
}

function whole(old: string, now: string): Hunk {
  return { old: { from: 0, to: old.length }, now: { from: 0, to: now.length } }
}

/** Split each hunk at parts common to both texts in the same order. */
function refine(
  hunks: ReadonlyArray<Hunk>,
  old: string,
  now: string,
  partsOf: (text: string) => ReadonlyArray<string>
): ReadonlyArray<Hunk> {
  return hunks.flatMap((hunk) => {
    const left = partsOf(old.slice(hunk.old.from, hunk.old.to))
    const right = partsOf(now.slice(hunk.now.from, hunk.now.to))
    const pairs = pairEqual(left, right)
    const stays = inOrder(pairs, ([index]) => left[index]?.length ?? 0)
    const kept = pairs.filter((_, index) => stays.has(index))
    return between(kept, left, right, hunk)
  })
}

/** List the hunks between equal parts. */
function between(
  pairs: ReadonlyArray<readonly [number, number]>,
  left: ReadonlyArray<string>,
  right: ReadonlyArray<string>,
  { old, now }: Hunk
): ReadonlyArray<Hunk> {
  const hunks: Hunk[] = []
  const [starts, others] = [startsOf(left, old.from), startsOf(right, now.from)]
  let [doneOld, doneNow] = [old.from, now.from]
  for (const [one, other] of [...pairs, [left.length, right.length] as const]) {
    const [endOld, endNow] = [starts[one] ?? old.to, others[other] ?? now.to]
    if (endOld > doneOld || endNow > doneNow) {
      hunks.push({ old: { from: doneOld, to: endOld }, now: { from: doneNow, to: endNow } })
    }
    doneOld = endOld + (left[one]?.length ?? 0)
    doneNow = endNow + (right[other]?.length ?? 0)
  }
  return hunks
}

/** List the start offsets of parts, and the end of the last. */
function startsOf(parts: ReadonlyArray<string>, from: number): ReadonlyArray<number> {
  let at = from
  return [
    from,
    ...parts.map((part) => {
      at += part.length
      return at
    })
  ]
}

/** Length of runs searched in both texts, and least length of a hunk split by runs. */
const run = 8
const long = 800

/** Split a long hunk at characters that begin a run unique in both texts. */
function byRuns(hunk: Hunk, old: string, now: string): ReadonlyArray<Hunk> {
  const left = graphemesOf(old.slice(hunk.old.from, hunk.old.to))
  const right = graphemesOf(now.slice(hunk.now.from, hunk.now.to))
  if (left.length < long || right.length < long) return [hunk]
  const runsOf = (graphemes: ReadonlyArray<string>) =>
    graphemes.map((_, at) => graphemes.slice(at, at + run).join(''))
  const pairs = pairEqual(runsOf(left), runsOf(right))
  const stays = inOrder(pairs, () => 1)
  return between(
    pairs.filter((_, index) => stays.has(index)),
    left,
    right,
    hunk
  )
}

function byGrapheme({ old, now }: Hunk, before: string, after: string): ReadonlyArray<Hunk> {
  const left = [...graphemesOf(before.slice(old.from, old.to))]
  const right = [...graphemesOf(after.slice(now.from, now.to))]
  const runs = diffArrays(left, right, { maxEditLength: limit })
  // Texts with almost nothing in common are one change.
  if (!runs) return [{ old, now }]
  const hunks: Hunk[] = []
  let [atOld, atNow] = [old.from, now.from]
  let [doneOld, doneNow] = [old.from, now.from]
  const flush = (): void => {
    if (atOld === doneOld && atNow === doneNow) return
    hunks.push({ old: { from: doneOld, to: atOld }, now: { from: doneNow, to: atNow } })
  }
  for (const { value, added, removed } of runs) {
    const length = value.join('').length
    if (!added && !removed) {
      flush()
      atOld += length
      atNow += length
      doneOld = atOld
      doneNow = atNow
    } else if (added) atNow += length
    else atOld += length
  }
  flush()
  return hunks
}

/** Merge hunks separated by an equal part no longer than the changes beside it. */
function mergeIslands(hunks: ReadonlyArray<Hunk>, old: string, now: string): ReadonlyArray<Hunk> {
  const merged: Hunk[] = []
  for (const hunk of hunks) {
    const last = merged.at(-1)
    const island = last ? old.slice(last.old.to, hunk.old.from) : ''
    if (last && isIsland(island, last, hunk)) {
      merged.pop()
      merged.push({
        old: { from: last.old.from, to: Math.max(last.old.to, hunk.old.to) },
        now: { from: last.now.from, to: Math.max(last.now.to, hunk.now.to) }
      })
    } else merged.push(hunk)
  }
  // Merging may create new islands.
  return merged.length === hunks.length ? merged : mergeIslands(merged, old, now)
}

/** Extend a hunk to whole numbers and Latin words. */
function takeWord(hunk: Hunk, old: string, now: string): Hunk {
  const isIn = (text: string, at: number) => /[\p{N}\p{Script=Latin}]/u.test(text[at] ?? '')
  const begins = isIn(old, hunk.old.from) || isIn(now, hunk.now.from)
  const ends = isIn(old, hunk.old.to - 1) || isIn(now, hunk.now.to - 1)
  let [before, after] = [0, 0]
  while (begins && isIn(old, hunk.old.from - 1 - before)) before += 1
  while (ends && isIn(old, hunk.old.to + after)) after += 1
  const wider = ({ from, to }: Hunk['old']) => ({ from: from - before, to: to + after })
  return { old: wider(hunk.old), now: wider(hunk.now) }
}

/** Extend a hunk by a single character between a replaced word and a mark. */
function takeRest({ old, now }: Hunk, text: string): Hunk {
  const isWord = graphemesOf(text.slice(old.from, old.to)).length > 2 && now.to > now.from
  if (!isWord || !/^[^\p{P}\s](?:\p{P}|\s|$)/u.test(text.slice(old.to, old.to + 3)))
    return { old, now }
  const [rest = ''] = text.slice(old.to)
  const longer = ({ from, to }: Hunk['old']) => ({ from, to: to + rest.length })
  return { old: longer(old), now: longer(now) }
}

function isIsland(island: string, before: Hunk, after: Hunk): boolean {
  // Changes on both sides of a line or sentence end stay separate.
  if (/[。！？；\n]/u.test(island)) return false
  const length = [...graphemesOf(island)].length
  return length <= 1 || length <= Math.min(4, sizeOf(before), sizeOf(after))
}

function sizeOf({ old, now }: Hunk): number {
  return Math.max(old.to - old.from, now.to - now.from)
}

/**
 * Slide an insertion or deletion whose position is ambiguous to a natural boundary: after a mark,
 * preferably one that ends a sentence.
 *
 * @param room number of equal code units before and after it.
 */
function slide(
  hunk: Hunk,
  old: string,
  now: string,
  room: Readonly<{ before: number; after: number }>
): Hunk {
  const isAdded = hunk.old.from === hunk.old.to
  if (!isAdded && hunk.now.from !== hunk.now.to) return hunk
  const text = isAdded ? now : old
  const { from, to } = isAdded ? hunk.now : hunk.old
  let best = 0
  const weigh = (shift: number): void => {
    if (rank(text, from + shift) > rank(text, from + best)) best = shift
  }
  for (let shift = -1; -shift <= room.before && text[from + shift] === text[to + shift]; shift--) {
    weigh(shift)
  }
  for (let shift = 1; shift <= room.after; shift++) {
    if (text[from + shift - 1] !== text[to + shift - 1]) break
    weigh(shift)
  }
  const moved = (range: Hunk['old']) => ({ from: range.from + best, to: range.to + best })
  return { old: moved(hunk.old), now: moved(hunk.now) }
}

/** Rate a boundary: after the end of a sentence, after another mark, elsewhere. */
function rank(text: string, at: number): number {
  if (/\p{M}|[\u200D\uDC00-\uDFFF]/u.test(text[at] ?? '')) return -1
  if (at === 0 || /[。！？；\n]/u.test(text[at - 1] ?? '')) return 2
  return /\p{P}/u.test(text[at - 1] ?? '') ? 1 : 0
}
