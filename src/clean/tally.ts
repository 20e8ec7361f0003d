import type { Edit, NormalisedBlock } from './characters.ts'
import type { LineEnd } from './line-ends.ts'
import type { Line } from './lines.ts'

/** Number of changes by cleaning, by kind. */
export type Tally = Readonly<Record<Edit['kind'] | 'wrap' | 'page', number>>

/** Count the changes by cleaning. */
export function tallyOf(
  lines: ReadonlyArray<Line>,
  ends: ReadonlyArray<LineEnd>,
  blocks: ReadonlyArray<NormalisedBlock>
): Tally {
  const edits = blocks.flatMap((block) => block.edits)
  const count = (kind: Edit['kind']): number => edits.filter((edit) => edit.kind === kind).length
  return {
    wrap: ends.filter(({ end }) => end === 'join').length,
    page: lines.filter(({ opensPage }) => opensPage).length,
    control: count('control'),
    space: count('space'),
    quote: count('quote'),
    dash: count('dash'),
    range: count('range'),
    separator: count('separator')
  }
}

/** Describe in Chinese what cleaning changed, one sentence for each kind, for the colophon. */
export function sentencesOf(tally: Tally): ReadonlyArray<string> {
  const said: ReadonlyArray<readonly [number, string]> = [
    [tally.wrap, `接合硬换行${tally.wrap}处`],
    [tally.page, `删去分页空行${tally.page}处`],
    [tally.space, `删去汉字与数字之间的空格${tally.space}处`],
    [tally.quote, `直引号改为弯引号${tally.quote / 2}对`],
    [tally.dash, `“--”改为破折号${tally.dash}处`],
    [tally.range, `年份起止的“－”改为一字线${tally.range}处`],
    [tally.separator, `职务与姓名之间的空格改为全角空格${tally.separator}处`],
    [tally.control, `删去控制字符${tally.control}个`]
  ]
  return said.filter(([count]) => count > 0).map(([, sentence]) => sentence)
}
