import { type Comparison, numberShifts, type Row } from '../../index.ts'
import { columns } from '../columns.ts'
import { printable } from '../printable.ts'

/** Why a page is printed differently, in words. */
const reasons = {
  correction: 'corrected',
  'moved-text': 'text moved',
  apparatus: 'contents or colophon',
  folio: 'folio or running head',
  new: 'new',
  other: 'otherwise'
} as const

/** Show a comparison in a terminal: a row for each corrected line, then everything else. */
export function terminalForm(comparison: Comparison, rows: ReadonlyArray<Row>): string {
  const { old, new: now } = comparison
  return printable(
    [
      `${old.name} → ${now.name}\n`,
      rows.length > 0 ? columns([head, ...rows.map(cellsOf)], left) : '',
      ...linesOf(comparison).map((line) => `${line}\n`)
    ].join('')
  )
}

const head: ReadonlyArray<string> = ['page', 'line', 'place', 'old', 'new']

/** Columns of words are flush left. */
const left = new Set([0, 1, 2, 3, 4])

function cellsOf({ old, new: now, correction, nth }: Row): ReadonlyArray<string> {
  const both = (before: string, after: string) =>
    before === after || after === '' ? before : before === '' ? after : `${before} → ${after}`
  const ids = both(idOf(correction.old), idOf(correction.new))
  return [
    both(old.range.page ?? '', now.range.page ?? ''),
    `${both(`${old.range.line ?? ''}`, `${now.range.line ?? ''}`)}${nth === undefined ? '' : ` (no. ${nth})`}`,
    ids,
    partsOf(old.parts),
    partsOf(now.parts)
  ]
}

function idOf({ paragraph, section }: Row['correction']['old']): string {
  return paragraph ?? section ?? ''
}

function partsOf(parts: Row['old']['parts']): string {
  const text = parts.map((part) => (part.isChanged ? `[${part.text}]` : part.text)).join('')
  const characters = [...text]
  const most = 60
  if (characters.length <= most) return text
  return `${characters.slice(0, most / 2).join('')}……${characters.slice(-most / 2).join('')}`
}

/** Report what concerns no single line, one sentence each. */
export function linesOf(comparison: Comparison): ReadonlyArray<string> {
  const {
    corrections,
    moves,
    forms,
    fields,
    identifiers,
    pages,
    old,
    new: now,
    common
  } = comparison
  const told = corrections.filter((correction) => correction.told).length
  const counts = [
    count(corrections.length, 'correction'),
    ...(corrections.length > 0 ? [`${told} told under \`corrections:\``] : []),
    ...(moves.length > 0 ? [count(moves.length, 'move')] : []),
    ...(forms.length > 0 ? [count(forms.length, 'change of form', 'changes of form')] : [])
  ]
  return [
    counts.join(', '),
    ...(common < 0.2
      ? [`These look like two documents: ${percent(common)} of the text in common`]
      : []),
    ...moves.map(
      ({ old: from, new: to, blocks }) =>
        `moved: ${span(from)} to ${span(to)}, ${count(blocks, 'block')}`
    ),
    ...forms.slice(0, 20).map(({ what, old: at, text, from, to }) => {
      const change = from === to ? '' : ` ${from || 'plain'} → ${to || 'plain'}`
      return `form: ${what}${change} at ${at.from ?? at.place}, “${text.slice(0, 20)}”`
    }),
    ...(forms.length > 20 ? [`and ${forms.length - 20} more changes of form`] : []),
    ...fields.map(
      ({ name, old: from, new: to }) =>
        `front matter: ${name} ${from ?? 'nothing'} → ${to ?? 'nothing'}`
    ),
    ...shifted(identifiers),
    ...unpagedLines(old, now),
    ...(pages ? pageLines(pages, old.pages, now.pages) : [])
  ]
}

function unpagedLines(old: Comparison['old'], now: Comparison['old']): ReadonlyArray<string> {
  return [old, now].flatMap(({ name, unpaged }) =>
    unpaged === undefined ? [] : [`no pages of ${name}: ${unpaged}`]
  )
}

function shifted(identifiers: Comparison['identifiers']): ReadonlyArray<string> {
  const moved = numberShifts(identifiers).map(({ from, to, by }) => {
    const name = (first: number, last: number) =>
      first === last ? `p${first}` : `p${first}–p${last}`
    return `${name(from, to)} → ${name(from + by, to + by)}`
  })
  const others = identifiers
    .filter(({ old }) => !/^p\d+$/.test(old))
    .map(({ old, new: now }) => `${old} → ${now}`)
  const all = [...moved, ...others]
  return all.length === 0
    ? []
    : [
        `identifiers: ${all.slice(0, 40).join(', ')}${all.length > 40 ? ` and ${all.length - 40} more` : ''}`
      ]
}

function pageLines(
  { changed, leaves }: NonNullable<Comparison['pages']>,
  before = 0,
  after = 0
): ReadonlyArray<string> {
  const size = before === after ? `of ${after}` : `${before} pages before, ${after} now`
  if (changed.length === 0) return [`no printed page differs (${size})`]
  const kinds = Object.entries(reasons).flatMap(([why, words]) => {
    const own = changed.filter((page) => page.why === why)
    return own.length === 0 ? [] : [`${words}: ${series(own)}`]
  })
  const sheets = leaves.map((leaf) => leaf.join('+')).join(', ')
  return [
    `printed pages that differ, ${changed.length} (${size}): ${kinds.join('; ')}`,
    `leaves to print again: ${sheets}`
  ]
}

/** Write consecutive pages as ranges. */
function series(pages: NonNullable<Comparison['pages']>['changed']): string {
  const ranges: { first: string; last: string; number: number }[] = []
  for (const { page, number } of pages) {
    const last = ranges.at(-1)
    if (last?.number === number - 1) Object.assign(last, { last: page, number })
    else ranges.push({ first: page, last: page, number })
  }
  return ranges.map(({ first, last }) => (first === last ? first : `${first}–${last}`)).join(', ')
}

function span({ from, to, place, page }: Comparison['moves'][number]['old']): string {
  const ids = from === undefined ? place : to === undefined ? from : `${from}–${to}`
  return page === undefined ? ids : `${ids} (page ${page})`
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
