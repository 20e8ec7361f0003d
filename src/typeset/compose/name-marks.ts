import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { Settings } from '../../book.ts'

/**
 * Insert an element before each character of 专名号 and 书名号, on which the style sheet draws the
 * stroke.
 *
 * Strokes are drawn for each character: a browser draws a wavy line as a blurred bitmap, and joins
 * the lines of adjacent names.
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

/** Collect the class lists of the strokes in order, for adding to them. */
function strokesIn(node: ElementContent): Array<Array<string | number>> {
  if (node.type !== 'element') return []
  const { className } = node.properties
  if (node.tagName === 'i' && Array.isArray(className)) return [className]
  return node.children.flatMap(strokesIn)
}
