import {
  identity,
  type Matrix,
  matrixOf,
  type Point,
  transform,
  translate
} from '../../../pdf/matrix.ts'
import type { Operation } from '../../../pdf/operations.ts'
import { type Decoder, textOf } from './resources.ts'

/** A text object (PDF 32000-1, 9.4): the index behind its end, its text and
 * whether some of it is said apart, a point in its first glyph. */
type TextObject = Readonly<{ to: number; text: string; isReplaced: boolean; at?: Point }>

/** Read the text object that begins at an index. */
export function readText(
  operations: ReadonlyArray<Operation>,
  from: number,
  decoders: ReadonlyMap<string, Decoder>
): TextObject {
  let [decode, size]: [Decoder | undefined, number] = [undefined, 0]
  let line: Matrix = identity
  let at: Point | undefined
  let text = ''
  let [isReplaced, isOpen] = [false, false]
  for (let index = from + 1; index < operations.length; index++) {
    const { operator, operands } = operations[index] ?? { operator: 'ET', operands: [] }
    if (operator === 'ET') return { to: index + 1, text, isReplaced, ...(at ? { at } : {}) }
    if (operator === 'Tf') {
      decode = decoders.get(operands[0]?.slice(1) ?? '')
      size = Number(operands[1])
    } else if (operator === 'Tm') line = matrixOf(operands.map(Number))
    else if (operator === 'Td') line = moved(line, operands)
    else if (operator === 'BDC') {
      // Some glyphs stand for other characters than their font says (14.9.4).
      const [, digits] = /\/ActualText\s*<feff([0-9a-f]*)>/i.exec(operands[1] ?? '') ?? []
      isOpen = digits !== undefined
      isReplaced ||= isOpen
      text += textOf(digits ?? '')
    } else if (operator === 'EMC') isOpen = false
    else if (operator === 'Tj') {
      const [, digits] = /^<([0-9a-f\s]*)>$/i.exec(operands[0] ?? '') ?? []
      if (digits === undefined || !decode) throw new Error('Unexpected text in a content stream')
      if (!isOpen) text += decode(digits)
      at ??= transform(line, [size / 4, size / 4])
    } else if (shows.has(operator)) throw new Error(`Unexpected ${operator} in a content stream`)
  }
  throw new Error('Unexpected text object without an end')
}

/** Operators that show text; Chromium uses none of these. */
const shows = new Set(['TJ', "'", '"', 'TD', 'T*'])

function moved(line: Matrix, [x, y]: ReadonlyArray<string>): Matrix {
  return translate(Number(x), Number(y), line)
}
