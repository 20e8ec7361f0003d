import {
  around,
  cornersOf,
  identity,
  type Matrix,
  matrixOf,
  meet,
  multiply,
  type Point,
  type Rectangle,
  transform
} from '../../../pdf/matrix.ts'
import type { Operation } from '../../../pdf/operations.ts'
import type { Resources } from './resources.ts'
import { readText } from './text.ts'

/** Operations that paint one thing and may not be parted: a text object, a path, an image, a form. */
export type Unit = Readonly<{
  kind: 'text' | 'path' | 'object'
  /** The operations, by index: the first, and the one behind the last. */
  from: number
  to: number
  /** The text of a text object, and whether its glyphs alone stand for another. */
  text: string
  isReplaced: boolean
  /** Where a text object begins: within its first glyph. */
  at?: Point
  /** What it covers, at most; nothing is known of text. */
  extent?: Rectangle
  /** How wide and high the image of a resource is painted, what is clipped away included. */
  painted?: readonly [width: number, height: number]
  /** Whether Chromium holds it to be content of the document. */
  isTagged: boolean
  /** The image Chromium holds it to be part of, if any: all units of one have the same number. */
  image?: number
}>

/** What the graphics state holds (PDF 32000-1, 8.4) and matters here. */
type State = Readonly<{ matrix: Matrix; clip?: Rectangle }>

/** Marked content that is open: its tag, and its number if it is content of the document. */
type Mark = Readonly<{ tag: string; number?: number }>

const textless = { text: '', isReplaced: false } as const
const construction = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're'])
const painting = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*'])

/** Part the operations of a page into units; what stands between them paints nothing. */
export function unitsOf(
  operations: ReadonlyArray<Operation>,
  { decoders, images }: Resources
): ReadonlyArray<Unit> {
  const units: Unit[] = []
  const saved: State[] = []
  const marks: Mark[] = []
  let state: State = { matrix: identity }
  let path: Readonly<{ from: number; points: Point[]; clips: boolean }> | undefined

  for (let at = 0; at < operations.length; at++) {
    const { operator, operands } = operations[at] ?? { operator: '', operands: [] }
    if (operator === 'q') saved.push(state)
    else if (operator === 'Q') state = saved.pop() ?? state
    else if (operator === 'cm') {
      state = { ...state, matrix: multiply(matrixOf(operands.map(Number)), state.matrix) }
    } else if (operator === 'BDC' || operator === 'BMC') marks.push(markOf(operands))
    else if (operator === 'EMC') marks.pop()
    else if (operator === 'BT') {
      const { to, at: point, ...read } = readText(operations, at, decoders)
      if (read.text !== '') {
        const place = point ? { at: transform(state.matrix, point) } : {}
        units.push({ kind: 'text', from: at, to, ...read, ...place, ...belonging() })
      }
      at = to - 1
    } else if (construction.has(operator)) {
      path ??= { from: at, points: [], clips: false }
      path.points.push(...pointsOf(operator, operands.map(Number)).map(toPage))
    } else if (operator === 'W' || operator === 'W*') path = path && { ...path, clips: true }
    else if (operator === 'n' || painting.has(operator)) {
      const extent = within(
        path && path.points.length > 0 ? around(path.points) : undefined,
        state.clip
      )
      if (path && operator !== 'n') {
        units.push({
          kind: 'path',
          from: path.from,
          to: at + 1,
          ...textless,
          ...known(extent),
          ...belonging()
        })
      }
      if (path?.clips) state = { ...state, ...(extent ? { clip: extent } : {}) }
      path = undefined
    } else if (operator === 'Do' || operator === 'sh') {
      // An image fills the unit square; of a form or a shading the clip is known.
      const isImage = images.has(operands[0]?.slice(1) ?? '')
      const square = isImage ? around(cornersOf([0, 0, 1, 1]), state.matrix) : undefined
      const extent = within(square, state.clip)
      units.push({
        kind: 'object',
        from: at,
        to: at + 1,
        ...textless,
        ...known(extent),
        ...(isImage ? { painted: sidesOf(state.matrix) } : {}),
        ...belonging()
      })
    }
  }
  return units

  function toPage(point: Point): Point {
    return transform(state.matrix, point)
  }

  function belonging(): Pick<Unit, 'isTagged' | 'image'> {
    const mark = marks.findLast(({ number }) => number !== undefined)
    const isImage = mark?.tag === '/Figure' && mark.number !== undefined
    return { isTagged: mark !== undefined, ...(isImage ? { image: mark.number } : {}) }
  }
}

/** How long the sides of the unit square become. */
function sidesOf([a, b, c, d]: Matrix): readonly [number, number] {
  return [Math.hypot(a, b), Math.hypot(c, d)]
}

function known(extent: Rectangle | undefined): { extent?: Rectangle } {
  return extent ? { extent } : {}
}

function markOf([tag = '', properties = '']: ReadonlyArray<string>): Mark {
  const number = /\/MCID\s+(\d+)/.exec(properties)?.[1]
  return number === undefined ? { tag } : { tag, number: Number(number) }
}

function pointsOf(operator: string, numbers: ReadonlyArray<number>): ReadonlyArray<Point> {
  const [x = 0, y = 0, width = 0, height = 0] = numbers
  if (operator === 're') return cornersOf([x, y, x + width, y + height])
  return numbers.flatMap(
    (number, index): ReadonlyArray<Point> =>
      index % 2 === 0 ? [[number, numbers[index + 1] ?? 0]] : []
  )
}

/** What two rectangles share, if one of them is known. */
function within(one: Rectangle | undefined, other: Rectangle | undefined): Rectangle | undefined {
  return one && other ? meet(one, other) : (one ?? other)
}
