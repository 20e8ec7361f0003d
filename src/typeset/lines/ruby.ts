import type { Element, ElementContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import type { Settings } from '../../book.ts'
import { em } from './em.ts'

/** Size of a reading relative to its base. */
export const readingSize = 0.5

/** Space between two readings wider than their bases, in em of the bases. */
const apart = 0.2

/**
 * Set a base with its reading, neither overlapping the neighbours.
 *
 * The style sheet gives the reading no room in the line, so its position is computed here: centred
 * on the base before it.
 *
 * @param advanceOf advance of a text in the face of the base, in em.
 * @returns the element to paint, and its width in its own em.
 */
export function setRuby(
  { properties, children, ...node }: Element,
  writing: Settings['writing'],
  advanceOf: (text: string) => number
): Readonly<{ ruby: Element; width: number }> {
  const base = children.filter((child) => !isReading(child))
  const readings = children.filter(isReading)
  const baseWidth = sum(base.map((child) => advanceOf(textOf(child))))
  const readingWidth = sum(readings.map((child) => advanceOf(textOf(child)))) * readingSize
  const side = Math.max(0, (readingWidth + apart - baseWidth) / 2)
  const back = (baseWidth + readingWidth) / 2 / readingSize
  const style = side > 0 ? { style: `padding-inline:${em(side)}` } : {}
  const place = {
    style: `text-indent:${em(-back)}`,
    ...(writing === 'vertical' ? { className: ['beside'] } : {})
  }
  return {
    ruby: {
      ...node,
      properties: { ...properties, ...style },
      children: children.map((child) =>
        isReading(child) ? { ...child, properties: { ...child.properties, ...place } } : child
      )
    },
    width: baseWidth + 2 * side
  }
}

/** Set the reading inline after its base. */
export function runOn(ruby: Element): Element {
  const children = ruby.children.map((child) =>
    isReading(child) ? { ...child, properties: { className: ['run-on'] } } : child
  )
  return { ...ruby, children }
}

function isReading(child: ElementContent): child is Element {
  return child.type === 'element' && child.tagName === 'rt'
}

function sum(widths: ReadonlyArray<number>): number {
  return widths.reduce((total, width) => total + width, 0)
}
