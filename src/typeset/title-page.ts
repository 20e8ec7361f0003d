import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Meta } from '../book.ts'

const generated = { dataApparatus: 'generated' }

/**
 * Set the title page: issuing body, title in the lines its author prefers, date and place.
 *
 * Only the title is text; the rest is generated from the front matter.
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

/** Set the half-title (扉页前的书名页): the title alone, small. */
export function setHalfTitle(meta: Meta): Element {
  const lines = meta.titleLines.map((line) => h('span', { className: ['title-line'] }, line))
  return h('section', { className: ['half-title'], ...generated }, [h('p', lengthOf(meta), lines)])
}

/** Pass the length of the longest author's line to the style sheet, in characters. */
function lengthOf({ titleLines }: Meta): { style?: string } {
  if (titleLines.length < 2) return {}
  const length = Math.max(...titleLines.map((line) => [...line].length))
  return { style: `--title-length:${length}` }
}

/** Write an ISO date in Chinese without leading zeros (GB/T 15835). */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
