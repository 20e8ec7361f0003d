import type { Colour } from '../colour-space.ts'
import { glyphsOfToken } from '../mark.ts'
import { around, identity, matrixOf, multiply, union } from '../matrix.ts'
import { at, type Desk, flaw, type Operator, resource, type State } from './interpreter-state.ts'

/** Text (PDF 32000-1, 9.3 and 9.4). */
export const textOperators: Readonly<Record<string, Operator>> = {
  BT: (desk) => {
    if (desk.isText) flaw(desk, 'balance', 'BT within BT')
    desk.isText = true
    desk.line = identity
  },
  ET: (desk) => {
    if (!desk.isText) flaw(desk, 'balance', 'ET without BT')
    desk.isText = false
  },
  Tf: (desk, operands) => {
    const font = resource(desk, 'Font', operands[0])
    desk.state.font = font && desk.made.fonts(font)
  },
  Tr: ({ state }, operands) => {
    state.mode = at(operands, 0)
  },
  TL: (desk, operands) => {
    desk.leading = at(operands, 0)
  },
  Td: (desk, operands) => move(desk, at(operands, 0), at(operands, 1)),
  TD: (desk, operands) => {
    desk.leading = -at(operands, 1)
    move(desk, at(operands, 0), at(operands, 1))
  },
  Tm: (desk, operands) => {
    desk.line = matrixOf(operands.map(Number))
  },
  'T*': (desk) => move(desk, 0, -desk.leading),
  Tj: show,
  TJ: show,
  "'": showBelow,
  '"': showBelow
}

function move(desk: Desk, x: number, y: number): void {
  desk.line = multiply([1, 0, 0, 1, x, y], desk.line)
}

function showBelow(desk: Desk, operands: ReadonlyArray<string>): void {
  move(desk, 0, -desk.leading)
  show(desk, operands)
}

/** Chromium shows each glyph by itself; what is alike and follows another is one painting. */
function show(desk: Desk, operands: ReadonlyArray<string>): void {
  const { state, made, mark, line, last } = desk
  const { font } = state
  if (!font) flaw(desk, 'resource', 'text without a font')
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
    desk.last = { operator: 'text', mark, colours, box, text }
    made.paintings.push(desk.last)
  }
}

const none: ReadonlyArray<Colour> = []

/** Text is filled, stroked, both or neither (PDF 32000-1, 9.3.6). */
function coloursOf({ mode, fill, stroke }: State): ReadonlyArray<Colour> {
  const way = mode % 4
  if (way === 3) return none
  return way === 0 ? fill : way === 1 ? stroke : [...fill, ...stroke]
}
