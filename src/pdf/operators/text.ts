import type { Colour } from '../colour-space.ts'
import { glyphsOfToken } from '../mark.ts'
import { around, identity, matrixOf, multiply, union } from '../matrix.ts'
import {
  at,
  flaw,
  type GraphicsState,
  type InterpreterState,
  type Operator,
  resource
} from './interpreter-state.ts'

/** Text (PDF 32000-1, 9.3 and 9.4). */
export const textOperators: Readonly<Record<string, Operator>> = {
  BT: (interpreter) => {
    if (interpreter.isText) flaw(interpreter, 'balance', 'BT within BT')
    interpreter.isText = true
    interpreter.line = identity
  },
  ET: (interpreter) => {
    if (!interpreter.isText) flaw(interpreter, 'balance', 'ET without BT')
    interpreter.isText = false
  },
  Tf: (interpreter, operands) => {
    const font = resource(interpreter, 'Font', operands[0])
    interpreter.state.font = font && interpreter.made.fonts(font)
  },
  Tr: ({ state }, operands) => {
    state.mode = at(operands, 0)
  },
  TL: (interpreter, operands) => {
    interpreter.leading = at(operands, 0)
  },
  Td: (interpreter, operands) => move(interpreter, at(operands, 0), at(operands, 1)),
  TD: (interpreter, operands) => {
    interpreter.leading = -at(operands, 1)
    move(interpreter, at(operands, 0), at(operands, 1))
  },
  Tm: (interpreter, operands) => {
    interpreter.line = matrixOf(operands.map(Number))
  },
  'T*': (interpreter) => move(interpreter, 0, -interpreter.leading),
  Tj: show,
  TJ: show,
  "'": showBelow,
  '"': showBelow
}

function move(interpreter: InterpreterState, x: number, y: number): void {
  interpreter.line = multiply([1, 0, 0, 1, x, y], interpreter.line)
}

function showBelow(interpreter: InterpreterState, operands: ReadonlyArray<string>): void {
  move(interpreter, 0, -interpreter.leading)
  show(interpreter, operands)
}

/** Chromium shows each glyph by itself; what is alike and follows another is one painting. */
function show(interpreter: InterpreterState, operands: ReadonlyArray<string>): void {
  const { state, made, mark, line, last } = interpreter
  const { font } = state
  if (!font) flaw(interpreter, 'resource', 'text without a font')
  let text = ''
  for (const operand of operands) {
    if (!operand.startsWith('<') && !operand.startsWith('(')) continue
    for (const glyph of glyphsOfToken(operand)) {
      font?.codes.add(glyph)
      text += font?.unicode?.get(glyph) ?? ''
    }
  }
  const colours = coloursOf(state)
  const box = around([[line[4], line[5]]], state.ctm)
  const isSame = last && last.text !== '' && last.mark === mark && last.colours === colours
  if (isSame && last === made.paintings.at(-1)) {
    last.text += text
    last.box = union(last.box, box)
  } else {
    interpreter.last = { operator: 'text', mark, colours, box, text }
    made.paintings.push(interpreter.last)
  }
}

const none: ReadonlyArray<Colour> = []

/** Text is filled, stroked, both or neither (PDF 32000-1, 9.3.6). */
function coloursOf({ mode, fill, stroke }: GraphicsState): ReadonlyArray<Colour> {
  const way = mode % 4
  if (way === 3) return none
  return way === 0 ? fill : way === 1 ? stroke : [...fill, ...stroke]
}
