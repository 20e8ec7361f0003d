import type { Ink } from '../book.ts'
import type { ChangedPage, Comparison } from './comparison.ts'
import type { State } from './state.ts'

/** Tolerance for equal glyph positions: 0.01 mm, in CSS px. */
const tolerance = 0.01 * (96 / 25.4)

/**
 * Compare the printed pages of two states glyph by glyph: character, face, size, place.
 *
 * @param touched numbers, from 1, of the new pages with corrections.
 */
export function comparePages(
  old: NonNullable<State['print']>,
  now: NonNullable<State['print']>,
  touched: ReadonlySet<number>
): NonNullable<Comparison['pages']> {
  const changed: ChangedPage[] = []
  for (const [index, { label, part }] of now.pagination.pages.entries()) {
    const [ink, before] = [now.painted.ink[index], old.painted.ink[index]]
    if (ink && before && isSame(ink, before)) continue
    const number = index + 1
    const isApparatus = part === 'contents' || part === 'colophon' || part === 'blank'
    changed.push({
      page: label,
      number,
      why: touched.has(number)
        ? 'correction'
        : !before
          ? 'new'
          : isApparatus
            ? 'apparatus'
            : whyOf(index, old, now)
    })
  }
  return { changed, leaves: leavesOf(changed, now) }
}

/** Find out why a page without corrections differs. */
function whyOf(
  index: number,
  old: NonNullable<State['print']>,
  now: NonNullable<State['print']>
): ChangedPage['why'] {
  const ink = now.painted.ink[index]
  if (ink && old.painted.ink.some((before) => isSame(bodyOf(ink), bodyOf(before)))) return 'folio'
  return wordsOn(index, now) === wordsOn(index, old) ? 'other' : 'moved-text'
}

/** Join the glyphs of a page. */
function wordsOn(index: number, { painted }: NonNullable<State['print']>): string {
  return painted.ink[index]?.what.map((each) => each.split(' ')[0]).join('') ?? ''
}

function bodyOf({ what, where, body }: Ink): Ink {
  return { what: what.slice(0, body.what), where: where.subarray(0, body.where), body }
}

function isSame(one: Ink, other: Ink): boolean {
  return (
    one.what.length === other.what.length &&
    one.where.length === other.where.length &&
    one.what.every((each, index) => each === other.what[index]) &&
    one.where.every((each, index) => Math.abs(each - (other.where[index] ?? 0)) <= tolerance)
  )
}

/** List the leaves to reprint: both pages of each leaf with a change. */
function leavesOf(
  changed: ReadonlyArray<ChangedPage>,
  { pagination }: NonNullable<State['print']>
): ReadonlyArray<ReadonlyArray<string>> {
  const leaves = [...new Set(changed.map(({ number }) => Math.floor((number - 1) / 2)))]
  return leaves.map((leaf) =>
    pagination.pages.slice(2 * leaf, 2 * leaf + 2).map(({ label }) => label)
  )
}
