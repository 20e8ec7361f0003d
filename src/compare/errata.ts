import type { PhrasingContent, RootContent, TableRow } from 'mdast'
import { type Meta, writeMarkdown } from '../book.ts'
import type { BlockPlace, ChangedRange, Comparison, Move } from './comparison.ts'
import { numberShifts } from './number-shifts.ts'
import type { Part, Row } from './rows.ts'

/** Most characters of a table cell; longer entries are set below the table. */
const longest = 72

/**
 * Write an errata sheet (勘误表) as a kanben source: a table of page, line, wrong and right reading
 * and paragraph in the old edition, and below it what does not fit a table.
 *
 * @param meta front matter of the new state; the sheet is dated by its last correction.
 */
export function writeErrata(
  comparison: Comparison,
  rows: ReadonlyArray<Row>,
  { title, lang, date, body, corrections }: Meta
): string {
  const last = corrections.at(-1)?.date
  const frontMatter = {
    title: `《${title}》|勘误表`,
    lang,
    type: 'errata',
    date: last ?? date,
    ...(body === undefined ? {} : { body })
  }
  const short = rows.filter((row) => lengthOf(row) <= longest)
  const long = rows.filter((row) => lengthOf(row) > longest)
  const children: RootContent[] = [
    ...(short.length > 0 ? [tableOf(short)] : []),
    ...long.flatMap(setLong),
    ...notesOf(comparison).map((note) => paragraph([text(note)])),
    versionsOf(comparison)
  ]
  return writeMarkdown(frontMatter, { type: 'root', children })
}

function lengthOf({ old, new: now }: Row): number {
  const length = (parts: ReadonlyArray<Part>) =>
    parts.reduce((sum, part) => sum + [...part.text].length, 0)
  return Math.max(length(old.parts), length(now.parts))
}

function tableOf(rows: ReadonlyArray<Row>): RootContent {
  const head = row(['页', '行', '误', '正', '段'].map((word) => [text(word)]))
  const body = rows.map(({ old, new: now, correction, nth }) =>
    row([
      [text(old.range.page ?? '—')],
      [text(`${old.range.line ?? '—'}${nth === undefined ? '' : `（第${nth}处）`}`)],
      old.parts.length === 0 ? [text('（脱）')] : quoted(old.parts),
      now.parts.length === 0 ? [text('（删去）')] : quoted(now.parts),
      [text(correction.old.place || correction.new.place)]
    ])
  )
  return { type: 'table', align: ['center', 'center', null, null, null], children: [head, ...body] }
}

function row(cells: ReadonlyArray<Array<PhrasingContent>>): TableRow {
  return { type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) }
}

/** Set changed words in strong. */
function quoted(parts: ReadonlyArray<Part>): Array<PhrasingContent> {
  return parts.map((part) =>
    part.isChanged ? { type: 'strong', children: [text(part.text)] } : text(part.text)
  )
}

/** Set whole paragraphs and long sentences as quotations. */
function setLong({ old, new: now, correction }: Row): ReadonlyArray<RootContent> {
  const place = `${pageAndLine(old.range)}${correction.old.place ? `（${correction.old.place}）` : ''}`
  const words = (parts: ReadonlyArray<Part>) => parts.map((part) => part.text).join('')
  const quote = (parts: ReadonlyArray<Part>): RootContent => ({
    type: 'blockquote',
    children: [paragraph(quoted(parts))]
  })
  const isWhole = (parts: ReadonlyArray<Part>) => parts.every(({ isChanged }) => isChanged)
  const hasOld = words(old.parts) !== '' && !(correction.kind === 'added' && isWhole(now.parts))
  const hasNew = words(now.parts) !== '' && !(correction.kind === 'removed' && isWhole(old.parts))
  if (!hasOld) return [paragraph([text(`${place}之后补：`)]), quote(now.parts)]
  if (!hasNew) return [paragraph([text(`${place}删：`)]), quote(old.parts)]
  return [
    paragraph([text(`${place}误：`)]),
    quote(old.parts),
    paragraph([text('正：')]),
    quote(now.parts)
  ]
}

/** 第9页第3行 */
function pageAndLine({ page, line }: ChangedRange): string {
  return page === undefined ? '' : `第${page}页${line === undefined ? '' : `第${line}行`}`
}

/** List notes on moves, shifted numbers, form, and pages to reprint. */
function notesOf(comparison: Comparison): ReadonlyArray<string> {
  const { moves, identifiers, forms, pages, old, new: now } = comparison
  const shifted = numberShifts(identifiers).map(
    ({ from, to, by }) => `第${range(from, to)}段今为第${range(from + by, to + by)}段`
  )
  const lacking = old.unpaged ?? now.unpaged
  return [
    ...moves.map(moveNote),
    ...(shifted.length > 0 ? [`段号变动：${shifted.join('，')}。`] : []),
    ...(forms.length > 0 ? [`另有${forms.length}处只改排式，文字未动。`] : []),
    ...(pages ? [pagesNote(pages)] : []),
    ...(lacking === undefined
      ? []
      : [
          old.unpaged === undefined
            ? '新版未能排成，故不列需换印的页。'
            : '旧版未能排成，故不列页、行。'
        ]),
    '页、行、段均指旧版；行自版心首行数起，竖排自右起，标题计入，空行不计。'
  ]
}

/** Set the table of the compared versions with the start of their digests. */
function versionsOf({ old, new: now }: Comparison): RootContent {
  const version = (name: string, { pages, sha256 }: Comparison['old']) =>
    row([
      [text(name)],
      [text(pages === undefined ? '—' : String(pages))],
      [text(sha256.slice(0, 16))]
    ])
  const head = row(['版本', '页数', 'SHA-256（前16位）'].map((word) => [text(word)]))
  const children = [head, version('旧版', old), version('新版', now)]
  return { type: 'table', align: [null, 'center', null], children }
}

function moveNote({ old, new: now }: Move): string {
  return `${describePlace(old)}移至${describePlace(now)}，文字除表列者外未动。`
}

function describePlace({ place, page, line }: BlockPlace): string {
  const spot = pageAndLine({ from: 0, to: 0, character: 0, page, line })
  return `${place}${spot === '' ? '' : `（${spot}起）`}`
}

function pagesNote({ changed, leaves }: NonNullable<Comparison['pages']>): string {
  if (changed.length === 0) return '各页印面未变。'
  const labels = leaves.map((leaf) => leaf.join('、')).join('；')
  return `印面有变的页：${changed.map(({ page }) => page).join('、')}。需换印的张（正背两面）：${labels}。`
}

function range(from: number, to: number): string {
  return from === to ? String(from) : `${from}—${to}`
}

function text(value: string): PhrasingContent {
  return { type: 'text', value }
}

function paragraph(children: Array<PhrasingContent>): Extract<RootContent, { type: 'paragraph' }> {
  return { type: 'paragraph', children }
}
