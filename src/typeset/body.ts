import type { Element, ElementContent, Root, RootContent, Text } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import type { Target } from '../book.ts'
import { setMarkers } from './markers.ts'

/** A number with its unit or its range, or a mark that may not begin a line with what precedes it. */
const together =
  /[0-9]+(?:[—～－–·／][0-9]+)+[年月日％%]?|[0-9]+[年月日％%]|[^\s0-9][—…～－–·／]+/gu

/**
 * Set the text itself.
 *
 * In the PDF, what Chromium's `line-break: strict` still parts is kept together by a span that
 * does not wrap (GB/T 15834): no character is added, so none has to be taken out again.
 */
export function setBody(body: Root, target: Target): Element {
  const content = body.children.flatMap((node) => (isContent(node) ? [node] : []))
  const isPrinted = target === 'pdf'
  return h(
    'section',
    { className: ['body'] },
    isPrinted ? content.map(setMarkers).flatMap(keep).map(isolate) : content
  )
}

function keep(node: ElementContent): ReadonlyArray<ElementContent> {
  if (node.type === 'text') return keepText(node)
  if (node.type !== 'element') return [node]
  if (node.tagName === 'pre') return [setCode(node)]
  return [{ ...node, children: node.children.flatMap(keep) }]
}

/** Set code in lines of their own: Paged.js doubles text where it breaks a page inside `pre`. */
function setCode(pre: Element): Element {
  const lines = textOf(pre).replace(/\n$/, '').split('\n')
  const code = lines.map((line) => h('span', { className: ['code-line'] }, line))
  return { ...pre, children: [h('code', code)] }
}

function keepText(node: Text): ReadonlyArray<ElementContent> {
  const out: ElementContent[] = []
  let end = 0
  for (const match of node.value.matchAll(together)) {
    if (match.index > end) out.push({ ...node, value: node.value.slice(end, match.index) })
    out.push(h('span', { className: ['keep'] }, [{ ...node, value: match[0] }]))
    end = match.index + match[0].length
  }
  if (end === 0) return [node]
  if (end < node.value.length) out.push({ ...node, value: node.value.slice(end) })
  return out
}

/**
 * Give each of several texts in an element a span of its own: Paged.js finds the text in which a
 * page ends by the element it is in, and among several takes the first that looks alike.
 */
function isolate(node: ElementContent): ElementContent {
  if (node.type !== 'element') return node
  const several = node.children.length > 1
  const children = node.children.map((child) => {
    const isText = child.type === 'text' && child.value.trim() !== ''
    return several && isText ? h('span', [child]) : isolate(child)
  })
  return { ...node, children }
}

function isContent(node: RootContent): node is ElementContent {
  return node.type === 'element' || node.type === 'text' || node.type === 'comment'
}
