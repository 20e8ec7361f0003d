import { around, cornersOf, type Matrix, type Rectangle } from '../../../pdf/matrix.ts'

/** The fill opacity among the entries of a graphics state (PDF 32000-1, 8.4.5). */
export function opacityOf(entries: unknown): number | undefined {
  const entry = isList(entries) ? entries.find((entry) => isList(entry) && entry[0] === 'ca') : []
  return isList(entry) && entry.length > 1 ? numberOf(entry[1]) : undefined
}

/** The box pdf.js gives with a path or a form, in that one's own space. */
export function boundsOf(corners: unknown, ctm: Matrix): Rectangle {
  const [x0, y0, x1, y1] = isList(corners) ? Array.from(corners, numberOf) : []
  return around(cornersOf([x0 ?? 0, y0 ?? 0, x1 ?? 0, y1 ?? 0]), ctm)
}

/** Tell whether a path is one upright rectangle, four points and the end, as pdf.js gives it. */
export function isRectangle(paths: unknown): boolean {
  const [path] = isList(paths) ? paths : []
  if (!isList(path) || path.length < 12 || path.length > 16) return false
  const [first, ...others] = Array.from({ length: 4 }, (_, index) => {
    return Array.from(path.slice(3 * index + 1, 3 * index + 3), numberOf)
  })
  let [x, y] = first ?? []
  return others.every(([nextX, nextY]) => {
    const isUpright = nextX === x || nextY === y
    ;[x, y] = [nextX, nextY]
    return isUpright
  })
}

/** The six numbers of a matrix. */
export function matrixOf(values: ReadonlyArray<unknown>): Matrix {
  const [a, b, c, d, e, f] = Array.from(values, numberOf)
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0]
}

/** A number; 0 if it is none. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

/** Tell whether a value is a list: pdf.js gives some as typed arrays. */
export function isList(value: unknown): value is ReadonlyArray<unknown> {
  return Array.isArray(value) || value instanceof Float32Array
}

/** Tell whether a value is a glyph of a shown text, not a shift between two. */
export function isGlyph(value: unknown): value is Readonly<{ unicode: string; width: number }> {
  return typeof value === 'object' && value !== null && 'unicode' in value && 'width' in value
}
