import type { Element } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import { partOf } from '../part-of.ts'
import {
  defaultBlock,
  type FlowBlock,
  heightOf,
  type LayoutContext,
  type Place
} from './flow-block.ts'
import { boxStyle, fragmentOf, paintLine } from './paint.ts'

/** Tab width in em: eight half-width columns. */
const tabWidth = 4

/** Compose code line by line, breaking lines at the measure. */
export function setCode(context: LayoutContext, pre: Element, place: Place): FlowBlock {
  const { settings, advance } = context
  const { size, pitch, inset } = settings.styles.code
  const start = place.start + inset
  const room = (settings.measure - start - place.end) / size
  const face = { family: 'Mono', weight: 400 }
  const lines = textOf(pre)
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((line) => {
      const parts = partLine(line, room, (character) => advance(character, face))
      // It is invisible, but tells readers of the PDF's tags where the line ends.
      return parts.map((part, index) => (index === parts.length - 1 ? `${part}\n` : part))
    })
  const rows = lines.map(() => ({ height: pitch, notes: [] }))
  const [first] = pre.children
  const code = first?.type === 'element' ? first : h('code')
  const position = code.children[0]?.position
  return {
    ...defaultBlock,
    rows,
    path: place.path,
    element: pre,
    paint: (from, to, above) => {
      const height = heightOf(rows.slice(from, to))
      const css = boxStyle(context, { start, end: place.end, above, height })
      const painted = lines
        .slice(from, to)
        .map((value) => paintLine([{ type: 'text', value, ...(position ? { position } : {}) }]))
      return fragmentOf(pre, from === 0, 'code', css, [partOf(code, {}, painted)])
    }
  }
}

/** Break a line of code where it exceeds the room, in em. */
function partLine(
  line: string,
  room: number,
  advance: (character: string) => number
): ReadonlyArray<string> {
  const parts = ['']
  let width = 0
  for (const character of line) {
    const next =
      character === '\t' ? Math.floor(width / tabWidth + 1) * tabWidth : width + advance(character)
    const fits = next <= room + 1e-6 || width === 0
    if (!fits) parts.push('')
    parts[parts.length - 1] += character
    width = fits ? next : next - width
  }
  return parts
}
