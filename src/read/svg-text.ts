import type { Root, RootContent } from 'xast'
import { fromXml } from 'xast-util-from-xml'
import { localName } from './svg-element.ts'

/** What may stand in `text` and is painted with it; a `title` there is not. */
const inside = new Set(['tspan', 'textpath', 'a', 'switch'])

/** Tell whether a well-formed SVG holds text that is painted with fonts (SVG 2, 11.2). */
export function hasText(bytes: Uint8Array): boolean {
  return holdsText(fromXml(new TextDecoder().decode(bytes)), false)
}

function holdsText(node: Root | RootContent, isText: boolean): boolean {
  if (node.type === 'text' || node.type === 'cdata') return isText && node.value.trim() !== ''
  if (!('children' in node)) return false
  const name = node.type === 'element' ? localName(node.name) : ''
  const isInside = name === 'text' || (isText && inside.has(name))
  return node.children.some((child) => holdsText(child, isInside))
}
