import type { Element, ElementContent, Properties } from 'hast'
import { h } from 'hastscript'
import type { StyleName } from '../../book.ts'
import type { Line } from '../lines.ts'
import { partOf } from '../part-of.ts'
import type { LayoutContext } from './flow-block.ts'

/** The box of painted content. Insets are in em of the body, heights in grid lines. */
export type BoxPlace = Readonly<{ start: number; end: number; above: number; height: number }>

/** Write a length in millimetres, to a tenth of a micrometre. */
export function mm(length: number): string {
  return `${Number(length.toFixed(4))}mm`
}

/** Write the CSS that places a box in the column, or in the notes at its foot. */
export function boxStyle(
  { settings: { size, pitch }, isFoot }: LayoutContext,
  { start, end, above, height }: BoxPlace
): string {
  return [
    ...(above > 0 ? [`margin-block-start:${mm(above * pitch)}`] : []),
    ...(start > 0 ? [`margin-inline-start:${mm(start * size)}`] : []),
    ...(end > 0 ? [`margin-inline-end:${mm(end * size)}`] : []),
    ...(isFoot ? [] : [`block-size:${mm(height * pitch)}`])
  ].join(';')
}

/** Paint lines. */
export function paintLines(lines: ReadonlyArray<Line>): Element[] {
  return lines.map(({ content }) => paintLine(content))
}

/** Paint one line. The indent is in em of the text. */
export function paintLine(content: ReadonlyArray<ElementContent>, indent = 0): Element {
  const style = indent === 0 ? {} : { style: `margin-inline-start:${indent}em` }
  return h('span', { className: ['line'], ...style }, [...content])
}

/** Make the fragment of an element on one page; only the first keeps the identifier. */
export function fragmentOf(
  element: Element,
  begins: boolean,
  style: StyleName,
  css: string,
  children: ElementContent[]
): Element {
  const { id, ariaLabelledBy, className, ...others } = element.properties
  const names: Properties = begins
    ? { ...(id ? { id } : {}), ...(ariaLabelledBy ? { ariaLabelledBy } : {}) }
    : { dataContinues: '' }
  const classes = Array.isArray(className) ? className : []
  const set = { ...names, ...others, className: [...classes, `set-${style}`], style: css }
  return partOf(element, set, children)
}
