import { areaOf } from '../pages/measure.ts'
import type { PageContent } from '../pages/page-content.ts'
import { type Finding, mm, type Print } from '../pages/print.ts'
import type { Glyph } from '../read/pdf/glyphs.ts'

/** How far the folios of two pages may stand from each other, mm: a CSS px, and what shows. */
const tolerance = 0.3

const px = 25.4 / 96

/** Every page of the text has its folio, and one on which nothing stands has none. */
export function checkFolios({ pageContents, map }: Print): ReadonlyArray<Finding> {
  return pageContents.flatMap((pageContent, page): ReadonlyArray<Finding> => {
    // A picture is painted without glyphs.
    const isBlank =
      !Object.values(pageContent.text).some((text) => text.length > 0) &&
      !map.pages[page]?.apparatus.length
    const isNumbered = /^[0-9]+$/.test(pageContent.label) && pageContent.text.text.length > 0
    const has = pageContent.margins.length > 0
    const [folio] = foliosOf(pageContent)
    if (isBlank && has) {
      return [{ rule: 'folio-place', what: 'folio on a blank page', want: 'none', at: page }]
    }
    if (!isNumbered || folio) return []
    return [
      { rule: 'folio-place', what: 'page without a folio', want: pageContent.label, at: page }
    ]
  })
}

/**
 * Folios stand outside or in the middle, at one height, and as far from the edge of the text: the
 * middle of the folio, or its end on one side or the other.
 */
export function checkFolioPlace(print: Print): ReadonlyArray<Finding> {
  const folios = placesOf(print)
  const [first] = folios
  if (!first) return []
  const strays = anchors.map((anchor) =>
    folios.filter((folio) => Math.abs(folio[anchor] - first[anchor]) > tolerance)
  )
  const astray = strays.reduce((least, one) => (one.length < least.length ? one : least))
  return folios.flatMap((folio): ReadonlyArray<Finding> => {
    const { page, middle, base } = folio
    const isHigh = Math.abs(base - first.base) > tolerance
    const isInside = middle < -tolerance
    if (!isHigh && !isInside && !astray.includes(folio)) return []
    const what = `folio ${mm(middle)} from the middle of the text, ${mm(base)} from the head`
    const want = isInside ? 'it outside' : `${mm(first.middle)} and ${mm(first.base)}`
    return [{ rule: 'folio-place', what, want, at: page }]
  })
}

const anchors = ['inner', 'middle', 'outer'] as const

/** Where the folio of a page stands, mm outwards from the middle of the type area. */
type FolioPlace = Readonly<Record<(typeof anchors)[number] | 'base' | 'page', number>>

function placesOf({ settings, pageContents }: Print): ReadonlyArray<FolioPlace> {
  return pageContents.flatMap((pageContent, page) =>
    foliosOf(pageContent).map((glyphs) => {
      const { left, right, isSpineRight } = areaOf(settings, page)
      const outwards = (x: number) => (isSpineRight ? -1 : 1) * (x - (left + right) / 2)
      const from = Math.min(...glyphs.map((glyph) => glyph.left)) * px
      const to = Math.max(...glyphs.map((glyph) => glyph.left + glyph.width)) * px
      const ends = [outwards(from), outwards(to)].sort((a, b) => a - b)
      const [inner = 0, outer = 0] = ends
      return { page, inner, middle: (inner + outer) / 2, outer, base: (glyphs[0]?.base ?? 0) * px }
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

function foliosOf({ label, margins }: PageContent): ReadonlyArray<ReadonlyArray<Glyph>> {
  return margins.filter((glyphs) => isFolio(textOf(glyphs), label))
}
