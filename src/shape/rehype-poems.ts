import type { ElementContent, Root, Text } from 'hast'
import { h } from 'hastscript'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { location } from 'vfile-location'
import { withoutTail } from './coverage/transcript.ts'
import { spanOf } from './span.ts'

/** Break the lines of a poem where they break in the source. */
export function rehypePoems(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const source = String(file)
    const places = location(source)
    visit(tree, { type: 'element', tagName: 'div' }, (node) => {
      if (node.type === 'element') node.children = node.children.flatMap(setLines)
    })

    function setLines(node: ElementContent): ReadonlyArray<ElementContent> {
      if (node.type === 'element') return [{ ...node, children: node.children.flatMap(setLines) }]
      return node.type === 'text' ? linesOf(node) : [node]
    }

    /** White space around a line end is not part of the lines. */
    function linesOf(text: Text): ReadonlyArray<ElementContent> {
      const span = spanOf(text)
      if (!span || !text.value.includes('\n')) return [text]
      const values = text.value.split('\n')
      let next = span.start
      return values.flatMap((value, index) => {
        const [line = ''] = source.slice(next, span.end).split('\n', 1)
        const start = next + (index > 0 ? (/^[ \t]*/.exec(line)?.[0].length ?? 0) : 0)
        const end = next + (index < values.length - 1 ? withoutTail(line) : line).length
        next += line.length + 1
        const [from, to] = [places.toPoint(start), places.toPoint(end)]
        const position = from && to ? { position: { start: from, end: to } } : {}
        const content: ElementContent[] = value === '' ? [] : [{ type: 'text', value, ...position }]
        return index > 0 ? [h('br'), ...content] : content
      })
    }
  }
}
