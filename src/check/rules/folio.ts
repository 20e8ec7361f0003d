import type { Glyph } from '../glyphs.ts'
import { areaOf } from '../measure.ts'
import { type Finding, mm, type Print } from '../print.ts'
import type { Sheet } from '../sheet.ts'

/** How far the folios of two pages may stand from each other, mm: a CSS px, and what shows. */
const tolerance = 0.3

const px = 25.4 / 96

/** Every page of the text has its folio, and one on which nothing stands has none. */
export function checkFolios({ sheets }: Print): ReadonlyArray<Finding> {
  return sheets.flatMap((sheet, page): ReadonlyArray<Finding> => {
    const isBlank = sheet.apparatus.length + sheet.text.text.length === 0
    const isNumbered = /^[0-9]+$/.test(sheet.label) && sheet.text.text.length > 0
    const has = sheet.margins.length > 0
    const [folio] = foliosOf(sheet)
    if (isBlank && has) {
      return [{ rule: 'folio-place', what: 'folio on a blank page', want: 'none', at: page }]
    }
    if (!isNumbered || folio) return []
    return [{ rule: 'folio-place', what: 'page without a folio', want: sheet.label, at: page }]
  })
}

/** Folios stand at one height, all outside or all in the middle, as far from the edge of the text. */
export function checkFolioPlace({ settings, sheets }: Print): ReadonlyArray<Finding> {
  let usual: Readonly<{ base: number; side: number }> | undefined
  return sheets.flatMap(
    (sheet, page): ReadonlyArray<Finding> =>
      foliosOf(sheet).flatMap((folio) => {
        const { left, right, isSpineRight } = areaOf(settings, page)
        const [from, to] = extentOf(folio)
        const isCentred = Math.abs((from + to - left - right) / 2) < tolerance
        const side = isCentred ? 0 : isSpineRight ? from - left : right - to
        const base = (folio[0]?.base ?? 0) * px
        usual ??= { base, side }
        const isInside = !isCentred && side > (right - left) / 2
        const isOff =
          Math.abs(base - usual.base) > tolerance || Math.abs(side - usual.side) > tolerance
        if (!isInside && !isOff) return []
        const what = `folio ${mm(side)} inside the type area, ${mm(base)} below the head`
        const want = isInside ? 'it outside' : `${mm(usual.side)} and ${mm(usual.base)}`
        return [{ rule: 'folio-place', what, want, at: page }]
      })
  )
}

/** What stands in a margin box, without white space. */
export function textOf(glyphs: ReadonlyArray<Glyph>): string {
  return glyphs
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s/gu, '')
}

/** Tell whether the text of a margin box is the folio of a page: its label, between dashes or not. */
export function isFolio(text: string, label: string): boolean {
  return text.replaceAll(/^[—–-]|[—–-]$/gu, '') === label
}

function foliosOf({ label, margins }: Sheet): ReadonlyArray<ReadonlyArray<Glyph>> {
  return margins.filter((glyphs) => isFolio(textOf(glyphs), label))
}

function extentOf(glyphs: ReadonlyArray<Glyph>): readonly [number, number] {
  const lefts = glyphs.map(({ left }) => left * px)
  const rights = glyphs.map(({ left, width }) => (left + width) * px)
  return [Math.min(...lefts), Math.max(...rights)]
}
