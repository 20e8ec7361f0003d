import type { Line, Setting } from './lines.ts'
import { areaOf } from './measure.ts'
import type { Print } from './print.ts'

/** Between what a justified line stands, mm along it; the start is known of plain paragraphs only. */
export type Edges = Readonly<{ line: Line; start: number | undefined; end: number }>

/**
 * Find the edges of the lines of a block, if it is justified: those of the type area for a paragraph
 * of the text itself, of all others the fullest line.
 */
export function edgesOf({ block, lines }: Setting, { settings }: Print): ReadonlyArray<Edges> {
  const style = block.style === 'title' ? undefined : settings.styles[block.style]
  if (style?.align !== 'justify') return []
  const inset = style.inset * settings.size
  const indent = style.indent * style.size * settings.size
  // Mirrored margins stand elsewhere on the next page.
  const startOf = (line: Line) => areaOf(settings, line.page).start
  const fullest = Math.max(...lines.map((line) => line.end - startOf(line)))
  return lines.map((line) => {
    if (!block.isPlain) return { line, start: undefined, end: startOf(line) + fullest }
    const area = areaOf(settings, line.page)
    const start = area.start + inset + (line.isFirst ? indent : 0)
    return { line, start, end: area.end - inset }
  })
}
