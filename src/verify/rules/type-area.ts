import { edgesOf } from '../pages/edges.ts'
import type { Line } from '../pages/lines.ts'
import { areaOf, hasOwnHeight, slack } from '../pages/measure.ts'
import { type Finding, mm, type Print } from '../pages/print.ts'

/**
 * Nothing of the text stands outside the type area of its page; across the lines that is the room of
 * the lines of the grid, leading included, since small text may use it otherwise.
 */
export function checkTypeArea({ settings, lines }: Print): ReadonlyArray<Finding> {
  const depth = settings.lines * settings.pitch
  return lines.flatMap((line): ReadonlyArray<Finding> => {
    const { start, end, first, pitch } = areaOf(settings, line.page)
    const from = Math.min(...line.letters.map((letter) => letter.from))
    const half = (line.letters[0]?.spot.size ?? 0) / 2
    // From the side of the first line on, whichever that is.
    const below = (line.across - first) * Math.sign(pitch) + settings.pitch / 2
    const excess = Math.max(start - from, line.end - end, half - below, below + half - depth)
    if (excess <= slack) return []
    const what = `text ${mm(excess)} outside the type area`
    return [{ rule: 'type-area', what, want: 'it inside', at: line }]
  })
}

/**
 * Justified lines are flush on both sides (CLREQ 3.2): those of the paragraphs of the text with the
 * type area, all others with the fullest line of their block. The first line has the indent.
 */
export function checkFlush(print: Print): ReadonlyArray<Finding> {
  return [...print.text, ...print.notes].flatMap((setting) =>
    edgesOf(setting, print).flatMap(({ line, start, end }) => {
      const isOff = (place: number, wanted: number) => Math.abs(place - wanted) > slack
      const starts = startsOf(line)
      const ends = line.isOpen ? [] : endsOf(line, print)
      return [
        ...(start !== undefined && starts.length > 0 && starts.every((place) => isOff(place, start))
          ? [offAt('start', starts[0] ?? 0, start, line)]
          : []),
        ...(ends.length > 0 && ends.every((place) => isOff(place, end))
          ? [offAt('end', ends[0] ?? 0, end, line)]
          : [])
      ]
    })
  )
}

/**
 * Where a line may be said to begin: at the em of its first character, or at the ink of a mark. An
 * image or a reading wider than its characters may stand before it.
 */
function startsOf({ letters: [first] }: Line): ReadonlyArray<number> {
  return first && !first.apart ? [first.spot.along, first.from] : []
}

function endsOf(
  { letters, end, block }: Line,
  { streams, settings }: Print
): ReadonlyArray<number> {
  const last = letters.at(-1)
  if (last && hasOwnHeight(last.glyph, settings.writing)) return []
  // A call is seen; an image or the rest of a wide reading is not.
  if (!last || (end === last.to && streams[block.stream].apart.has(last.index + 1))) return []
  return [end, last.spot.along + last.spot.advance]
}

function offAt(side: 'start' | 'end', place: number, wanted: number, at: Line): Finding {
  const what = `${side} at ${mm(place)}`
  return { rule: 'line-flush', what, want: `${mm(wanted)}, flush with the others`, at }
}
