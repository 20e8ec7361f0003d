import type { PDFDict } from '@cantoo/pdf-lib'
import type { Rectangle } from './matrix.ts'
import { dictAt, numbersAt } from './objects.ts'

/** Points (1/72 inch) in a millimetre. */
export const mm: number = 72 / 25.4

/** Read a box of a page, or of the node of the page tree it inherits it from. */
export function boxOf(dict: PDFDict, name: string): Rectangle | undefined {
  const numbers = numbersAt(dict, name)
  const [a, b, c, d] = numbers
  if (a !== undefined && b !== undefined && c !== undefined && d !== undefined) {
    return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  }
  const parent = /^(?:Media|Crop)Box$/.test(name) ? dictAt(dict, 'Parent') : undefined
  return parent && boxOf(parent, name)
}

/** Whether a rectangle lies in another, a hundredth of a point allowed. */
export function isWithin(inner: Rectangle, outer: Rectangle): boolean {
  return (
    inner[0] >= outer[0] - 0.01 &&
    inner[1] >= outer[1] - 0.01 &&
    inner[2] <= outer[2] + 0.01 &&
    inner[3] <= outer[3] + 0.01
  )
}
