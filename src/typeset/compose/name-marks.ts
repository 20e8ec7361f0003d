import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { Settings } from '../../book.ts'

/**
 * Put the place of a stroke before each character of 专名号 and 书名号; the style sheet draws them.
 *
 * They are drawn one by one, since a browser draws a wave as a blurred picture, and the lines of
 * two names that touch as one.
 */
export function drawNameMarks(
  content: ReadonlyArray<ElementContent>,
  writing: Settings['writing']
): ElementContent[] {
  const side = writing === 'vertical' ? ['beside'] : []
  return content.map((node) => {
    if (node.type !== 'element') return node
    if (node.tagName !== 'u') return { ...node, children: drawNameMarks(node.children, writing) }
    const kind = String(node.properties.className) === 'book-title' ? 'wave' : 'stroke'
    const drawn = strike(node, [kind, ...side])
    const marks = drawn.children.flatMap(strokesIn)
    marks.at(0)?.push('first')
    marks.at(-1)?.push('last')
    return drawn
  })
}

function strike(node: Element, className: ReadonlyArray<string>): Element {
  const children = node.children.flatMap((child): ElementContent[] => {
    if (child.type === 'element') return [strike(child, className)]
    if (child.type !== 'text') return [child]
    return (child.value.match(/\P{M}\p{M}*/gu) ?? []).flatMap((value) => [
      h('i', { className: [...className] }),
      { ...child, value }
    ])
  })
  return { ...node, children }
}

/** The classes of the strokes in order, to be added to. */
function strokesIn(node: ElementContent): Array<Array<string | number>> {
  if (node.type !== 'element') return []
  const { className } = node.properties
  if (node.tagName === 'i' && Array.isArray(className)) return [className]
  return node.children.flatMap(strokesIn)
}
