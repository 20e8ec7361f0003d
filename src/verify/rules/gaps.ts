import { gapTolerance, meanGap, tearOf, tightening } from '../pages/gaps.ts'
import type { Setting } from '../pages/lines.ts'
import type { Finding, Print } from '../pages/print.ts'

/** The widest gap a line may have between its characters, em, and the measure in em it is meant for. */
const widest = 1 / 16
const usualMeasure = 28

/** How exactly the mean gap of a line is known, em. */
const precision = 0.001

/**
 * No line of a justified block is torn apart or crowded. The shorter its lines, the fewer gaps there
 * are to share what a line lacks, and the wider they may be.
 */
export function checkGap({ settings, text, notes, gaps }: Print): ReadonlyArray<Finding> {
  return [...text, ...notes].flatMap((setting): ReadonlyArray<Finding> => {
    const { style } = setting.block
    if (style === 'title' || settings.styles[style].align !== 'justify') return []
    const inFull = widestGap(measureOf(setting))
    return setting.lines.flatMap((line): ReadonlyArray<Finding> => {
      // A line that ends early lacks nothing.
      const most = line.isOpen ? widest : inFull
      const gap = tearOf(gaps.get(line) ?? []) ?? 0
      if (gap <= most + precision && gap >= -tightening - precision) return []
      const what = `gap of ${gap.toFixed(3)} em`
      const want = gap < 0 ? 'at least -.0156 em' : `at most ${em(most)}`
      return [{ rule: 'line-gap', what, want, at: line }]
    })
  })
}

/** The widest gap a full line may have between its characters, em, by the measure of its block in em. */
export function widestGap(measure: number): number {
  return Math.max(widest, (widest * usualMeasure) / measure)
}

/** The measure of a block in em of its own: from where its lines begin to where the fullest ends. */
function measureOf({ lines }: Setting): number {
  const start = Math.min(...lines.flatMap(({ letters: [first] }) => first?.from ?? []))
  const end = Math.max(...lines.map((line) => line.end))
  return (end - start) / (lines[0]?.letters[0]?.spot.size ?? 1)
}

function em(length: number): string {
  return `${length.toFixed(4).replace(/^0/, '')} em`
}

/** All gaps of a justified line are alike. */
export function checkEvenGaps({ settings, gaps }: Print): ReadonlyArray<Finding> {
  return [...gaps].flatMap(([line, gaps]): ReadonlyArray<Finding> => {
    const { style } = line.block
    if (style === 'title' || settings.styles[style].align !== 'justify') return []
    const mean = meanGap(gaps)
    const wrong = gaps.find(({ added, isMarked }) => {
      return !isMarked && mean !== undefined && Math.abs(added - mean) > gapTolerance
    })
    if (!wrong) return []
    const { left, right, added } = wrong
    const what = `gap of ${added.toFixed(3)} em between ${left.value} and ${right.value}`
    return [{ rule: 'gap-uneven', what, want: `${mean?.toFixed(3)} em as in its line`, at: line }]
  })
}
