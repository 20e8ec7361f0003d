import type { Settings, Style, StyleName } from '../../book.ts'
import type { Line } from '../lines.ts'
import type { Finding, Print } from '../print.ts'

/** How far a size may be from that of the settings, per one. */
const tolerance = 0.005

/** Styles that are made smaller where they would not fit. */
const fitted: ReadonlySet<StyleName> = new Set(['table'])

/** Every glyph has the size of its style: Chromium's print shrinks pages without a word. */
export function checkSize({ settings, lines }: Print): ReadonlyArray<Finding> {
  return lines.flatMap((line): ReadonlyArray<Finding> => {
    const { style } = line.block
    if (style === 'title' || fitted.has(style)) return []
    const wanted = settings.size * settings.styles[style].size
    const wrong = line.letters.find(({ spot }) => Math.abs(spot.size / wanted - 1) > tolerance)
    if (!wrong) return []
    const what = `size ${wrong.spot.size.toFixed(3)} mm of ${wrong.value}`
    return [{ rule: 'glyph-size', what, want: `${wanted.toFixed(3)} mm`, at: line }]
  })
}

/** Digits are half an em wide (GB/T 9704); upright ones take an em of a vertical line. */
export function checkDigits({ lines }: Print): ReadonlyArray<Finding> {
  return lines.flatMap((line): ReadonlyArray<Finding> => {
    const wrong = line.letters.find(({ value, glyph }) => {
      return /^[0-9]/.test(value) && Math.abs(glyph.width / glyph.size - 0.5) > tolerance
    })
    if (!wrong) return []
    const what = `digit ${wrong.value} of ${(wrong.glyph.width / wrong.glyph.size).toFixed(3)} em`
    return [{ rule: 'digit-width', what, want: 'half an em', at: line }]
  })
}

/**
 * Texts of one face and weight are set in one font, and those of another in another.
 *
 * Which font a face is, the settings do not tell: it is the one most lines in it are set in. A line
 * counts by its Han characters, since a face may borrow marks, digits and what it lacks.
 */
export function checkFaces({ settings, lines }: Print): ReadonlyArray<Finding> {
  const counts = new Map<string, Map<string, number>>()
  const set = lines.flatMap((line) => {
    const { style } = line.block
    const font = style === 'title' ? undefined : fontOf(line)
    if (style === 'title' || !font) return []
    const { face, weight } = faceOf(line, settings.styles[style], settings)
    const key = `${face} ${weight}`
    const fonts = counts.get(key) ?? new Map<string, number>()
    counts.set(key, fonts.set(font, (fonts.get(font) ?? 0) + 1))
    return [{ line, key, font }]
  })
  const usual = new Map([...counts].map(([key, fonts]) => [key, most(fonts)]))
  return set.flatMap(({ line, key, font }): ReadonlyArray<Finding> => {
    const mine = usual.get(key)
    const other = [...usual].find(([other, font]) => other !== key && font === mine)
    if (font === mine && !other) return []
    const want = font === mine ? `another than for ${other?.[0]}` : `${mine}`
    return [{ rule: 'style-face', what: `font ${font} for ${key}`, want, at: line }]
  })
}

/** Heads of tables and names of signatories have the faces of words within a text. */
function faceOf({ block: { role } }: Line, style: Style, { strong, em }: Settings) {
  if (role === 'head') return strong
  return role === 'name' ? em : style
}

/** The font most Han characters of a line are set in. */
function fontOf({ letters }: Line): string | undefined {
  const counts = new Map<string, number>()
  for (const { value, glyph } of letters) {
    if (!/^\p{Script=Han}/u.test(value)) continue
    counts.set(glyph.font, (counts.get(glyph.font) ?? 0) + 1)
  }
  return most(counts)
}

function most(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0] as const)[0] || undefined
}
