import { areaOf, type Spot, slack, spotOf } from '../pages/measure.ts'
import { type Finding, mm, type Print } from '../pages/print.ts'
import type { Glyph } from '../read/pdf/glyphs.ts'

/** An entry of the contents: its dots, and what stands behind them. */
type Entry = Readonly<{ dots: ReadonlyArray<Spot>; number: Spot | undefined }>

/** In the contents the dots of a page stand under each other, and the numbers are flush right. */
export function checkContentsPlaces({
  settings,
  map,
  pageContents
}: Print): ReadonlyArray<Finding> {
  const from = map.at.contents?.page
  if (from === undefined) return []
  return pageContents.slice(from).flatMap((pageContent, index): ReadonlyArray<Finding> => {
    const page = from + index
    if (pageContent.text.text.length > 0) return []
    const entries = entriesOf(pageContent.apparatus, (glyph) => spotOf(glyph, settings.writing))
    const dots = entries.flatMap((entry) => entry.dots)
    const step = stepOf(entries)
    const [first] = dots
    const stray = dots.find(({ along }) => {
      const steps = (along - (first?.along ?? 0)) / step
      return Math.abs(steps - Math.round(steps)) * step > slack
    })
    const { end } = areaOf(settings, page)
    const wrong = entries.find(({ number }) => {
      return number && Math.abs(number.along + number.advance - end) > slack
    })?.number
    return [
      ...(stray ? [offDots(stray, page)] : []),
      ...(wrong ? [offNumber(wrong, end, page)] : [])
    ]
  })
}

function offDots({ along }: Spot, at: number): Finding {
  const what = `dot at ${mm(along)} in the contents`
  return { rule: 'contents-place', what, want: 'all dots of the page under each other', at }
}

function offNumber({ along, advance }: Spot, end: number, at: number): Finding {
  const what = `number that ends at ${mm(along + advance)} in the contents`
  return { rule: 'contents-place', what, want: `${mm(end)}, flush right`, at }
}

/** Find the entries that have a leader: their last line has a run of dots, then a number. */
function entriesOf(
  glyphs: ReadonlyArray<Glyph>,
  place: (glyph: Glyph) => Spot
): ReadonlyArray<Entry> {
  const lines: { text: string; spot: Spot }[][] = []
  let across = Number.NaN
  for (const glyph of glyphs.filter(({ text }) => text.trim() !== '')) {
    const spot = place(glyph)
    const isSame = Math.abs(across - spot.across) < 0.5 * spot.size
    if (!isSame) lines.push([])
    lines.at(-1)?.push({ text: glyph.text, spot })
    across = spot.across
  }
  return lines.flatMap((line) => {
    const to = line.findLastIndex(({ text }) => text === '·') + 1
    const from = line.slice(0, to).findLastIndex(({ text }) => text !== '·') + 1
    // A dot by itself is one of a heading.
    if (to - from < 2) return []
    const dots = line.slice(from, to).map(({ spot }) => spot)
    return [{ dots, number: to < line.length ? line.at(-1)?.spot : undefined }]
  })
}

/** The least distance of two dots. */
function stepOf(entries: ReadonlyArray<Entry>): number {
  const steps = entries.flatMap(({ dots }) =>
    dots.slice(1).map(({ along }, index) => along - (dots[index]?.along ?? along))
  )
  return Math.min(...steps.filter((step) => step > 0.1))
}
