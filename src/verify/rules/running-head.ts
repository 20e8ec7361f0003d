import type { Line } from '../pages/lines.ts'
import type { Finding, Print } from '../pages/print.ts'
import { isFolio, textOf } from './folio.ts'

/**
 * Every page of the text has the running head its side asks for, but those on which a section or the
 * list of signatories begins: the title, or the section that goes on there. That it is the right one
 * belongs to the proof of the text.
 */
export function checkRunningHeads(print: Print): ReadonlyArray<Finding> {
  const { book, settings, pageContents } = print
  return firstLines(print).flatMap(({ page, block, isFirst }): ReadonlyArray<Finding> => {
    const section = book.outline.find(({ id }) => id === block.section)?.text
    const heads = { none: undefined, title: book.meta.title, section }
    const head = heads[settings.heads[page % 2 === 0 ? 'recto' : 'verso']]
    const isOpening = isFirst && ['title', 'h2', 'signatory'].includes(block.style)
    if (head === undefined || isOpening) return []
    const { label = '', margins = [] } = pageContents[page] ?? {}
    if (margins.some((glyphs) => !isFolio(textOf(glyphs), label))) return []
    return [{ rule: 'running-head', what: 'page without its running head', want: head, at: page }]
  })
}

/** The first line of the text on each page. */
function firstLines({ text }: Print): ReadonlyArray<Line> {
  const lines = text.flatMap((setting) => setting.lines)
  return lines.filter(({ page }, index) => page !== lines[index - 1]?.page)
}
