import type { Correction, Variant } from '../book.ts'
import type { Block, TextDifference } from '../diff.ts'
import { blocksPassed } from './blocks-passed.ts'
import type { Chain } from './chains.ts'
import { type Collation, collate } from './collate.ts'
import { differenceKind } from './difference-kind.ts'
import { explain } from './explain.ts'
import { idsOf, type Scope, scopeOf } from './scope.ts'
import { explainedVariant, movedVariant, type TextIndex, variantOf } from './variants.ts'

/** The places each correction explains, by its index, and the unexplained ones. */
export type Explained = Readonly<{
  places: ReadonlyArray<ReadonlyArray<Variant>>
  unexplained: ReadonlyArray<Variant>
}>

/** The state of matching corrections with differences. */
type ExplainState = Readonly<{
  corrections: ReadonlyArray<Correction>
  /** Chains by the place they name; under the empty string those without one. */
  chains: ReadonlyMap<string, ReadonlyArray<Chain>>
  /** Corrections that already explain something. */
  spent: Set<number>
  texts: TextIndex
  undecided: ReadonlySet<number>
  places: ReadonlyArray<Variant[]>
  unexplained: Variant[]
}>

/**
 * Find the correction that explains each difference.
 *
 * A correction with words explains the places where they were: once if it gives `at`, else
 * everywhere. One with only `at` explains all differences there, including moves; one with neither
 * explains nothing.
 *
 * @param chains chains of the corrections that give their words.
 * @param undecided numbers of the characters after which a paragraph end is undecided.
 */
export function explainAll(
  difference: TextDifference,
  corrections: ReadonlyArray<Correction>,
  chains: ReadonlyArray<Chain>,
  texts: TextIndex,
  undecided: ReadonlySet<number>
): Explained {
  const state: ExplainState = {
    corrections,
    chains: byPlace(chains, corrections),
    spent: new Set(),
    texts: texts,
    undecided,
    places: corrections.map(() => []),
    unexplained: []
  }
  const { collations, moves } = collate(difference, texts.old)
  for (const collation of collations) explainCollation(collation, state)
  const passed = blocksPassed(difference, texts.old, texts.now)
  for (const move of moves) {
    const variant = movedVariant(move, texts)
    if (variant) explainMove(variant, [move.now, passed(move)], state)
  }
  const unexplained = state.unexplained.sort(
    (one, other) => one.line - other.line || one.column - other.column
  )
  return { places: state.places, unexplained }
}

function byPlace(
  chains: ReadonlyArray<Chain>,
  corrections: ReadonlyArray<Correction>
): ReadonlyMap<string, ReadonlyArray<Chain>> {
  const places = new Map<string, Chain[]>()
  for (const chain of chains) {
    const [at = ''] = chain.links.flatMap((link) => corrections[link]?.at ?? [])
    const others = places.get(at)
    if (others) others.push(chain)
    else places.set(at, [chain])
  }
  return places
}

function explainCollation(collation: Collation, state: ExplainState): void {
  const { texts, undecided, places } = state
  const { before, blocks } = collation.now
  const next =
    blocks.length === 0 ? texts.now[before ? texts.now.indexOf(before) + 1 : 0] : undefined
  const whole = { from: 0, to: collation.now.text.length }
  const likely = ['', ...scopeOf(collation, whole, next, true)].flatMap(
    (at) => state.chains.get(at) ?? []
  )
  const { explanations, hunks } = explain(collation, likely, (chain, place, used) =>
    isAvailable(chain, scopeOf(collation, place, next, true), used, state)
  )
  for (const explanation of explanations) {
    const variant = explainedVariant(explanation, collation, texts)
    for (const link of explanation.chain.links) {
      places[link]?.push(variant)
      state.spent.add(link)
    }
  }
  for (const hunk of hunks) {
    const what = differenceKind(hunk, collation, undecided)
    if (what === 'form') continue
    const scope = scopeOf(collation, hunk.now, next, false)
    assign(variantOf(hunk, what, collation, texts), (at) => scope.has(at), state)
  }
}

/**
 * Tell whether a chain may be used at a place: a correction with `at` explains only one difference,
 * at that place.
 */
function isAvailable(
  { links }: Chain,
  scope: Scope,
  used: ReadonlySet<number>,
  { corrections, spent }: ExplainState
): boolean {
  return links.every((link) => {
    const at = corrections[link]?.at
    return at === undefined || (scope.has(at) && !spent.has(link) && !used.has(link))
  })
}

/**
 * Assign a difference to a correction without words for its place, if there is one, else to the
 * unexplained.
 */
function assign(variant: Variant, isHere: (at: string) => boolean, state: ExplainState): void {
  const { corrections, places, unexplained } = state
  const wordless = corrections.flatMap(({ at, from }, index) =>
    at !== undefined && from === undefined && isHere(at) ? [{ at, index }] : []
  )
  const own = wordless.find(({ at }) => at === variant.at) ?? wordless[0]
  const list = own ? places[own.index] : unexplained
  list?.push(variant)
}

/**
 * Explain a move: moving one block after another equals moving the other before it, so a correction
 * may name either.
 */
function explainMove(
  variant: Variant,
  either: ReadonlyArray<ReadonlyArray<Block>>,
  state: ExplainState
): void {
  const ats = state.corrections.flatMap(({ at, from }) =>
    at !== undefined && from === undefined ? [at] : []
  )
  const covers = (block: Block) => idsOf(block).some((id) => ats.includes(id))
  const told = either.find((blocks) => blocks.length > 0 && blocks.every(covers))
  const ids = new Set((told ?? []).flatMap(idsOf))
  assign(variant, (at) => ids.has(at), state)
}
