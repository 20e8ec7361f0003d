import type { PDFDict } from '@cantoo/pdf-lib'
import type { Colour } from './colour-space.ts'
import { excessOf } from './limits.ts'
import { beginMark } from './mark.ts'
import { matrixOf, multiply } from './matrix.ts'
import { dictAt, isTrue, nameAt, numbersAt, streamAt } from './objects.ts'
import { colourOperators, spaceAt } from './operators/colours.ts'
import {
  type Desk,
  flaw,
  type Operator,
  openDesk,
  paint,
  plainState,
  resource,
  type Yield
} from './operators/interpreter-state.ts'
import { pathOperators } from './operators/paths.ts'
import { textOperators } from './operators/text.ts'
import { decode } from './streams.ts'
import { isBlank, isOperand, tokenEnd } from './tokens.ts'

export type { Flaw } from './operators/interpreter-state.ts'

/** What a content stream does (PDF 32000-1, 7.8.2): what it paints, how it marks it, what is wrong. */
export type Content = Readonly<Pick<Yield, 'paintings' | 'marks' | 'flaws'>>

const operators = new Map<string, Operator>(
  Object.entries({
    ...pathOperators,
    ...textOperators,
    ...colourOperators,
    q: save,
    Q: restore,
    cm: ({ state }, operands) => {
      state.ctm = multiply(matrixOf(operands.map(Number)), state.ctm)
    },
    gs: (desk, [name]) => {
      resource(desk, 'ExtGState', name)
    },
    ri: (desk, [name = '']) => {
      if (!intents.test(name)) flaw(desk, 'intent', `rendering intent ${name}`)
    },
    sh: (desk, [name]) => {
      const space = spaceAt(desk, resource(desk, 'Shading', name))
      paint(desk, 'sh', [{ space, values: [] }], [])
    },
    Do: place,
    BMC: mark,
    BDC: mark,
    EMC: unmark
  })
)

// These change nothing that matters here. The operators of inline images are told apart.
const idle = 'd d0 d1 BX EX DP MP h i j J M Tc Ts Tw Tz w W W* BI ID EI'.split(' ')
for (const operator of idle) operators.set(operator, () => {})

const intents = /^\/(?:RelativeColorimetric|AbsoluteColorimetric|Perceptual|Saturation)$/

/** Read a content stream to its end, with the form XObjects it paints. */
export function readContent(
  bytes: Buffer,
  resources: PDFDict | undefined,
  fonts: Yield['fonts']
): Content {
  const made: Yield = { paintings: [], marks: [], flaws: [], fonts, open: new Set() }
  run(bytes.toString('latin1'), openDesk(resources, made, plainState(), undefined))
  return made
}

function run(text: string, desk: Desk): void {
  let operands: string[] = []
  for (let from = 0; from < text.length; ) {
    const end = tokenEnd(text, from)
    const code = text.charCodeAt(from)
    const part = isBlank(code) ? '' : text.slice(from, end)
    from = end
    if (part === '') continue
    if (isOperand(code, part)) {
      const excess = excessOf(part)
      if (excess) flaw(desk, 'excess', excess.what)
      operands.push(part)
      continue
    }
    const operate = operators.get(part)
    if (operate) operate(desk, operands)
    else flaw(desk, 'operator', `operator ${part}`)
    if (part === 'BI') from = skipInline(text, from, desk)
    operands = []
  }
  if (desk.stack.length > 0) flaw(desk, 'balance', `q without Q, ${desk.stack.length} times`)
  if (desk.depth > 0) flaw(desk, 'balance', `marked content without EMC, ${desk.depth} times`)
  if (desk.isText) flaw(desk, 'balance', 'BT without ET')
}

function skipInline(text: string, from: number, desk: Desk): number {
  flaw(desk, 'inline', 'inline image')
  const end = /\sEI(?=\s|$)/g
  end.lastIndex = from
  return end.test(text) ? end.lastIndex : text.length
}

function save(desk: Desk): void {
  desk.stack.push({ ...desk.state })
  if (desk.stack.length > 28) flaw(desk, 'depth', `q ${desk.stack.length} deep`)
}

function restore(desk: Desk): void {
  const before = desk.stack.pop()
  if (before) desk.state = before
  else flaw(desk, 'balance', 'Q without q')
}

function mark(desk: Desk, operands: ReadonlyArray<string>): void {
  desk.mark = beginMark(operands, desk.resources, desk.mark)
  desk.made.marks.push(desk.mark)
  desk.depth += 1
}

function unmark(desk: Desk): void {
  if (desk.depth === 0) flaw(desk, 'balance', 'EMC without marked content')
  else {
    desk.mark = desk.mark?.outer
    desk.depth -= 1
  }
}

const corners = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1]
] as const

/** Paint an XObject: an image, or a form with all that it paints. */
function place(desk: Desk, [name = '']: ReadonlyArray<string>): void {
  const { state, made, resources } = desk
  const dict = resource(desk, 'XObject', name)
  if (!dict || made.open.has(dict)) return
  if (nameAt(dict, 'Subtype') !== 'Form') {
    const isMask = isTrue(dict, 'ImageMask')
    paint(desk, 'Do', isMask ? state.fill : coloursOf(desk, dict), corners)
    return
  }
  made.open.add(dict)
  const stream = streamAt(dictAt(resources, 'XObject'), name.slice(1))
  const ctm = multiply(matrixOf(numbersAt(dict, 'Matrix')), state.ctm)
  const inner = openDesk(dictAt(dict, 'Resources'), made, { ...state, ctm }, desk.mark)
  run(decode(stream).toString('latin1'), inner)
  made.open.delete(dict)
}

/** The colours of an image and of its soft mask. */
function coloursOf(desk: Desk, image: PDFDict): ReadonlyArray<Colour> {
  const mask = dictAt(image, 'SMask')
  return [image, ...(mask ? [mask] : [])].map((dict) => ({
    space: spaceAt(desk, dict),
    values: []
  }))
}
