import type { Rectangle } from '../../pdf/matrix.ts'
import type { Letter } from '../pages/letters.ts'
import { hasOwnHeight, millimetres } from '../pages/measure.ts'
import type { Finding, Print } from '../pages/print.ts'

/** Where a line beside a character may stand, em from the middle of the line; how thick it may be. */
const nearest = 0.4
const farthest = 1
const thickest = 0.3

/** Where a template draws 专名号 and 书名号, a line stands beside each character of a name or a title. */
export function checkNameMarks(print: Print): ReadonlyArray<Finding> {
  const { settings, streams, pageContents, lines } = print
  if (!settings.nameMarks) return []
  return lines.flatMap((line): ReadonlyArray<Finding> => {
    const { named } = streams[line.block.stream]
    const drawn = pageContents[line.page]?.drawn ?? []
    const bare = line.letters.filter(({ index, glyph, ...letter }) => {
      if (!named.has(index) || hasOwnHeight(glyph, settings.writing)) return false
      return !drawn.some((box) => isBeside(box, letter, settings.writing))
    })
    if (bare.length === 0) return []
    const what = `name ${bare.map(({ value }) => value).join('')} without its line`
    return [{ rule: 'name-mark', what, want: 'a line beside it', at: line }]
  })
}

function isBeside(
  box: Rectangle,
  { spot: { along, across, advance, size } }: Pick<Letter, 'spot'>,
  writing: Print['settings']['writing']
): boolean {
  const [left, top, right, bottom] = millimetres(box)
  const [from, to, near, far] =
    writing === 'horizontal' ? [left, right, top, bottom] : [top, bottom, left, right]
  const middle = along + advance / 2
  const distance = Math.abs((near + far) / 2 - across)
  const isNear = distance > nearest * size && distance < farthest * size
  return from <= middle && middle <= to && isNear && far - near < thickest * size
}
