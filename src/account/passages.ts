import {
  type Block,
  type Hunk,
  hunksOf,
  type Passage,
  passageOf,
  type TextDifference
} from '../diff.ts'

/** Blocks of the received text and of the source that belong together, and where their texts differ. */
export type Collation = Readonly<{
  old: Passage
  now: Passage
  hunks: ReadonlyArray<Hunk>
}>

/** List what differs in its text or in the ends of its blocks, in the order of the source. */
export function collate({ pairs, moves }: TextDifference): ReadonlyArray<Collation> {
  const moved = new Set(moves.flatMap(({ now }) => now))
  let before: Readonly<{ old: Block | undefined; now: Block | undefined }> = {
    old: undefined,
    now: undefined
  }
  return pairs.flatMap(({ old, now }) => {
    const passages = { old: passageOf(old, before.old), now: passageOf(now, before.now) }
    if (!now.some((block) => moved.has(block))) {
      before = { old: old.at(-1) ?? before.old, now: now.at(-1) ?? before.now }
    }
    const hunks = hunksOf(passages.old.text, passages.now.text)
    return hunks.length > 0 ? [{ ...passages, hunks }] : []
  })
}
