import type { Element, ElementContent } from 'hast'
import type { StyleName } from '../../book.ts'
import { type Desk, heightOf, linesOf, type Matter, notesOf, type Place, plain } from './matter.ts'
import { frame, paintLines, shell } from './paint.ts'

/** Compose a paragraph. A marker of a list hangs before its first line. */
export function setParagraph(desk: Desk, element: Element, place: Place): Matter {
  const { marker, content } = partMarker(element)
  const { style, start, end, path } = place
  const { settings } = desk
  const { pitch, indent: own } = settings.styles[style]
  const indent = place.indent ?? own
  const lines = linesOf(desk, content, style, { room: settings.measure - start - end, indent })
  const rows = lines.map((line) => ({ height: pitch, notes: notesOf(desk, line) }))
  return {
    ...plain,
    rows,
    path,
    element,
    paint: (from, to, above) => {
      const height = heightOf(rows.slice(from, to))
      const painted = paintLines(lines, indent, from, to)
      if (marker && from === 0) painted[0]?.children.unshift(marker)
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
