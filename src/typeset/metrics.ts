import type { GlyphRun, Font as OpenFont } from 'fontkit'
import type { Face } from '../book.ts'
import { openFont } from './font-file.ts'

/** A face as a text asks for it. */
export type FaceName = Readonly<{ family: string; weight: number }>

/**
 * Advance of a character along a horizontal line, in em of its own size: 1 for a Han character, 0.5
 * for a digit.
 */
export type Advance = (character: string, face: FaceName) => number

/**
 * Outline of a character, its baseline from a point to the right, as SVG path data; x and y run to
 * the right and downwards, in the unit of the size.
 */
export type Outline = (
  character: string,
  face: FaceName,
  at: Readonly<{ x: number; y: number; size: number }>
) => string

type Cut = Readonly<{
  face: Face
  font: OpenFont
  ranges: ReadonlyArray<readonly [number, number]>
}>

/** What was measured of a font, which other editions of the same source are measured with as well. */
const advances = new WeakMap<OpenFont, Map<string, number>>()

/**
 * Read the advances of the characters out of the faces themselves.
 *
 * A character is looked up as CSS does: in the faces of its family whose range holds it, then in
 * those of the other families in the order in which they were cut.
 */
export function measureWith(faces: ReadonlyArray<Face>): Advance {
  const cuts = faces.flatMap(cutOf)
  const known = new Map<string, number>()
  return (character, { family, weight }) => {
    const key = `${family} ${weight} ${character}`
    const advance = known.get(key) ?? advanceOf(character, order(cuts, family, weight))
    known.set(key, advance)
    return advance
  }
}

/** Read the outlines of the characters out of the same faces; empty where none has the character. */
export function drawWith(faces: ReadonlyArray<Face>): Outline {
  const cuts = faces.flatMap(cutOf)
  return (character, { family, weight }, { x, y, size }) => {
    const found = shape(character, order(cuts, family, weight))
    if (!found) return ''
    const scale = size / found.unitsPerEm
    return found.run.glyphs
      .map(({ path }) => path.scale(scale, -scale).translate(x, y).toSVG())
      .join('')
  }
}

/** The faces in the order they are asked: the last rule of a family whose range fits comes first. */
function order(cuts: ReadonlyArray<Cut>, family: string, weight: number): ReadonlyArray<Cut> {
  const own = cuts.filter(({ face }) => face.family === family)
  const nearest = own.some(({ face }) => face.weight === weight) ? weight : own[0]?.face.weight
  const first = own.filter(({ face }) => face.weight === nearest)
  return [...first.toReversed(), ...cuts.filter(({ face }) => face.family !== family)]
}

function advanceOf(character: string, cuts: ReadonlyArray<Cut>): number {
  const cut = findCut(character, cuts)
  if (!cut) return 1
  const key = `${featuresOf(cut)} ${character}`
  const known = advances.get(cut.font) ?? new Map<string, number>()
  advances.set(cut.font, known)
  const advance = known.get(key) ?? layOut(character, cut).advanceWidth / cut.font.unitsPerEm
  known.set(key, advance)
  return advance
}

/** Shape a character with the first face that serves it. */
function shape(
  character: string,
  cuts: ReadonlyArray<Cut>
): Readonly<{ run: GlyphRun; unitsPerEm: number }> | undefined {
  const cut = findCut(character, cuts)
  return cut && { run: layOut(character, cut), unitsPerEm: cut.font.unitsPerEm }
}

function findCut(character: string, cuts: ReadonlyArray<Cut>): Cut | undefined {
  const code = character.codePointAt(0) ?? 0
  return cuts.find(
    ({ font, ranges }) =>
      font.hasGlyphForCodePoint(code) &&
      (ranges.length === 0 || ranges.some(([from, to]) => code >= from && code <= to))
  )
}

/** In simplified Chinese: elsewhere a dash is narrower (feature `locl`). */
function layOut(character: string, cut: Cut): GlyphRun {
  return cut.font.layout(character, [...featuresOf(cut)], 'hani', 'ZHS ')
}

function featuresOf({ face }: Cut): ReadonlyArray<string> {
  return face.features ? ['hwid'] : []
}

function cutOf(face: Face): ReadonlyArray<Cut> {
  const font = openFont(face.bytes)
  return font ? [{ face, font, ranges: rangesOf(face.range) }] : []
}

/** Read a CSS `unicode-range`. */
function rangesOf(range = ''): Cut['ranges'] {
  return range.split(',').flatMap((part) => {
    const [from, to] = part.replace('U+', '').split('-')
    if (!from) return []
    const first = Number.parseInt(from, 16)
    return [[first, to ? Number.parseInt(to, 16) : first] as const]
  })
}
