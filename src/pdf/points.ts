import type { Matrix, Rectangle } from './matrix.ts'

/** Make a matrix of six numbers; of fewer, the one that changes nothing. */
export function matrixOf(numbers: ReadonlyArray<number>): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers
  return [a, b, c, d, e, f]
}

/** Find the rectangle around points, each transformed. */
export function around(
  points: ReadonlyArray<readonly [number, number]>,
  [a, b, c, d, e, f]: Matrix
): Rectangle {
  const box: [number, number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY
  ]
  for (const [x, y] of points) {
    const [right, up] = [a * x + c * y + e, b * x + d * y + f]
    box[0] = Math.min(box[0], right)
    box[1] = Math.min(box[1], up)
    box[2] = Math.max(box[2], right)
    box[3] = Math.max(box[3], up)
  }
  return box
}

/** Find the rectangle around two. */
export function union(one: Rectangle, other: Rectangle): Rectangle {
  return [
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    Math.max(one[2], other[2]),
    Math.max(one[3], other[3])
  ]
}
