import { inOrder, type Pair, pairEqual } from './anchors.ts'
import type { Block } from './block.ts'
import { type Likeness, likenesses, sharedCharacters } from './likeness.ts'

/**
 * Corresponding blocks of two states of a document: one to one, several if paragraphs were split or
 * joined, none on one side if something was added or removed.
 */
export type Group = Readonly<{
  /** Indices in the lists of blocks, consecutive on each side. */
  old: ReadonlyArray<number>
  now: ReadonlyArray<number>
  /** Whether it was moved. */
  isMoved: boolean
}>

/** Least similarity of two blocks taken as one changed block. */
const alike = 0.3
/** Least share of a block contained in a neighbour's other state to count as split from it. */
const parted = 0.6

/** Pair the blocks of two states of a document: by text, then by similarity, then by position. */
export function groupsOf(
  old: ReadonlyArray<Block>,
  now: ReadonlyArray<Block>
): ReadonlyArray<Group> {
  const key = ({ kind, text }: Block) => `${kind === 'editor' ? kind : ''} ${text}`
  const partner = new Map<number, number>(pairEqual(old.map(key), now.map(key)))
  const taken = new Set(partner.values())
  const alone = likenesses(
    [...old.entries()].filter(([index]) => !partner.has(index)),
    [...now.entries()].filter(([index]) => !taken.has(index))
  )
  for (const { old: left, now: right, share } of alone) {
    if (share < alike || partner.has(left) || taken.has(right)) continue
    partner.set(left, right)
    taken.add(right)
  }
  pairByPlace(old, now, partner, taken)
  const attached = attach(alone, partner, taken)
  return arrange(old, now, partner, attached)
}

/** Pair single blocks of one kind between the same neighbours, such as a reworded heading. */
function pairByPlace(
  old: ReadonlyArray<Block>,
  now: ReadonlyArray<Block>,
  partner: Map<number, number>,
  taken: Set<number>
): void {
  for (const [index, block] of old.entries()) {
    if (partner.has(index)) continue
    const before = index === 0 ? -1 : partner.get(index - 1)
    const after = index === old.length - 1 ? now.length : partner.get(index + 1)
    const place = before !== undefined ? before + 1 : after !== undefined ? after - 1 : -1
    const other = now[place]
    const isBetween = before === undefined || after === undefined || after - before === 2
    if (!other || taken.has(place) || !isBetween) continue
    if (other.kind !== block.kind || other.depth !== block.depth) continue
    // An entirely different paragraph counts as removed and added.
    const isProse = block.kind === 'paragraph' || block.kind === 'editor'
    if (isProse && sharedCharacters(block.text, other.text) < alike) continue
    partner.set(index, place)
    taken.add(place)
  }
}

/** Blocks without a partner that were split from a neighbour or joined with one. */
type Attached = Readonly<{ old: ReadonlyMap<number, number>; now: ReadonlyMap<number, number> }>

function attach(
  alone: ReadonlyArray<Likeness>,
  partner: ReadonlyMap<number, number>,
  taken: ReadonlySet<number>
): Attached {
  const attached = { old: new Map<number, number>(), now: new Map<number, number>() }
  for (const { old, now, contained } of alone) {
    if (contained < parted) continue
    // It was part of an old block whose other part is its neighbour.
    if (partner.has(old) && !taken.has(now) && !attached.now.has(now)) attached.now.set(now, old)
    if (!partner.has(old) && taken.has(now) && !attached.old.has(old)) attached.old.set(old, now)
  }
  return attached
}

function arrange(
  old: ReadonlyArray<Block>,
  now: ReadonlyArray<Block>,
  partner: ReadonlyMap<number, number>,
  attached: Attached
): ReadonlyArray<Group> {
  const pairs: ReadonlyArray<Pair> = [...partner].sort(([one], [other]) => one - other)
  const stays = inOrder(pairs, ([index]) => 1 + (old[index]?.text.length ?? 0))
  const usedOld = new Set<number>()
  const usedNow = new Set<number>()
  const grown = pairs.map(([left, right], index): Group => {
    const group = {
      old: grow(left, (other) => attached.old.get(other) === right),
      now: grow(right, (other) => attached.now.get(other) === left),
      isMoved: !stays.has(index)
    }
    for (const other of group.old) usedOld.add(other)
    for (const other of group.now) usedNow.add(other)
    return group
  })
  const gone = rest(old.length, usedOld).map((index) => ({ old: [index], now: [], isMoved: false }))
  const come = rest(now.length, usedNow).map((index) => ({ old: [], now: [index], isMoved: false }))
  return inReadingOrder([...grown, ...gone, ...come], old.length)
}

/** Add the consecutive neighbours that belong to a block. */
function grow(index: number, belongs: (other: number) => boolean): ReadonlyArray<number> {
  const run = [index]
  for (let before = index - 1; belongs(before); before--) run.unshift(before)
  for (let after = index + 1; belongs(after); after++) run.push(after)
  return run
}

function rest(length: number, used: ReadonlySet<number>): ReadonlyArray<number> {
  return Array.from({ length }, (_, index) => index).filter((index) => !used.has(index))
}

/** Sort groups in the order of the new state; removed blocks follow their predecessor. */
function inReadingOrder(groups: ReadonlyArray<Group>, length: number): ReadonlyArray<Group> {
  const placeOf = new Array<number>(length).fill(-1)
  for (const { old, now, isMoved } of groups) {
    for (const index of old) if (!isMoved) placeOf[index] = now[0] ?? -1
  }
  let place = -1
  for (const [index, own] of placeOf.entries()) {
    if (own >= 0) place = own
    else placeOf[index] = place
  }
  const at = ({ old: [first = 0], now: [place] }: Group) => place ?? (placeOf[first] ?? 0) + 0.5
  return groups.toSorted(
    (one, other) => at(one) - at(other) || (one.old[0] ?? 0) - (other.old[0] ?? 0)
  )
}
