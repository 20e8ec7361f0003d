import type { Element } from 'hast'
import {
  defaultBlock,
  type FlowBlock,
  heightOf,
  type LayoutContext,
  linesOf,
  notesOf,
  type Place,
  withSpacing
} from './flow-block.ts'
import { boxStyle, fragmentOf, mm, paintLine, paintLines } from './paint.ts'
import { paintParagraphNumber } from './paragraph-number.ts'

/** Largest part of a page an image may take. */
const highest = 0.8

/** Tell whether an element contains one image, linked or not, and nothing else. */
export function isPicture({ children }: Element): boolean {
  const [only, ...others] = children
  if (only?.type !== 'element' || others.length > 0) return false
  return only.tagName === 'img' || (only.tagName === 'a' && isPicture(only))
}

/**
 * Compose a picture with its caption, if any: it takes whole grid lines, and is shrunk if larger
 * than the measure or four fifths of a page.
 */
export function setFigure(context: LayoutContext, element: Element, place: Place): FlowBlock {
  const { settings } = context
  const room = settings.measure - place.start - place.end
  const image = find(element, 'img')
  const asset = context.assets.find(({ url }) => url === image?.properties.src)
  const width = pxToMm(asset?.width ?? 1)
  const height = pxToMm(asset?.height ?? 1)
  const size =
    settings.writing === 'horizontal'
      ? { along: width, across: height }
      : { along: height, across: width }
  const depth = Math.floor(settings.lines * highest) * settings.pitch
  const { along, across } = shrink(size, room * settings.size, depth)
  const caption = find(element, 'figcaption')
  const style = settings.styles.caption
  const lines = caption ? linesOf(context, caption.children, 'caption', { room, indent: 0 }) : []
  const captionRows = lines.map((line) => ({ height: style.pitch, notes: notesOf(context, line) }))
  const picture = Math.ceil(across / settings.pitch)
  const notes = captionRows.flatMap((row) => row.notes)
  const rows = [{ height: picture + heightOf(captionRows), notes }]
  const free = mm((picture * settings.pitch - across) / 2)
  if (image) {
    image.properties.style = `inline-size:${mm(along)};block-size:${mm(across)};margin-block:${free}`
  }
  const number = paintParagraphNumber(context, element, place.start)
  const block: FlowBlock = {
    ...defaultBlock,
    rows,
    path: place.path,
    element,
    paint: (_from, _to, above) => {
      const css = boxStyle(context, { ...place, above, height: heightOf(rows) })
      const children = element.children.map((child) => {
        if (child !== caption) return child
        const box = boxStyle(context, { start: 0, end: 0, above: 0, height: heightOf(captionRows) })
        return fragmentOf(caption, true, 'caption', box, paintLines(lines))
      })
      if (number.length > 0) children.unshift(paintBare(number))
      return { ...fragmentOf(element, true, 'body', css, children), tagName: 'figure' }
    }
  }
  return withSpacing([block], style)[0] ?? block
}

/** Paint a line without height, for content in the margin. */
function paintBare(content: Element[]): Element {
  const line = paintLine(content)
  return { ...line, properties: { ...line.properties, style: 'block-size:0;text-align:start' } }
}

/** Size of an image along the lines and across them, in mm. */
type Size = Readonly<{ along: number; across: number }>

function shrink({ along, across }: Size, room: number, depth: number): Size {
  const scale = Math.min(1, room / along, depth / across)
  return { along: along * scale, across: across * scale }
}

function pxToMm(length: number): number {
  return (length * 25.4) / 96
}

function find(element: Element, tagName: string): Element | undefined {
  for (const child of element.children) {
    if (child.type !== 'element') continue
    const found = child.tagName === tagName ? child : find(child, tagName)
    if (found) return found
  }
  return undefined
}
