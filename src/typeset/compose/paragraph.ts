import type { Element, ElementContent } from 'hast'
import type { StyleName } from '../../book.ts'
import { endLines, type Line } from '../lines.ts'
import {
  defaultBlock,
  type FlowBlock,
  heightOf,
  type LayoutContext,
  linesOf,
  notesOf,
  type Place
} from './flow-block.ts'
import { boxStyle, fragmentOf, paintLine } from './paint.ts'
import { paintParagraphNumber } from './paragraph-number.ts'

/** Compose a paragraph. A list marker hangs before its first line. */
export function setParagraph(context: LayoutContext, element: Element, place: Place): FlowBlock {
  const { marker, content } = partMarker(element)
  const { style, start, end } = place
  const indent = place.indent ?? context.settings.styles[style].indent
  const room = context.settings.measure - start - end
  const [first, ...others] = linesOf(context, content, style, { room, indent })
  const lines = first ? [{ ...first, indent }, ...others] : others
  const block = setLines(context, element, place, lines)
  return {
    ...block,
    paint: (from, to, above) => {
      const painted = block.paint(from, to, above)
      const [line] = painted.children
      if (marker && from === 0 && line?.type === 'element') line.children.unshift(marker)
      return painted
    }
  }
}

/** Compose a stanza, with a hanging indent for turned-over lines, in its own em. */
export function setStanza(
  context: LayoutContext,
  element: Element,
  place: Place,
  hanging: number
): FlowBlock {
  const { style } = place
  const inside = { ...place, start: place.start + hanging * context.settings.styles[style].size }
  const room = context.settings.measure - inside.start - inside.end
  const lines = versesOf(element).flatMap((verse) => {
    const set = linesOf(context, verse, style, { room, indent: -hanging })
    const [first, ...others] = endLines(set)
    return first ? [{ ...first, indent: -hanging }, ...others] : others
  })
  return setLines(context, element, inside, lines)
}

/** Split the content of an element at its line ends. */
function versesOf({ children }: Element): ReadonlyArray<ReadonlyArray<ElementContent>> {
  const verses: ElementContent[][] = [[]]
  for (const child of children) {
    if (child.type === 'element' && child.tagName === 'br') verses.push([])
    else verses.at(-1)?.push(child)
  }
  return verses
}

function setLines(
  context: LayoutContext,
  element: Element,
  { style, start, end, path }: Place,
  lines: ReadonlyArray<Line & { indent?: number }>
): FlowBlock {
  const { size, pitch } = context.settings.styles[style]
  const number = paintParagraphNumber(context, element, start + (lines[0]?.indent ?? 0) * size)
  const rows = lines.map((line) => ({ height: pitch, notes: notesOf(context, line) }))
  return {
    ...defaultBlock,
    rows,
    path,
    element,
    paint: (from, to, above) => {
      const height = heightOf(rows.slice(from, to))
      const painted = lines.slice(from, to).map((line) => paintLine(line.content, line.indent))
      if (from === 0) painted[0]?.children.unshift(...number)
      const css = boxStyle(context, { start, end, above, height })
      return fragmentOf(element, from === 0, style, css, painted)
    }
  }
}

/** Compose a heading: never split, and kept with two lines of what follows. */
export function setHeading(context: LayoutContext, element: Element, place: Place): FlowBlock {
  const style = styleOf(element)
  const block = setParagraph(context, element, { ...place, style })
  const { before, after } = context.settings.styles[style]
  const { sections, drop } = context.settings
  const opens = style === 'h2' && sections !== 'run-on'
  return {
    ...block,
    before,
    after,
    orphans: block.rows.length,
    keep: 2,
    ...(opens ? { begins: sections, drop } : {})
  }
}

function styleOf({ tagName }: Element): StyleName {
  const names = ['h2', 'h3', 'h4', 'h5', 'h6'] as const
  return names.find((name) => name === tagName) ?? 'h6'
}

function partMarker({ children }: Element): { marker?: Element; content: ElementContent[] } {
  const [first, ...rest] = children
  const isMarker = first?.type === 'element' && String(first.properties.className) === 'marker'
  return isMarker ? { marker: first, content: rest } : { content: children }
}
