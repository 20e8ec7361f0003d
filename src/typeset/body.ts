import type { Element, Root } from 'hast'
import { h } from 'hastscript'

/** Set the text itself, as it stands: the reader's program breaks its lines. */
export function setBody(body: Root): Element {
  const content = body.children.flatMap((node) => (node.type === 'doctype' ? [] : [node]))
  return h('section', { className: ['body'] }, content)
}
