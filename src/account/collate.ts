import {
  type Block,
  type Hunk,
  hunksOf,
  type Move,
  type Passage,
  passageOf,
  type TextDifference
} from '../diff.ts'

/** Corresponding blocks of the received text and of the source, and the differences of their texts. */
export type Collation = Readonly<{
  old: Passage
  now: Passage
  hunks: ReadonlyArray<Hunk>
}>

/** The differences between a received text and a source. */
export type Collations = Readonly<{
  /** Differences in words or block ends, in the order of the source. */
  collations: ReadonlyArray<Collation>
  /** Moved blocks. */
  moves: ReadonlyArray<Move>
}>

/** Corresponding blocks, and whether they were moved. */
type Pair = Collation & Readonly<{ isMoved: boolean }>

/**
 * Group the differences.
 *
 * A table or list may be received as one line for each row, or one line in all, so that no block
 * resembles its cells. Therefore everything between two equal blocks is also compared as a whole,
 * which is used if it gives far fewer differences.
 *
 * @param old the blocks of the received text.
 */
export function collate({ pairs, moves }: TextDifference, old: ReadonlyArray<Block>): Collations {
  const moved = new Set(moves.flatMap(({ now }) => now))
  const places = new Map(old.map((block, index) => [block, index]))
  const order = (block: Block) => places.get(block) ?? 0
  const collations: Collation[] = []
  const settled = new Set<Block>()
  for (const gap of gapsOf(pairs, moved)) {
    const whole = wholeOf(gap, order)
    if (whole && 2 * costOf([{ ...whole, isMoved: false }]) < costOf(gap)) {
      collations.push(whole)
      for (const block of whole.now.blocks) settled.add(block)
    } else collations.push(...gap)
  }
  return {
    collations: collations.filter(({ hunks }) => hunks.length > 0),
    moves: [
      ...moves.filter(({ now }) => !now.some((block) => settled.has(block))),
      ...pushedToNotes(pairs, moved)
    ]
  }
}

/** List received text that is a note now, as moves. */
function pushedToNotes(
  pairs: TextDifference['pairs'],
  moved: ReadonlySet<Block>
): ReadonlyArray<Move> {
  return pairs.flatMap(({ old, now }) => {
    const notes = now.filter((block) => block.kind === 'note' && !moved.has(block))
    return notes.length > 0 && old.some(({ kind }) => kind !== 'note') ? [{ old, now: notes }] : []
  })
}

/** List the pairs between equal blocks in the same order. */
function gapsOf(
  pairs: TextDifference['pairs'],
  moved: ReadonlySet<Block>
): ReadonlyArray<ReadonlyArray<Pair>> {
  const gaps: Pair[][] = [[]]
  let before: Readonly<{ old: Block | undefined; now: Block | undefined }> = {
    old: undefined,
    now: undefined
  }
  for (const { old, now } of pairs) {
    const passages = { old: passageOf(old, before.old), now: passageOf(now, before.now) }
    const isMoved = now.some((block) => moved.has(block))
    if (!isMoved) before = { old: old.at(-1) ?? before.old, now: now.at(-1) ?? before.now }
    const hunks = hunksOf(passages.old.text, passages.now.text)
    if (hunks.length === 0 && !isMoved) gaps.push([])
    else gaps.at(-1)?.push({ ...passages, hunks, isMoved })
  }
  return gaps.filter((gap) => gap.length > 0)
}

/** Kinds of blocks that may be received as a line, or in one line with others. */
const parts: ReadonlySet<Block['kind']> = new Set(['cell', 'item', 'caption', 'poem', 'code'])

/** Compare a gap as a whole, if it contains more than paragraphs and its received blocks are consecutive. */
function wholeOf(gap: ReadonlyArray<Pair>, order: (block: Block) => number): Collation | undefined {
  const [first] = gap
  const old = gap.flatMap((pair) => pair.old.blocks).sort((one, other) => order(one) - order(other))
  const now = gap.flatMap((pair) => pair.now.blocks)
  const [start, end] = [old[0], old.at(-1)]
  if (!first || !start || !end || gap.length < 2) return undefined
  if (!now.some(({ kind }) => parts.has(kind))) return undefined
  if (order(end) - order(start) !== old.length - 1) return undefined
  const passages = { old: passageOf(old, first.old.before), now: passageOf(now, first.now.before) }
  return { ...passages, hunks: hunksOf(passages.old.text, passages.now.text) }
}

/** Count the differing characters other than white space; moved text counts twice. */
function costOf(pairs: ReadonlyArray<Pair>): number {
  const count = (text: string) => text.replaceAll(/\s/gu, '').length
  return pairs.reduce((sum, { old, now, hunks, isMoved }) => {
    const differing = hunks.map((hunk) => {
      const [stood, stands] = [
        old.text.slice(hunk.old.from, hunk.old.to),
        now.text.slice(hunk.now.from, hunk.now.to)
      ]
      return count(stood) + count(stands)
    })
    const own = differing.reduce((all, each) => all + each, 0)
    return sum + own + (isMoved ? 2 * count(now.text) : 0)
  }, 0)
}
