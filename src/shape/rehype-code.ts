import type { Element, Root } from 'hast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { location } from 'vfile-location'
import { type Span, spanOf } from './span.ts'

/** Give code text its place in the source, without backticks and fences. */
export function rehypeCode(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const source = String(file)
    const places = location(source)
    visit(tree, 'element', (node, _, parent) => {
      const text = node.children[0]
      const span = node.tagName === 'code' ? spanOf(node) : undefined
      if (!span || text?.type !== 'text') return
      const isBlock = parent?.type === 'element' && parent.tagName === 'pre'
      // The final line end of HTML's `pre` is not in the source.
      if (isBlock) text.value = text.value.replace(/\n$/, '')
      const content = isBlock ? linesOf(text.value, source, span) : ticked(source, span)
      const start = places.toPoint(content.start)
      const end = places.toPoint(content.end)
      if (start && end) text.position = { start, end }
      if (text.value === '') clear(node)
    })
  }
}

function ticked(source: string, { start, end }: Span): Span {
  const ticks = /^`*/.exec(source.slice(start, end))?.[0].length ?? 0
  return { start: start + ticks, end: end - ticks }
}

function linesOf(value: string, source: string, { start, end }: Span): Span {
  const isFenced = /^(?:`{3}|~{3})/.test(source.slice(start, start + 3))
  const first = isFenced ? source.indexOf('\n', start) + 1 : start
  let at = first
  for (let left = value.split('\n').length; left > 0 && at <= end; left -= 1) {
    const next = source.indexOf('\n', at)
    at = next < 0 || next > end ? end + 1 : next + 1
  }
  return { start: first, end: at - 1 }
}

function clear(code: Element): void {
  code.children = []
}
