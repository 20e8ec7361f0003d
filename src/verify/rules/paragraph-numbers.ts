import { visit } from 'unist-util-visit'
import type { Settings } from '../../book.ts'
import type { Line } from '../pages/lines.ts'
import { areaOf, gridSlack, spotOf } from '../pages/measure.ts'
import type { PageContent } from '../pages/page-content.ts'
import type { Finding, Print } from '../pages/print.ts'
import type { Glyph } from '../read/pdf/glyphs.ts'

/** A number in a margin, and where: its baseline and its middle, mm. */
type PaintedNumber = Readonly<{ text: string; page: number; base: number; middle: number }>

/** A number that has to be painted: beside a line, or of a picture, which has none, on its page. */
type WantedNumber = Readonly<{ text: string; page: number; line: Line | undefined }>

const px = 25.4 / 96

/**
 * Where a template prints the running numbers of the paragraphs, each stands once, in the margin
 * beside the first line of its paragraph; where it does not, none does.
 */
export function checkParagraphNumbers(print: Print): ReadonlyArray<Finding> {
  const { settings, pageContents } = print
  const rule = 'paragraph-number' as const
  const found = pageContents.flatMap((pageContent, page) => numbersOn(pageContent, page, settings))
  const wanted = settings.paragraphNumbers === 'none' ? [] : numbersOf(print)
  const places = new Map(wanted.map((number) => [number.text, number]))
  const isRight = (number: PaintedNumber) => isBeside(number, places.get(number.text), settings)
  const right = new Set(found.filter(isRight).map(({ text }) => text))
  return [
    ...wanted.flatMap(({ text, line, page }): ReadonlyArray<Finding> => {
      if (right.has(text)) return []
      const want = `${text} beside its first line`
      return [{ rule, what: 'paragraph without its number', want, at: line ?? page }]
    }),
    ...found.flatMap((number): ReadonlyArray<Finding> => {
      // The first that is right is the one; any other is too many.
      if (isRight(number) && right.delete(number.text)) return []
      const want = 'numbers beside the first lines of their paragraphs only'
      return [{ rule, what: `${number.text} in the margin`, want, at: number.page }]
    })
  ]
}

function numbersOf({ book, text, streams, map }: Print): ReadonlyArray<WantedNumber> {
  const first = new Map(text.map(({ block, lines }) => [block.from, lines[0]]))
  const numbers: WantedNumber[] = []
  visit(book.body, 'element', ({ properties: { id } }) => {
    const number = /^p(\d+)$/.exec(String(id))?.[1]
    if (number === undefined) return
    const line = first.get(streams.text.startOf.get(`p${number}`) ?? -1)
    const page = line?.page ?? map.at[`p${number}`]?.page ?? -1
    numbers.push({ text: number, page, line })
  })
  return numbers
}

/** Put digits of the apparatus that stand side by side beyond the ends of the lines together. */
function numbersOn(
  { apparatus }: PageContent,
  page: number,
  settings: Settings
): ReadonlyArray<PaintedNumber> {
  const { start, end } = areaOf(settings, page)
  const groups: Glyph[][] = []
  for (const glyph of apparatus) {
    const { along, advance } = spotOf(glyph, settings.writing)
    const middle = along + advance / 2
    if ((middle > start && middle < end) || !/^\d+$/.test(glyph.text)) continue
    const last = groups.at(-1)?.at(-1)
    const isNext = last && last.base === glyph.base && glyph.left - last.left < glyph.size
    if (isNext && glyph.left > last.left) groups.at(-1)?.push(glyph)
    else groups.push([glyph])
  }
  return groups.map((glyphs) => {
    const from = glyphs[0]?.left ?? 0
    const to = Math.max(...glyphs.map(({ left, width }) => left + width))
    const text = glyphs.map((glyph) => glyph.text).join('')
    return { text, page, base: (glyphs[0]?.base ?? 0) * px, middle: ((from + to) / 2) * px }
  })
}

/** Tell whether a number stands on the baseline of its line, in vertical writing in its middle. */
function isBeside(
  { page, base, middle }: PaintedNumber,
  wanted: WantedNumber | undefined,
  { writing }: Settings
): boolean {
  if (wanted?.page !== page) return false
  const { line } = wanted
  if (!line) return true
  if (writing === 'vertical') return Math.abs(middle - line.across) <= gridSlack
  return line.letters.some(({ glyph }) => Math.abs(glyph.base * px - base) <= gridSlack)
}
