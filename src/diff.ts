import type { Book } from './book.ts'
import type { Block } from './diff/block.ts'
import { blocksOf } from './diff/blocks.ts'
import { type FormChange, formChanges } from './diff/forms.ts'
import { type Hunk, hunksOf } from './diff/hunks.ts'
import { type Group, groupsOf } from './diff/pairs.ts'
import { type Passage, passageOf, sentenceAround } from './diff/passage.ts'

export { type Block, image, ordinalAt, type Point, pointAt } from './diff/block.ts'
export { blocksOf } from './diff/blocks.ts'
export { type Hunk, hunksOf } from './diff/hunks.ts'
export { type Passage, passageOf, spotIn } from './diff/passage.ts'

/** A range of a text; offsets in UTF-16 code units. */
type Range = Readonly<{ from: number; to: number }>

/** One side of a change: its passage and sentence. */
export type Side = Readonly<{
  /** The compared blocks, joined by U+000A; without blocks, the block after which they would be. */
  passage: Passage
  /** The sentences with the changes; empty if there are none on this side. */
  sentence: Range
}>

/** A change of words in a sentence, or in consecutive sentences. */
export type TextChange = Readonly<{
  old: Side
  now: Side
  /** The changes in order; offsets in the texts of the passages. */
  hunks: ReadonlyArray<Hunk>
  isMoved: boolean
}>

/** Blocks consecutive in both states that were moved. */
export type Move = Readonly<{ old: ReadonlyArray<Block>; now: ReadonlyArray<Block> }>

/** How two states of a document differ. */
export type TextDifference = Readonly<{
  /** In the order of the new state; removals are at their old place. */
  changes: ReadonlyArray<TextChange>
  moves: ReadonlyArray<Move>
  /** Changes of emphasis, links, levels and paragraph ends that keep the words. */
  forms: ReadonlyArray<FormChange>
  /** Blocks paired with each other. */
  pairs: ReadonlyArray<Readonly<{ old: ReadonlyArray<Block>; now: ReadonlyArray<Block> }>>
  /** Share of the characters of the longer state that are in both, from 0 to 1. */
  common: number
}>

/** Compare two states of a document. */
export function compareBooks(old: Book, now: Book): TextDifference {
  return compareBlocks(blocksOf(old), blocksOf(now))
}

/** Compare two lists of blocks in reading order. */
export function compareBlocks(
  old: ReadonlyArray<Block>,
  now: ReadonlyArray<Block>
): TextDifference {
  const groups = groupsOf(old, now)
  const changes: TextChange[] = []
  const forms: FormChange[] = []
  let kept = 0
  // The last unmoved blocks, after which additions or removals would be on the other side.
  const last = { old: -1, now: -1 }
  for (const group of groups) {
    const passages = {
      old: passageOf(take(old, group.old), old[last.old]),
      now: passageOf(take(now, group.now), now[last.now])
    }
    if (!group.isMoved) {
      last.old = group.old.at(-1) ?? last.old
      last.now = group.now.at(-1) ?? last.now
    }
    const [left, right] = [passages.old.text, passages.now.text]
    const hunks = hunksOf(left, right)
    const own = hunks.filter((hunk) => isWord(hunk, left, right))
    const isPaired = group.old.length > 0 && group.now.length > 0
    if (isPaired) kept += lengthOf(passages.old.blocks) - sizeOf(own)
    changes.push(...bySentence(own, passages, group.isMoved))
    if (isPaired) forms.push(...formChanges(passages.old, passages.now, hunks))
  }
  return {
    changes,
    moves: movesOf(groups, old, now),
    forms,
    pairs: groups.map((group) => ({ old: take(old, group.old), now: take(now, group.now) })),
    common: kept / Math.max(1, lengthOf(old), lengthOf(now))
  }
}

/** Tell whether a hunk changes words, not only line ends. */
function isWord({ old, now }: Hunk, left: string, right: string): boolean {
  const words = (text: string, { from, to }: Range) => text.slice(from, to).replaceAll('\n', '')
  return words(left, old) !== words(right, now)
}

function take(blocks: ReadonlyArray<Block>, indices: ReadonlyArray<number>): ReadonlyArray<Block> {
  return indices.flatMap((index) => blocks[index] ?? [])
}

function lengthOf(blocks: ReadonlyArray<Block>): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0)
}

function sizeOf(hunks: ReadonlyArray<Hunk>): number {
  return hunks.reduce((sum, { old }) => sum + old.to - old.from, 0)
}

/** Group hunks in the same sentence. */
function bySentence(
  hunks: ReadonlyArray<Hunk>,
  passages: Readonly<{ old: Passage; now: Passage }>,
  isMoved: boolean
): ReadonlyArray<TextChange> {
  const changes: TextChange[] = []
  for (const hunk of hunks) {
    const old = { passage: passages.old, sentence: sentenceAround(passages.old.text, hunk.old) }
    const now = { passage: passages.now, sentence: sentenceAround(passages.now.text, hunk.now) }
    const last = changes.at(-1)
    const isSame =
      last && (overlap(last.old.sentence, old.sentence) || overlap(last.now.sentence, now.sentence))
    if (!isSame) changes.push({ old, now, hunks: [hunk], isMoved })
    else {
      changes.pop()
      changes.push({
        old: { ...old, sentence: join(last.old.sentence, old.sentence) },
        now: { ...now, sentence: join(last.now.sentence, now.sentence) },
        hunks: [...last.hunks, hunk],
        isMoved
      })
    }
  }
  return changes
}

function overlap(one: Range, other: Range): boolean {
  return one.from < other.to && other.from < one.to
}

function join(one: Range, other: Range): Range {
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) }
}

/** Group moved blocks that are consecutive on both sides. */
function movesOf(
  groups: ReadonlyArray<Group>,
  old: ReadonlyArray<Block>,
  now: ReadonlyArray<Block>
): ReadonlyArray<Move> {
  const runs: { old: number[]; now: number[] }[] = []
  for (const group of groups.filter(({ isMoved }) => isMoved)) {
    const last = runs.at(-1)
    const follows =
      last?.old.at(-1) === (group.old[0] ?? 0) - 1 && last?.now.at(-1) === (group.now[0] ?? 0) - 1
    if (last && follows) {
      last.old.push(...group.old)
      last.now.push(...group.now)
    } else runs.push({ old: [...group.old], now: [...group.now] })
  }
  return runs.map((run) => ({ old: take(old, run.old), now: take(now, run.now) }))
}
