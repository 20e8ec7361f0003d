import type { Settings, Style, StyleName } from '../../book.ts'
import { memoize } from '../memoize.ts'
import type { Line } from '../pages/lines.ts'
import { isDigit } from '../pages/marks.ts'
import type { Finding, Print } from '../pages/print.ts'

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
      return isDigit(value) && Math.abs(glyph.width / glyph.size - 0.5) > tolerance
    })
    if (!wrong) return []
    const what = `digit ${wrong.value} of ${(wrong.glyph.width / wrong.glyph.size).toFixed(3)} em`
    return [{ rule: 'digit-width', what, want: 'half an em', at: line }]
  })
}

/**
 * Styles of one face and weight are set in one font, and those of another in another.
 *
 * Which font a face is, the settings do not tell: of a style it is the one most of its Han characters
 * without emphasis are set in, since a face may borrow marks, digits and what it lacks.
 */
export function checkFaces(print: Print): ReadonlyArray<Finding> {
  const known: { face: string; font: string }[] = []
  const { settings } = print
  return faceGroups(print).flatMap(({ font, lines }): ReadonlyArray<Finding> => {
    const [at] = lines
    // Code borrows its Han characters.
    if (!at || at.block.style === 'title' || at.block.style === 'code' || !font) return []
    const { face, weight } = faceOf(at, settings.styles[at.block.style], settings)
    const mine = { face: `${face} ${weight}`, font }
    const other = known.find(({ face, font }) => (face === mine.face) !== (font === mine.font))
    if (!other) {
      known.push(mine)
      return []
    }
    const what = `font ${font} for ${mine.face}`
    const want = mine.face === other.face ? other.font : `another than for ${other.face}`
    return [{ rule: 'style-face', what, want, at }]
  })
}

/** Group lines by what they are, each with the font most of its Han characters are set in, if it has any. */
export function faceGroups({
  lines,
  streams
}: Print): ReadonlyArray<Readonly<{ font: string | undefined; lines: ReadonlyArray<Line> }>> {
  return [...groupByStyle(lines).values()].map((own) => ({
    font: fontOf(own, streams),
    lines: own
  }))
}

function groupByStyle(lines: ReadonlyArray<Line>): ReadonlyMap<string, ReadonlyArray<Line>> {
  const groups = new Map<string, Line[]>()
  for (const line of lines) {
    const key = `${line.block.style} ${line.block.role}`
    const group = groups.get(key)
    if (group) group.push(line)
    else groups.set(key, [line])
  }
  return groups
}

/** Heads of tables and names of signatories have the faces of words within a text. */
function faceOf({ block: { role } }: Line, style: Style, { strong, em }: Settings) {
  if (role === 'head') return strong
  return role === 'name' ? em : style
}

/** The font most Han characters of some lines are set in; those of emphasised words have one of their own. */
function fontOf(lines: ReadonlyArray<Line>, streams: Print['streams']): string | undefined {
  const counts = new Map<string, number>()
  for (const { block, letters } of lines) {
    const { emphasised } = streams[block.stream]
    for (const { value, glyph, index } of letters) {
      if (isHan(value) && !emphasised.has(index))
        counts.set(glyph.font, (counts.get(glyph.font) ?? 0) + 1)
    }
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1])
  return first?.[0]
}

const isHan = memoize((value) => /^\p{Script=Han}/u.test(value))
