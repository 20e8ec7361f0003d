import type { Element } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import { visit } from 'unist-util-visit'
import type { LayoutContext, Place } from './flow-block.ts'
import { mm } from './paint.ts'

/**
 * Find the position of a list's items: markers hang in a column of whole em, as wide as the widest
 * marker and at least two em. The markers get that width in place.
 */
export function placeItems(
  { settings, advance }: LayoutContext,
  list: Element,
  place: Place
): Place {
  const { face, weight, size } = settings.styles[place.style]
  const markers = markersOf(list)
  const widths = markers.map((marker) =>
    [...textOf(marker)].reduce((sum, sign) => sum + advance(sign, { family: face, weight }), 0)
  )
  const width = Math.max(2, Math.ceil(Math.max(0, ...widths) + 0.25))
  const length = mm(width * size * settings.size)
  for (const { properties } of markers) {
    properties.style = `inline-size:${length};margin-inline-start:-${length}`
  }
  if (settings.writing === 'vertical') markers.forEach(setMarkerUpright)
  return { ...place, start: place.start + width * size, indent: 0 }
}

/** In vertical writing set a short number or letter with its full stop upright, side by side. */
function setMarkerUpright(marker: Element): void {
  if (!/^[0-9a-z]{1,2}\.$/.test(textOf(marker))) return
  marker.children = [h('span', { className: ['tcy'] }, marker.children)]
}

function markersOf(list: Element): ReadonlyArray<Element> {
  const markers: Element[] = []
  for (const item of list.children) {
    const first = item.type === 'element' ? item.children[0] : undefined
    if (first?.type !== 'element') continue
    visit(first, 'element', (node) => {
      if (String(node.properties.className) === 'marker') markers.push(node)
    })
  }
  return markers
}
