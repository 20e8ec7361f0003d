import { edgesOf } from '../pages/edges.ts'
import { gapTolerance, meanGap, tightening } from '../pages/gaps.ts'
import { sideOf } from '../pages/marks.ts'
import { slack } from '../pages/measure.ts'
import type { Finding, Print } from '../pages/print.ts'

/** A full-width mark at the end of a full line takes half an em (GB/T 15834, 5.1.10). */
export function checkMarkAtEnd(print: Print): ReadonlyArray<Finding> {
  const { settings, text, notes } = print
  return [...text, ...notes].flatMap((setting) =>
    edgesOf(setting, print).flatMap(({ line, end }): ReadonlyArray<Finding> => {
      const last = line.letters.at(-1)
      if (line.isOpen || !last || sideOf(last.value, settings.writing) !== 'closing') return []
      const { along, advance } = last.spot
      const isWhole = line.end - last.to < slack && Math.abs(along + advance - end) <= slack
      if (!isWhole || Math.abs(last.to - end) <= slack) return []
      const what = `${last.value} of a whole em at the end`
      return [{ rule: 'mark-line-end', what, want: 'half an em', at: line }]
    })
  )
}

/** An opening mark that begins a line is half an em wide, or a whole one, as the template says. */
export function checkMarkAtStart(print: Print): ReadonlyArray<Finding> {
  const { settings, text } = print
  return text.flatMap((setting) =>
    edgesOf(setting, print).flatMap(({ line, start }): ReadonlyArray<Finding> => {
      const [first] = line.letters
      if (!first || start === undefined || first.from === first.spot.along) return []
      const isWhole = Math.abs(first.spot.along - start) <= slack
      const isHalf = Math.abs(first.from - start) <= slack
      if (settings.trimLineStart ? !isWhole : !isHalf) return []
      const what = `${first.value} of ${isWhole ? 'a whole' : 'half an'} em at the start`
      const want = settings.trimLineStart ? 'half an em' : 'a whole em'
      return [{ rule: 'mark-line-start', what, want, at: line }]
    })
  )
}

/**
 * A mark has the room its style gives it: two that meet share an em and a half (CLREQ 3.1.6). It may
 * have less, down to its ink and what is taken from every gap, and more only as every gap has.
 */
export function checkMarkRoom({ gaps }: Print): ReadonlyArray<Finding> {
  return [...gaps].flatMap(([line, gaps]): ReadonlyArray<Finding> => {
    // Code is set em by em, and a title as it is.
    if (line.block.style === 'code' || line.block.style === 'title') return []
    const mean = meanGap(gaps) ?? Number.POSITIVE_INFINITY
    const most = Math.max(0, mean) + gapTolerance
    const wrong = gaps.find(({ isMarked, room, added }) => {
      return isMarked && (added < -room - tightening - gapTolerance || added > most)
    })
    if (!wrong) return []
    const { left, right, room, added } = wrong
    const what = `room of ${(room + added).toFixed(3)} em between ${left.value} and ${right.value}`
    const want = added < 0 ? 'no less than none' : `${room.toFixed(1)} em and the gap of the line`
    return [{ rule: 'mark-room', what, want, at: line }]
  })
}
