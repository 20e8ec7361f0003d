import type { Element } from 'hast'
import { h } from 'hastscript'
import type { LayoutContext } from './flow-block.ts'
import { mm } from './paint.ts'

/**
 * Paint the number of a paragraph or stanza, `p57`, in the margin beside its first line: it takes
 * no room in the line; the style sheet moves it out of the type area by where the line begins
 * (`--from`).
 *
 * @param from where the line begins, in em of the body.
 * @returns an empty list if the element has no number or the template prints none.
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
