/** A matrix of PDF (PDF 32000-1, 8.3.4): a, b, c, d, e, f. */
export type Matrix = readonly [number, number, number, number, number, number]

export type Point = Readonly<{ x: number; y: number }>

/** A rectangle by its edges. */
export type Extent = Readonly<{ left: number; bottom: number; right: number; top: number }>

export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** Apply one matrix, then another. */
export function concatenate([a, b, c, d, e, f]: Matrix, [p, q, r, s, t, u]: Matrix): Matrix {
  return [
    a * p + b * r,
    a * q + b * s,
    c * p + d * r,
    c * q + d * s,
    e * p + f * r + t,
    e * q + f * s + u
  ]
}

/** Read a matrix from operands. */
export function matrixOf(operands: ReadonlyArray<string>): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = operands.map(Number)
  return [a, b, c, d, e, f]
}

/** Say where a point of the space a matrix leads from comes to stand. */
export function transform([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f }
}

/** Find the smallest rectangle around some points; nothing around none. */
export function around(points: ReadonlyArray<Point>): Extent | undefined {
  if (points.length === 0) return undefined
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  return {
    left: Math.min(...xs),
    bottom: Math.min(...ys),
    right: Math.max(...xs),
    top: Math.max(...ys)
  }
}

/** Find what two rectangles share, if one of them is known. */
export function within(one: Extent | undefined, other: Extent | undefined): Extent | undefined {
  if (!one || !other) return one ?? other
  return {
    left: Math.max(one.left, other.left),
    bottom: Math.max(one.bottom, other.bottom),
    right: Math.min(one.right, other.right),
    top: Math.min(one.top, other.top)
  }
}
