import type { Element, Root } from 'hast'
import { h } from 'hastscript'

/** Wrap the text unchanged: the reading system breaks its lines. */
export function setBody(body: Root): Element {
  const content = body.children.flatMap((node) => (node.type === 'doctype' ? [] : [node]))
  return h('section', { className: ['body'] }, content)
}
