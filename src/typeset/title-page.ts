import type { Element } from 'hast'
import { h } from 'hastscript'
import { chineseDate, type Meta } from '../book.ts'
import type { FittedTitle } from './fit-title.ts'

const generated = { dataApparatus: 'generated' }

/**
 * Set the title page: issuing body, title, date and place.
 *
 * Only the title is text; the rest is generated from the front matter.
 *
 * @param title its lines in print; on a screen only those its author prefers are known.
 */
export function setTitlePage(meta: Meta, title?: FittedTitle): Element {
  return h('section', { className: ['title-page'] }, [
    ...(meta.body ? [h('p', { className: ['issuer'], ...generated }, meta.body)] : []),
    h(
      'h1',
      { id: 'title', ...(title ? widthOf(title) : authorsWidth(meta)) },
      setLines(title?.lines ?? meta.titleLines)
    ),
    h('p', { className: ['imprint'], ...generated }, [
      h('time', { dateTime: meta.date }, chineseDate(meta.date)),
      ...(meta.place ? ['\u3000', h('span', { className: ['place'] }, meta.place)] : [])
    ])
  ])
}

/** Set the half-title (扉页前的书名页): the title alone, small. */
export function setHalfTitle(title: FittedTitle): Element {
  const lines = h('p', widthOf(title), setLines(title.lines))
  return h('section', { className: ['half-title'], ...generated }, [lines])
}

function setLines(lines: ReadonlyArray<string>): Element[] {
  return lines.map((line) => h('span', { className: ['title-line'] }, line))
}

/** Pass the width of the longest line to the style sheet, in em. */
function widthOf({ width }: FittedTitle): { style: string } {
  return { style: `--title-length:${Number(width.toFixed(2))}` }
}

/** On a screen, the characters of the longest of the author's lines, if there are several. */
function authorsWidth({ titleLines }: Meta): { style?: string } {
  if (titleLines.length < 2) return {}
  return widthOf({ lines: [], width: Math.max(...titleLines.map((line) => [...line].length)) })
}
