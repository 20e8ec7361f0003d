/** A transformation of the plane, in the order PDF writes its six numbers (PDF 32000-1, 8.3.3). */
export type Matrix = readonly [number, number, number, number, number, number]

/** A point of the plane. */
export type Point = readonly [x: number, y: number]

/** Left, top, right and bottom, `y` growing downwards; in PDF's own space left, bottom, right, top. */
export type Rectangle = readonly [x0: number, y0: number, x1: number, y1: number]

/** The transformation that changes nothing. */
export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** Make a matrix of six numbers; those that are missing are the identity's. */
export function matrixOf(numbers: ReadonlyArray<number>): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers
  return [a, b, c, d, e, f]
}

/** Apply `m`, then `n`. */
export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[1] * n[2],
    m[0] * n[1] + m[1] * n[3],
    m[2] * n[0] + m[3] * n[2],
    m[2] * n[1] + m[3] * n[3],
    m[4] * n[0] + m[5] * n[2] + n[4],
    m[4] * n[1] + m[5] * n[3] + n[5]
  ]
}

/** Move the origin of a transformation. */
export function translate(x: number, y: number, matrix: Matrix): Matrix {
  return multiply([1, 0, 0, 1, x, y], matrix)
}

/** Tell where a point comes to stand. */
export function transform([a, b, c, d, e, f]: Matrix, [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f]
}

/** Find the smallest upright rectangle around points, each transformed; of none, one that is inside out. */
export function around(points: ReadonlyArray<Point>, matrix: Matrix = identity): Rectangle {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const point of points) {
    const [x, y] = transform(matrix, point)
    x0 = Math.min(x0, x)
    y0 = Math.min(y0, y)
    x1 = Math.max(x1, x)
    y1 = Math.max(y1, y)
  }
  return [x0, y0, x1, y1]
}

/** List the corners of a rectangle. */
export function cornersOf([x0, y0, x1, y1]: Rectangle): ReadonlyArray<Point> {
  return [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1]
  ]
}

/** Find the rectangle around two. */
export function union(a: Rectangle, b: Rectangle): Rectangle {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]
}

/** Intersect two rectangles. */
export function meet(a: Rectangle, b: Rectangle): Rectangle {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]
}

/** Tell whether a point lies in a rectangle. */
export function contains([x0, y0, x1, y1]: Rectangle, x: number, y: number): boolean {
  return x >= x0 && x <= x1 && y >= y0 && y <= y1
}
