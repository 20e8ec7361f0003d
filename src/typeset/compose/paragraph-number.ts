import type { Element } from 'hast'
import { h } from 'hastscript'
import type { LayoutContext } from './flow-block.ts'
import { mm } from './paint.ts'

/**
 * Paint the running number of a paragraph or a stanza, `p57`, for the margin beside its first line:
 * it takes no room in the line, and the style sheet takes it out of the type area from where the line
 * begins (`--from`).
 *
 * @param from where the line begins, in em of the body.
 * @returns nothing, if the element has no number or the template prints none.
 */
export function paintParagraphNumber(
  { settings }: LayoutContext,
  { properties }: Element,
  from: number
): Element[] {
  const number = /^p(\d+)$/.exec(String(properties.id))?.[1]
  if (settings.paragraphNumbers === 'none' || number === undefined) return []
  const className = ['paragraph-number', ...(settings.writing === 'vertical' ? ['above'] : [])]
  const style = `--from:${mm(from * settings.size)}`
  return [h('span', { className, style, dataApparatus: 'generated' }, number)]
}
