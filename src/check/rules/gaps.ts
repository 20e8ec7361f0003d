import { gapTolerance, meanGap, tightening } from '../gaps.ts'
import type { Finding, Print } from '../print.ts'

/** The widest gap a line of the text may have between its characters, em. */
const widest = 1 / 16

/** How exactly the mean gap of a line is known, em. */
const precision = 0.001

/** No line of a paragraph of the text is torn apart or crowded. */
export function checkGap({ gaps }: Print): ReadonlyArray<Finding> {
  return [...gaps].flatMap(([line, gaps]): ReadonlyArray<Finding> => {
    const gap = meanGap(gaps) ?? 0
    const { isPlain, style } = line.block
    if (!isPlain || style !== 'body') return []
    if (gap <= widest + precision && gap >= -tightening - precision) return []
    const what = `gap of ${gap.toFixed(3)} em`
    const want = gap < 0 ? 'at least -.0156 em' : 'at most .0625 em'
    return [{ rule: 'line-gap', what, want, at: line }]
  })
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
