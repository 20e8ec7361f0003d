import type { Element, ElementContent } from 'hast'
import type { StyleName } from '../../book.ts'
import { endLines, type Line } from '../lines.ts'
import { type Desk, heightOf, linesOf, type Matter, notesOf, type Place, plain } from './matter.ts'
import { paintNumber } from './number.ts'
import { frame, paintLine, shell } from './paint.ts'

/** Compose a paragraph. A marker of a list hangs before its first line. */
export function setParagraph(desk: Desk, element: Element, place: Place): Matter {
  const { marker, content } = partMarker(element)
  const { style, start, end } = place
  const indent = place.indent ?? desk.settings.styles[style].indent
  const room = desk.settings.measure - start - end
  const [first, ...others] = linesOf(desk, content, style, { room, indent })
  const lines = first ? [{ ...first, indent }, ...others] : others
  const matter = setLines(desk, element, place, lines)
  return {
    ...matter,
    paint: (from, to, above) => {
      const painted = matter.paint(from, to, above)
      const [line] = painted.children
      if (marker && from === 0 && line?.type === 'element') line.children.unshift(marker)
      return painted
    }
  }
}

/** Compose a stanza: what turns over of a line of it stands in by so many em of its own. */
export function setStanza(desk: Desk, element: Element, place: Place, hanging: number): Matter {
  const { style } = place
  const inside = { ...place, start: place.start + hanging * desk.settings.styles[style].size }
  const room = desk.settings.measure - inside.start - inside.end
  const lines = versesOf(element).flatMap((verse) => {
    const set = linesOf(desk, verse, style, { room, indent: -hanging })
    const [first, ...others] = endLines(set)
    return first ? [{ ...first, indent: -hanging }, ...others] : others
  })
  return setLines(desk, element, inside, lines)
}

/** Part what stands in an element at its line ends. */
function versesOf({ children }: Element): ReadonlyArray<ReadonlyArray<ElementContent>> {
  const verses: ElementContent[][] = [[]]
  for (const child of children) {
    if (child.type === 'element' && child.tagName === 'br') verses.push([])
    else verses.at(-1)?.push(child)
  }
  return verses
}

function setLines(
  desk: Desk,
  element: Element,
  { style, start, end, path }: Place,
  lines: ReadonlyArray<Line & { indent?: number }>
): Matter {
  const { size, pitch } = desk.settings.styles[style]
  const number = paintNumber(desk, element, start + (lines[0]?.indent ?? 0) * size)
  const rows = lines.map((line) => ({ height: pitch, notes: notesOf(desk, line) }))
  return {
    ...plain,
    rows,
    path,
    element,
    paint: (from, to, above) => {
      const height = heightOf(rows.slice(from, to))
      const painted = lines.slice(from, to).map((line) => paintLine(line.content, line.indent))
      if (from === 0) painted[0]?.children.unshift(...number)
      const css = frame(desk, { start, end, above, height })
      return shell(element, from === 0, style, css, painted)
    }
  }
}

/** Compose a heading: never parted, and two lines of what follows stand with it. */
export function setHeading(desk: Desk, element: Element, place: Place): Matter {
  const style = styleOf(element)
  const matter = setParagraph(desk, element, { ...place, style })
  const { before, after } = desk.settings.styles[style]
  const { sections, drop } = desk.settings
  const opens = style === 'h2' && sections !== 'run-on'
  return {
    ...matter,
    before,
    after,
    orphans: matter.rows.length,
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
