import type { Settings } from '../../book.ts'
import { edgesOf } from '../edges.ts'
import type { Line } from '../lines.ts'
import { areaOf, slackOf } from '../measure.ts'
import { type Finding, mm, type Print } from '../print.ts'

/** Nothing of the text stands outside the type area of its page. */
export function checkTypeArea({ settings, lines }: Print): ReadonlyArray<Finding> {
  const slack = slackOf(settings)
  return lines.flatMap((line): ReadonlyArray<Finding> => {
    const area = areaOf(settings, line.page)
    const start = Math.min(...line.letters.map((letter) => letter.from))
    const excess = Math.max(area.start - start, line.end - area.end)
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
  const { settings, text, notes, streams } = print
  return [...text, ...notes].flatMap((setting) => {
    const { images } = streams[setting.block.stream]
    return edgesOf(setting, print).flatMap(({ line, start, end }) => [
      ...(start === undefined
        ? []
        : flushAt('start', start, startsOf(line, images), line, settings)),
      ...(line.isOpen ? [] : flushAt('end', end, endsOf(line, images), line, settings))
    ])
  })
}

/** Where a line may be said to begin: at the em of its first character or at the ink of a mark. */
function startsOf({ letters: [first] }: Line, images: ReadonlySet<number>): ReadonlyArray<number> {
  return first && !images.has(first.index) ? [first.spot.along, first.from] : []
}

function endsOf({ letters, end }: Line, images: ReadonlySet<number>): ReadonlyArray<number> {
  const last = letters.at(-1)
  if (!last || images.has(last.index + 1)) return []
  return [end, last.spot.along + last.spot.advance]
}

function flushAt(
  side: 'start' | 'end',
  wanted: number,
  places: ReadonlyArray<number>,
  line: Line,
  settings: Settings
): ReadonlyArray<Finding> {
  const slack = slackOf(settings)
  const [place] = places
  if (place === undefined || places.some((place) => Math.abs(place - wanted) <= slack)) return []
  const what = `${side} at ${mm(place)}`
  return [{ rule: 'line-flush', what, want: `${mm(wanted)}, flush with the others`, at: line }]
}
