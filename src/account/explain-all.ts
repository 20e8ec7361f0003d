import type { Correction, Variant } from '../book.ts'
import type { Block, TextDifference } from '../diff.ts'
import { type Chain, commonEnds } from './chains.ts'
import { explain } from './explain.ts'
import { natureOf } from './form.ts'
import { type Collation, collate } from './passages.ts'
import { passedBy } from './passed.ts'
import { idsOf, type Scope, scopeOf } from './scope.ts'
import { type Atlas, explainedVariant, movedVariant, variantOf } from './variants.ts'

/** Of each correction, by its index, the places it explains; and what none explains. */
export type Explained = Readonly<{
  places: ReadonlyArray<ReadonlyArray<Variant>>
  unexplained: ReadonlyArray<Variant>
}>

/** What the corrections can still explain. */
type Desk = Readonly<{
  corrections: ReadonlyArray<Correction>
  chains: ReadonlyArray<Chain>
  /** Corrections of one place that have been found there. */
  spent: Set<number>
  atlas: Atlas
  undecided: ReadonlySet<number>
  places: ReadonlyArray<Variant[]>
  unexplained: Variant[]
}>

/**
 * Tell of each difference which correction explains it.
 *
 * A correction that tells its words explains where they stood: once if it says `at`, else everywhere. One
 * that only says `at` explains what differs there, the place of the block included, and one that says
 * neither explains nothing.
 *
 * @param chains what the corrections that tell their words made of which.
 * @param undecided numbers of the characters behind which a paragraph may end or not.
 */
export function explainAll(
  difference: TextDifference,
  corrections: ReadonlyArray<Correction>,
  chains: ReadonlyArray<Chain>,
  atlas: Atlas,
  undecided: ReadonlySet<number>
): Explained {
  const desk: Desk = {
    corrections,
    chains: chains.toSorted((one, other) => sizeOf(other) - sizeOf(one)),
    spent: new Set(),
    atlas,
    undecided,
    places: corrections.map(() => []),
    unexplained: []
  }
  for (const collation of collate(difference)) explainCollation(collation, desk)
  const passed = passedBy(difference, atlas.old, atlas.now)
  for (const move of difference.moves) {
    const variant = movedVariant(move, atlas)
    if (variant) explainMove(variant, [move.now, passed(move)], desk)
  }
  const unexplained = desk.unexplained.sort(
    (one, other) => one.line - other.line || one.column - other.column
  )
  return { places: desk.places, unexplained }
}

/** How much of its words a chain changes. */
function sizeOf({ from, to }: Chain): number {
  const { head, tail } = commonEnds(from, to)
  return from.length + to.length - 2 * (head + tail)
}

function explainCollation(collation: Collation, desk: Desk): void {
  const { corrections, atlas, undecided, places } = desk
  const { before, blocks } = collation.now
  const next =
    blocks.length === 0 ? atlas.now[before ? atlas.now.indexOf(before) + 1 : 0] : undefined
  const scope = scopeOf(collation, next, true)
  const chains = desk.chains.filter(({ links }) =>
    links.every((link) => isIn(scope, corrections[link]))
  )
  const { explanations, hunks } = explain(collation, chains, (chain) => take(chain, desk))
  for (const explanation of explanations) {
    const variant = explainedVariant(explanation, collation, atlas)
    for (const link of explanation.chain.links) places[link]?.push(variant)
  }
  const wordless = scopeOf(collation, next, false)
  for (const hunk of hunks) {
    const what = natureOf(hunk, collation, undecided)
    if (what === 'form') continue
    file(variantOf(hunk, what, collation, atlas), (at) => wordless.has(at), desk)
  }
}

function isIn(scope: Scope, correction: Correction | undefined): boolean {
  return correction?.at === undefined || scope.has(correction.at)
}

/** A correction of one place explains one. */
function take({ links }: Chain, { corrections, spent }: Desk): boolean {
  if (links.some((link) => spent.has(link))) return false
  for (const link of links) if (corrections[link]?.at !== undefined) spent.add(link)
  return true
}

/** Put a difference to the correction without words that is about its place, if there is one. */
function file(variant: Variant, isHere: (at: string) => boolean, desk: Desk): void {
  const { corrections, places, unexplained } = desk
  const wordless = corrections.flatMap(({ at, from }, index) =>
    at !== undefined && from === undefined && isHere(at) ? [{ at, index }] : []
  )
  const own = wordless.find(({ at }) => at === variant.at) ?? wordless[0]
  const list = own ? places[own.index] : unexplained
  list?.push(variant)
}

/** To move one block behind another is to move that before it: a correction may be about either. */
function explainMove(
  variant: Variant,
  either: ReadonlyArray<ReadonlyArray<Block>>,
  desk: Desk
): void {
  const ats = desk.corrections.flatMap(({ at, from }) =>
    at !== undefined && from === undefined ? [at] : []
  )
  const covers = (block: Block) => idsOf(block).some((id) => ats.includes(id))
  const told = either.find((blocks) => blocks.length > 0 && blocks.every(covers))
  const ids = new Set((told ?? []).flatMap(idsOf))
  file(variant, (at) => ids.has(at), desk)
}
