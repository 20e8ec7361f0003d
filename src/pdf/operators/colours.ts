import type { PDFDict } from '@cantoo/pdf-lib'
import { type Colour, cmyk, gray, readSpace, rgb, type Space } from '../colour-space.ts'
import { dictAt, dictOf, lookUp } from '../objects.ts'
import { flaw, type InterpreterState, type Operator, resource } from './interpreter-state.ts'

/** Colours (PDF 32000-1, 8.6.8). */
export const colourOperators: Readonly<Record<string, Operator>> = {
  g: fillWith(gray),
  rg: fillWith(rgb),
  k: fillWith(cmyk),
  G: strokeWith(gray),
  RG: strokeWith(rgb),
  K: strokeWith(cmyk),
  cs: (interpreter, [name]) => fillWith(namedSpace(interpreter, name))(interpreter, []),
  CS: (interpreter, [name]) => strokeWith(namedSpace(interpreter, name))(interpreter, []),
  sc: fill,
  scn: fill,
  SC: stroke,
  SCN: stroke
}

function fillWith(space: Space): Operator {
  return ({ state }, operands) => {
    state.fillSpace = space
    state.fill = [{ space, values: operands.map(Number) }]
  }
}

function strokeWith(space: Space): Operator {
  return ({ state }, operands) => {
    state.strokeSpace = space
    state.stroke = [{ space, values: operands.map(Number) }]
  }
}

function fill(interpreter: InterpreterState, operands: ReadonlyArray<string>): void {
  interpreter.state.fill = colourOf(interpreter, interpreter.state.fillSpace, operands)
}

function stroke(interpreter: InterpreterState, operands: ReadonlyArray<string>): void {
  interpreter.state.stroke = colourOf(interpreter, interpreter.state.strokeSpace, operands)
}

function colourOf(
  interpreter: InterpreterState,
  space: Space,
  operands: ReadonlyArray<string>
): ReadonlyArray<Colour> {
  const name = operands.at(-1)
  const values = operands.filter((operand) => !operand.startsWith('/')).map(Number)
  if (!name?.startsWith('/')) return [{ space, values }]
  const shading = dictOf(lookUp(resource(interpreter, 'Pattern', name), 'Shading'))
  return [{ space: shading ? spaceAt(interpreter, shading) : space, values }]
}

function namedSpace(interpreter: InterpreterState, name: string | undefined): Space {
  const named = dictAt(interpreter.resources, 'ColorSpace')
  const key = (name ?? '').slice(1)
  const own = lookUp(named, key)
  if (own) return readSpace(own, named)
  if (!/^(?:Device(?:Gray|RGB|CMYK)|Pattern)$/.test(key)) {
    flaw(interpreter, 'resource', `ColorSpace ${name}`)
  }
  return { family: key }
}

/** Read the colour space of an image or a shading. */
export function spaceAt({ resources }: InterpreterState, dict: PDFDict | undefined): Space {
  return readSpace(lookUp(dict, 'ColorSpace'), dictAt(resources, 'ColorSpace'))
}
