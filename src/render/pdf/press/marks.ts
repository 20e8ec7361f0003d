import type { PDFDocument, PDFRef } from '@cantoo/pdf-lib'
import type { Settings } from '../../../book.ts'
import { type Operation, operation, writeOperations } from '../../../pdf/operations.ts'
import { mm } from '../trim.ts'

/** Width of the space around the bleed for marks and the slug line, in mm. */
export const slugWidth = 10

/** Distance of marks from the bleed, and their length, in mm. */
const [gap, length] = [2, 5]

/** Line width in pt. */
const hair = 0.25

type Point = readonly [x: number, y: number]

/**
 * Draw crop marks in the corners of a sheet and registration marks at its sides, outside the bleed,
 * in the colour of all plates (PDF 32000-1, 8.6.6.4, 14.11.3). A fold has dashed lines at head and
 * foot, and registration marks in the middle of each side.
 *
 * @param folds positions of folds, in mm from the left trim.
 * @returns a form XObject to be painted without transformation.
 */
export function drawMarks(
  document: PDFDocument,
  { page, press }: Settings,
  folds: ReadonlyArray<number>
): PDFRef {
  const { context } = document
  const around = press.bleed + slugWidth
  const [width, height] = [page.width, page.height]
  const off = press.bleed + gap
  const crops = [0, width].flatMap((x) =>
    [0, height].flatMap((y) => {
      const [left, down] = [x === 0 ? -1 : 1, y === 0 ? -1 : 1]
      return [
        ...line([x + left * off, y], [x + left * (off + length), y]),
        ...line([x, y + down * off], [x, y + down * (off + length)])
      ]
    })
  )
  const reach = off + length / 2
  const outer = (folds[0] ?? width) / 2
  const middles = folds.length > 0 ? [outer, width - outer] : [outer]
  const targets = [
    ...middles.flatMap((x) => [...target([x, -reach]), ...target([x, height + reach])]),
    ...target([-reach, height / 2]),
    ...target([width + reach, height / 2])
  ]
  const tint = { FunctionType: 2, Domain: [0, 1], C0: [1], C1: [0], N: 1 }
  const stream = context.flateStream(
    writeOperations([
      operation('cm', mm, 0, 0, mm, around * mm, around * mm),
      operation('CS', '/All'),
      operation('SCN', 1),
      operation('w', hair / mm),
      ...crops,
      ...targets,
      operation('d', '[1 0.5]', 0),
      ...folds.flatMap((x) => [
        ...line([x, -off], [x, -off - length]),
        ...line([x, height + off], [x, height + off + length])
      ])
    ]),
    {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, (width + 2 * around) * mm, (height + 2 * around) * mm],
      Resources: { ColorSpace: { All: ['Separation', 'All', 'DeviceGray', tint] } }
    }
  )
  return context.register(stream)
}

/** Draw a cross in a circle. */
function target([x, y]: Point): ReadonlyArray<Operation> {
  const [arm, radius] = [length / 2, length / 4]
  // Four Bézier curves approximate a circle to 1/4000.
  const pull = radius * 0.5523
  const quarter = (dx: number, dy: number) =>
    operation(
      'c',
      x + dx * radius - dy * pull,
      y + dy * radius + dx * pull,
      x - dy * radius + dx * pull,
      y + dx * radius + dy * pull,
      x - dy * radius,
      y + dx * radius
    )
  return [
    ...line([x - arm, y], [x + arm, y]),
    ...line([x, y - arm], [x, y + arm]),
    operation('m', x + radius, y),
    quarter(1, 0),
    quarter(0, 1),
    quarter(-1, 0),
    quarter(0, -1),
    operation('s')
  ]
}

function line(from: Point, to: Point): ReadonlyArray<Operation> {
  return [operation('m', ...from), operation('l', ...to), operation('S')]
}
