import type { Correction as Entry, Meta } from './book.ts'
import type { Comparison, Correction } from './compare/comparison.ts'
import { comparePages } from './compare/pages.ts'
import { lineReader, type Row, rowsOf } from './compare/rows.ts'
import { blockPlaceOf, readable, sideOf } from './compare/sides.ts'
import type { State } from './compare/state.ts'
import { compareBooks, spotIn, type TextChange, type TextDifference } from './diff.ts'

export { type Comparison, comparisonSchema } from './compare/comparison.ts'
export { writeErrata } from './compare/errata.ts'
export { numberShifts } from './compare/number-shifts.ts'
export { picturedPages, writeRedline } from './compare/redline.ts'
export type { Row } from './compare/rows.ts'
export type { State } from './compare/state.ts'

/**
 * Compare two states of a document: corrections with their printed places, moves, changes of form,
 * shifted identifiers, and pages that print differently.
 *
 * @param template name of the template used for both.
 */
export function compareStates(old: State, now: State, template: string): Comparison {
  const difference = compareBooks(old.book, now.book)
  const entries = newEntries(old.book.meta, now.book.meta)
  const corrections = difference.changes.map((change) => correctionOf(change, old, now, entries))
  return {
    format: 'kanben-corrections',
    version: 1,
    title: now.book.meta.title,
    template,
    old: describe(old),
    new: describe(now),
    common: Math.round(difference.common * 10_000) / 10_000,
    corrections,
    moves: difference.moves.map((move) => ({
      old: blockPlaceOf(move.old, old),
      new: blockPlaceOf(move.now, now),
      blocks: move.old.length,
      text: readable(move.now[0]?.text ?? '').slice(0, 60)
    })),
    forms: difference.forms.map((form) => ({
      what: form.what,
      old: blockPlaceOf([form.old], old),
      new: blockPlaceOf([form.now], now),
      text: readable(form.text).slice(0, 60),
      from: form.from,
      to: form.to
    })),
    fields: fieldsOf(old.book.meta, now.book.meta),
    identifiers: identifiersOf(difference),
    ...pagesOf(old, now, corrections)
  }
}

/** Split the corrections into table rows, one for each printed line one begins on. */
export function rowsBetween(comparison: Comparison, old: State, now: State): ReadonlyArray<Row> {
  return rowsOf(comparison, lineReader(old), lineReader(now))
}

function describe({ name, sha256, print, unpaged }: State): Comparison['old'] {
  return {
    name,
    sha256,
    ...(print ? { pages: print.pagination.pages.length } : {}),
    ...(unpaged === undefined ? {} : { unpaged })
  }
}

function correctionOf(
  change: TextChange,
  old: State,
  now: State,
  entries: ReadonlyArray<Entry>
): Correction {
  const { hunks } = change
  const removed = hunks.every((hunk) => hunk.now.from === hunk.now.to)
  const added = hunks.every((hunk) => hunk.old.from === hunk.old.to)
  return {
    kind: added ? 'added' : removed ? 'removed' : 'changed',
    old: sideOf(
      change.old,
      hunks.map((hunk) => hunk.old),
      old
    ),
    new: sideOf(
      change.now,
      hunks.map((hunk) => hunk.now),
      now
    ),
    moved: change.isMoved,
    told: hunks.every((hunk) => entries.some((entry) => tells(entry, hunk, change)))
  }
}

/** List the entries of `corrections:` that are new. */
function newEntries(old: Meta, now: Meta): ReadonlyArray<Entry> {
  const key = ({ date, what, at, from, to }: Entry) => JSON.stringify([date, what, at, from, to])
  const before = new Set(old.corrections.map(key))
  return now.corrections.filter((entry) => !before.has(key(entry)))
}

/** Tell whether an entry records a change, by its words or, without words, by its place. */
function tells(
  { at, from, to }: Entry,
  hunk: TextChange['hunks'][number],
  { old, now }: TextChange
): boolean {
  // A removal is cited by its old number.
  const blocks = [spotIn(now.passage, hunk.now.from), spotIn(old.passage, hunk.old.from)]
  const names = blocks.flatMap((spot) => [spot?.block.id, spot?.block.section])
  if (at !== undefined && !names.includes(at)) return false
  if (from === undefined || to === undefined) return at !== undefined
  // White space is collapsed in the compared texts.
  const [taken, given] = [from, to].map((words) => words.replaceAll(/\s+/gu, ' '))
  const before = leadsOver(old.passage.text, taken ?? '', hunk.old)
  const after = leadsOver(now.passage.text, given ?? '', hunk.now)
  return before.some((lead) => after.includes(lead))
}

/** List how far before a range words begin, for each occurrence that covers the range. */
function leadsOver(
  text: string,
  words: string,
  { from, to }: TextChange['hunks'][number]['old']
): ReadonlyArray<number> {
  const leads: number[] = []
  for (let lead = 0; lead <= words.length; lead++) {
    const start = from - lead
    if (start < 0 || start + words.length < to) continue
    if (text.startsWith(words, start)) leads.push(lead)
  }
  return leads
}

/** List changed front matter fields other than the title and corrections. */
function fieldsOf(old: Meta, now: Meta): Comparison['fields'] {
  const names = [
    'lang',
    'type',
    'date',
    'place',
    'body',
    'identifier',
    'supplement',
    'source'
  ] as const
  return names.flatMap((name) => {
    const [before, after] = [JSON.stringify(old[name]), JSON.stringify(now[name])]
    if (before === after) return []
    return [
      {
        name,
        ...(before === undefined ? {} : { old: before }),
        ...(after === undefined ? {} : { new: after })
      }
    ]
  })
}

function identifiersOf({ pairs }: TextDifference): Comparison['identifiers'] {
  const seen = new Set<string>()
  return pairs.flatMap(({ old: [before], now: [after] }) => {
    if (before?.id === undefined || after?.id === undefined || before.id === after.id) return []
    if (seen.has(before.id)) return []
    seen.add(before.id)
    return [{ old: before.id, new: after.id }]
  })
}

function pagesOf(
  old: State,
  now: State,
  corrections: ReadonlyArray<Correction>
): Pick<Comparison, 'pages'> {
  if (!old.print || !now.print) return {}
  const touched = new Set(
    corrections.flatMap(({ new: { ranges } }) =>
      ranges.flatMap(({ pageNumber }) => pageNumber ?? [])
    )
  )
  return { pages: comparePages(old.print, now.print, touched) }
}
