import type { GlyphRun, Font as OpenFont } from 'fontkit'
import type { Face } from '../book.ts'
import { openFont } from './font-file.ts'

/** A face as requested by a style. */
export type FaceName = Readonly<{ family: string; weight: number }>

/** Advance of a character in horizontal writing, in em: 1 for a Han character, 0.5 for a digit. */
export type Advance = (character: string, face: FaceName) => number

/**
 * Outline of a character as SVG path data, its baseline starting at a point; x runs right and y
 * down, in the unit of the size.
 */
export type Outline = (
  character: string,
  face: FaceName,
  at: Readonly<{ x: number; y: number; size: number }>
) => string

type OpenFace = Readonly<{
  face: Face
  font: OpenFont
  ranges: ReadonlyArray<readonly [number, number]>
}>

/** Cached advances by font: the editions of a source share fonts. */
const advances = new WeakMap<OpenFont, Map<string, number>>()

/**
 * Make a function that reads advances from the faces.
 *
 * Characters are looked up as in CSS: in the faces of the family whose range contains them, then in
 * those of the other families in order.
 */
export function measureWith(faces: ReadonlyArray<Face>): Advance {
  const open = faces.flatMap(openFace)
  const known = new Map<string, number>()
  return (character, { family, weight }) => {
    const key = `${family} ${weight} ${character}`
    const advance = known.get(key) ?? advanceOf(character, order(open, family, weight))
    known.set(key, advance)
    return advance
  }
}

/** Make a function that reads outlines from the faces; empty if none has the character. */
export function outlineWith(faces: ReadonlyArray<Face>): Outline {
  const open = faces.flatMap(openFace)
  return (character, { family, weight }, { x, y, size }) => {
    const found = shape(character, order(open, family, weight))
    if (!found) return ''
    const scale = size / found.unitsPerEm
    return found.run.glyphs
      .map(({ path }) => path.scale(scale, -scale).translate(x, y).toSVG())
      .join('')
  }
}

/** Sort the faces for lookup: the last rule of the family comes first. */
function order(
  faces: ReadonlyArray<OpenFace>,
  family: string,
  weight: number
): ReadonlyArray<OpenFace> {
  const own = faces.filter(({ face }) => face.family === family)
  const nearest = own.some(({ face }) => face.weight === weight) ? weight : own[0]?.face.weight
  const first = own.filter(({ face }) => face.weight === nearest)
  return [...first.toReversed(), ...faces.filter(({ face }) => face.family !== family)]
}

function advanceOf(character: string, faces: ReadonlyArray<OpenFace>): number {
  const face = findFace(character, faces)
  if (!face) return 1
  const key = `${featuresOf(face)} ${character}`
  const known = advances.get(face.font) ?? new Map<string, number>()
  advances.set(face.font, known)
  const advance = known.get(key) ?? layOut(character, face).advanceWidth / face.font.unitsPerEm
  known.set(key, advance)
  return advance
}

/** Shape a character with the first face that serves it. */
function shape(
  character: string,
  faces: ReadonlyArray<OpenFace>
): Readonly<{ run: GlyphRun; unitsPerEm: number }> | undefined {
  const face = findFace(character, faces)
  return face && { run: layOut(character, face), unitsPerEm: face.font.unitsPerEm }
}

function findFace(character: string, faces: ReadonlyArray<OpenFace>): OpenFace | undefined {
  const code = character.codePointAt(0) ?? 0
  return faces.find(
    ({ font, ranges }) =>
      font.hasGlyphForCodePoint(code) &&
      (ranges.length === 0 || ranges.some(([from, to]) => code >= from && code <= to))
  )
}

/** As simplified Chinese: in other languages a dash is narrower (feature `locl`). */
function layOut(character: string, face: OpenFace): GlyphRun {
  return face.font.layout(character, [...featuresOf(face)], 'hani', 'ZHS ')
}

function featuresOf({ face }: OpenFace): ReadonlyArray<string> {
  return face.features ? ['hwid'] : []
}

function openFace(face: Face): ReadonlyArray<OpenFace> {
  const font = openFont(face.bytes)
  return font ? [{ face, font, ranges: rangesOf(face.range) }] : []
}

/** Read a CSS `unicode-range`. */
function rangesOf(range = ''): OpenFace['ranges'] {
  return range.split(',').flatMap((part) => {
    const [from, to] = part.replace('U+', '').split('-')
    if (!from) return []
    const first = Number.parseInt(from, 16)
    return [[first, to ? Number.parseInt(to, 16) : first] as const]
  })
}
