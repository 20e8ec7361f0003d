import type { Root } from 'hast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { type Coverage, type Face, type Font, report, type Settings } from '../book.ts'
import { openFont, subsetOf } from './font-file.ts'

/**
 * Characters that are in no tree: of folios, truncated running heads, leaders, hyphens, list
 * markers, slug lines.
 */
const furniture =
  ' 0123456789abcdefghijklmnopqrstuvwxyzK—….·-/,×\u3000•□■（）、一二三四五六七八九十百' +
  '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿'

/** Marks a face without half-width forms borrows from the first font. */
const marks = 'U+B7,U+2014,U+2018-201D,U+2026,U+3000-3020,U+FF01-FF5E'
const quotes = 'U+2018-2019,U+201C-201D'
const digits = 'U+30-39'
const ascii = 'U+20-7E'

/**
 * Subset every font to the characters of the document.
 *
 * Digits get a face of their own that sets them half an em wide (feature `hwid`), as in official
 * layout; so does all of ASCII in `Mono`, the family for code. Nothing else: `hwid` would turn a
 * full-width comma into a half-width one, another character. A font without half-width forms, such
 * as 楷, takes digits and marks from the first font of the template. Ascent and descent are those of
 * the em box, which centres it in its line. In vertical writing “ and 『 share a glyph: quotation
 * marks get a font of their own, or a PDF could not tell them apart.
 */
export async function subsetFaces(
  root: Root,
  fonts: ReadonlyArray<Font>,
  writing: Settings['writing'],
  file: VFile
): Promise<ReadonlyArray<Face>> {
  const text = [...charactersOf(root)].sort().join('')
  const isVertical = writing === 'vertical'
  const subsets = await Promise.all(
    fonts.map(async (font) => ({
      ...font,
      bytes: await subsetOf(font.bytes, text),
      quotes: isVertical ? [await subsetOf(font.bytes, '‘’“”')] : []
    }))
  )
  reportMissing(root, new Set(subsets.flatMap((subset) => coverage(subset.bytes))), file)
  const body = subsets[0]
  if (!body) return []
  return subsets.flatMap((own) => {
    const { family, weight } = own
    const face = { family, weight, bytes: own.bytes, ascent: 88, descent: 12 }
    const lender = hasHalves(own.bytes) ? own : body
    const halves = { ...face, bytes: lender.bytes, range: digits, features: '"hwid"' }
    return [
      face,
      ...(lender === own ? [] : [{ ...face, bytes: lender.bytes, range: marks }]),
      halves,
      ...lender.quotes.map((bytes) => ({ ...face, bytes, range: quotes })),
      ...(family === 'Hei' ? [{ ...halves, family: 'Mono', range: ascii }] : [])
    ]
  })
}

/** List the characters each face covers itself, without those it borrows from another. */
export function coverageOf(faces: ReadonlyArray<Face>): ReadonlyArray<Coverage> {
  const whole = faces.filter(({ range }) => range === undefined)
  return whole.flatMap(({ family, weight, bytes }) => {
    const font = openFont(bytes)
    if (!font) return []
    const borrowed = faces.flatMap((face) => {
      const isOwn = face.family === family && face.weight === weight
      return isOwn && face.bytes !== bytes && face.range ? [face.range] : []
    })
    const own = font.characterSet.filter((code) => !borrowed.some((range) => isIn(range, code)))
    const has = new Set(own.map((code) => String.fromCodePoint(code)))
    return [{ font: font.postscriptName, family, weight, has }]
  })
}

/** Tell whether a character is in a CSS `unicode-range`. */
function isIn(range: string, code: number): boolean {
  return range.split(',').some((part) => {
    const [from = Number.NaN, to = from] = part
      .slice('U+'.length)
      .split('-')
      .map((digits) => Number.parseInt(digits, 16))
    return code >= from && code <= to
  })
}

/** Tell whether a font has half-width digits and marks. */
function hasHalves(bytes: Uint8Array): boolean {
  const features = openFont(bytes)?.availableFeatures ?? []
  return ['hwid', 'halt'].every((feature) => features.some((own) => String(own) === feature))
}

function charactersOf(root: Root): Set<string> {
  const characters = new Set(furniture)
  visit(root, 'text', (node) => {
    for (const character of node.value) characters.add(character)
  })
  return characters
}

function coverage(bytes: Uint8Array): ReadonlyArray<number> {
  return openFont(bytes)?.characterSet ?? []
}

/** Report each character without a glyph once, at its first place. */
function reportMissing(root: Root, covered: ReadonlySet<number>, file: VFile): void {
  const seen = new Set<string>()
  visit(root, 'text', (node) => {
    for (const character of node.value) {
      const code = character.codePointAt(0) ?? 0
      if (/\s/u.test(character) || covered.has(code) || seen.has(character)) continue
      seen.add(character)
      const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
      report(
        file,
        'font-character',
        `Unexpected character ${character} (${name}), expected one that a bundled font has`,
        pointIn(node, character)
      )
    }
  })
}

function pointIn(
  node: { value: string; position?: import('unist').Position | undefined },
  character: string
): { line: number; column: number } | undefined {
  const start = node.position?.start
  if (!start) return undefined
  const before = node.value.slice(0, node.value.indexOf(character)).split('\n')
  const column = (before.length > 1 ? 1 : start.column) + (before.at(-1) ?? '').length
  return { line: start.line + before.length - 1, column }
}
