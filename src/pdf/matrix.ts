/** A transformation of the plane, in the order PDF writes its six numbers (PDF 32000-1, 8.3.3). */
export type Matrix = readonly [number, number, number, number, number, number]

/** Left, top, right and bottom, `y` growing downwards; in PDF's own space left, bottom, right, top. */
export type Rectangle = readonly [x0: number, y0: number, x1: number, y1: number]

export const unit: Matrix = [1, 0, 0, 1, 0, 0]

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

/** Find the upright rectangle around a transformed one. */
export function around([x0, y0, x1, y1]: Rectangle, matrix: Matrix): Rectangle {
  const corners = [
    translate(x0, y0, matrix),
    translate(x1, y0, matrix),
    translate(x0, y1, matrix),
    translate(x1, y1, matrix)
  ]
  const xs = corners.map((corner) => corner[4])
  const ys = corners.map((corner) => corner[5])
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

/** Intersect two rectangles. */
export function meet(a: Rectangle, b: Rectangle): Rectangle {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]
}

/** Tell whether a point lies in a rectangle. */
export function contains([left, top, right, bottom]: Rectangle, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom
}
