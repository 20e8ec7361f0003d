import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Meta } from '../book.ts'

const generated = { dataApparatus: 'generated' }

/**
 * Set the title page: issuing body, title in the lines its author prefers, date and place.
 *
 * The title is text; the rest repeats the front matter and is apparatus.
 */
export function setTitlePage(meta: Meta): Element {
  return h('section', { className: ['title-page'] }, [
    ...(meta.body ? [h('p', { className: ['issuer'], ...generated }, meta.body)] : []),
    h(
      'h1',
      { id: 'title', ...lengthOf(meta) },
      meta.titleLines.map((line) => h('span', { className: ['title-line'] }, line))
    ),
    h('p', { className: ['imprint'], ...generated }, [
      h('time', { dateTime: meta.date }, chineseDate(meta.date)),
      ...(meta.place ? ['\u3000', h('span', { className: ['place'] }, meta.place)] : [])
    ])
  ])
}

/** Set the half-title (扉页前的书名页): the title again, alone and small. */
export function setHalfTitle(meta: Meta): Element {
  const lines = meta.titleLines.map((line) => h('span', { className: ['title-line'] }, line))
  return h('section', { className: ['half-title'], ...generated }, [h('p', lengthOf(meta), lines)])
}

/** Tell the style sheet how long the longest line is whose end an author chose, in characters. */
function lengthOf({ titleLines }: Meta): { style?: string } {
  if (titleLines.length < 2) return {}
  const length = Math.max(...titleLines.map((line) => [...line].length))
  return { style: `--title-length:${length}` }
}

/** Write an ISO date as an official document does, without leading zeros (GB/T 15835). */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
