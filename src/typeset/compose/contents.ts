import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Heading, Settings, StyleName } from '../../book.ts'
import { defaultBlock, type FlowBlock, type LayoutContext, linesOf } from './flow-block.ts'
import { boxStyle, fragmentOf, paintLine } from './paint.ts'

/** Width of the page number column, and the free space before it, in em of the contents. */
const folioWidth = 2
const free = 3

/** Distance between the dots of a leader, in em. */
const step = 0.5

/** Return the grid of the contents: that of their own lines. */
export function contentsGrid({ lines, pitch, styles }: Settings): { lines: number; pitch: number } {
  const { contents } = styles
  return { lines: Math.floor(lines / contents.pitch), pitch: pitch * contents.pitch }
}

/**
 * Compose the contents: entries hang by their enumerators, levels are indented by two em, and a
 * dotted leader leads to the page number.
 *
 * @param labels page label by identifier.
 */
export function setContentsBlocks(
  context: LayoutContext,
  contents: Element,
  outline: ReadonlyArray<Heading>,
  labels: ReadonlyMap<string, string>
): ReadonlyArray<FlowBlock> {
  // A hyphen would change the heading's text.
  const whole = { ...context.settings, hyphenation: 'none' } as const
  const own = { ...context, settings: { ...whole, ...contentsGrid(context.settings) } }
  const headings = new Map(outline.map((heading) => [`#${heading.id}`, heading]))
  return walk(contents, [])

  function walk(node: Element, path: ReadonlyArray<Element>): ReadonlyArray<FlowBlock> {
    if (node.tagName === 'h2') return [setPartHeading(own, node, path)]
    const heading = headings.get(String(node.properties.href))
    if (heading) return [setEntry(own, node, heading, labels.get(heading.id) ?? '', path)]
    return node.children.flatMap((child) =>
      child.type === 'element' ? walk(child, [...path, node]) : []
    )
  }
}

/** Compose the heading of a generated part: two lines high, with a free line below. */
export function setPartHeading(
  context: LayoutContext,
  node: Element,
  path: ReadonlyArray<Element>
): FlowBlock {
  const rows = [{ height: 2, notes: [] }]
  return {
    ...defaultBlock,
    after: 1,
    keep: 1,
    rows,
    path,
    element: node,
    paint: (_from, _to, above) => {
      const css = boxStyle(context, { start: 0, end: 0, above, height: 2 })
      return fragmentOf(node, true, 'h2', css, [...node.children])
    }
  }
}

function setEntry(
  context: LayoutContext,
  link: Element,
  { depth, enumerator, text }: Heading,
  label: string,
  path: ReadonlyArray<Element>
): FlowBlock {
  const { settings } = context
  const name: StyleName = 'contents'
  const base = settings.styles[name]
  const { face, weight } = depth === 2 ? settings.styles.h2 : base
  const style = { ...base, face, weight }
  const hang = Math.max(2, [...enumerator].length)
  const inset = 2 * (depth - 2) + hang
  const measure = settings.measure / style.size - inset
  const lines = linesOf(context, [{ type: 'text', value: text }], name, {
    room: (measure - folioWidth - free) * style.size,
    indent: -hang,
    style
  })
  const rows = lines.map(() => ({ height: 1, notes: [] }))
  return {
    ...defaultBlock,
    orphans: rows.length,
    keep: depth === 2 ? 1 : 0,
    rows,
    path,
    element: link,
    paint: (_from, _to, above) => {
      const css = boxStyle(context, {
        start: inset * style.size,
        end: 0,
        above,
        height: rows.length
      })
      const painted = lines.map(({ content, width }, index) => {
        const isLast = index === lines.length - 1
        const used = width + (index === 0 ? -hang : 0)
        const tail = isLast ? setTail(context, measure - used, label) : []
        return paintLine([...content, ...tail], index === 0 ? -hang : 0)
      })
      const entry = fragmentOf(link, true, name, css, painted)
      const classes = depth === 2 ? ['first-level'] : []
      return {
        ...entry,
        properties: { ...entry.properties, className: [...classes, `set-${name}`] }
      }
    }
  }
}

/** Set the leader, whose dots align on the page, and the page number, flush right. */
function setTail({ advance, settings }: LayoutContext, room: number, label: string): Element[] {
  const { face, weight } = settings.styles.contents
  const leader = room - folioWidth
  const count = Math.floor((leader - step) / step)
  // In vertical writing a number of up to two digits is set upright, side by side (纵中横).
  const isUpright = settings.writing === 'vertical' && label.length <= 2
  const spacing = step - advance('·', { family: face, weight })
  return [
    h(
      'span',
      { className: ['leader'], ariaHidden: 'true', style: `inline-size:${leader.toFixed(4)}em` },
      h('span', { style: `letter-spacing:${spacing.toFixed(4)}em` }, '·'.repeat(Math.max(0, count)))
    ),
    h('span', { className: ['folio', ...(isUpright ? ['tcy'] : [])] }, label)
  ]
}
