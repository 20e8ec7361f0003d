import type { PDFDict } from '@cantoo/pdf-lib'
import { type Colour, cmyk, gray, readSpace, rgb, type Space } from '../colour-space.ts'
import { dictAt, dictOf, look } from '../objects.ts'
import { type Desk, flaw, type Operator, resource } from './interpreter-state.ts'

/** Colours (PDF 32000-1, 8.6.8). */
export const colourOperators: Readonly<Record<string, Operator>> = {
  g: fillWith(gray),
  rg: fillWith(rgb),
  k: fillWith(cmyk),
  G: strokeWith(gray),
  RG: strokeWith(rgb),
  K: strokeWith(cmyk),
  cs: (desk, [name]) => fillWith(namedSpace(desk, name))(desk, []),
  CS: (desk, [name]) => strokeWith(namedSpace(desk, name))(desk, []),
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

function fill(desk: Desk, operands: ReadonlyArray<string>): void {
  desk.state.fill = colourOf(desk, desk.state.fillSpace, operands)
}

function stroke(desk: Desk, operands: ReadonlyArray<string>): void {
  desk.state.stroke = colourOf(desk, desk.state.strokeSpace, operands)
}

function colourOf(
  desk: Desk,
  space: Space,
  operands: ReadonlyArray<string>
): ReadonlyArray<Colour> {
  const name = operands.at(-1)
  const values = operands.filter((operand) => !operand.startsWith('/')).map(Number)
  if (!name?.startsWith('/')) return [{ space, values }]
  const shading = dictOf(look(resource(desk, 'Pattern', name), 'Shading'))
  return [{ space: shading ? spaceAt(desk, shading) : space, values }]
}

function namedSpace(desk: Desk, name: string | undefined): Space {
  const named = dictAt(desk.resources, 'ColorSpace')
  const key = (name ?? '').slice(1)
  const own = look(named, key)
  if (own) return readSpace(own, named)
  if (!/^(?:Device(?:Gray|RGB|CMYK)|Pattern)$/.test(key)) {
    flaw(desk, 'resource', `ColorSpace ${name}`)
  }
  return { family: key }
}

/** Read the colour space of an image or a shading. */
export function spaceAt({ resources }: Desk, dict: PDFDict | undefined): Space {
  return readSpace(look(dict, 'ColorSpace'), dictAt(resources, 'ColorSpace'))
}
