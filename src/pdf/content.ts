import type { PDFDict } from '@cantoo/pdf-lib'
import type { Colour } from './colour-space.ts'
import { excessOf } from './limits.ts'
import { beginMark } from './mark.ts'
import { matrixOf, multiply } from './matrix.ts'
import { dictAt, isTrue, nameAt, numbersAt, streamAt } from './objects.ts'
import { colourOperators, spaceAt } from './operators/colours.ts'
import {
  beginStream,
  type Findings,
  flaw,
  type InterpreterState,
  initialGraphics,
  type Operator,
  paint,
  resource
} from './operators/interpreter-state.ts'
import { pathOperators } from './operators/paths.ts'
import { textOperators } from './operators/text.ts'
import { decode } from './streams.ts'
import { isBlank, isOperand, tokenEnd } from './tokens.ts'

export type { Flaw } from './operators/interpreter-state.ts'

/** What a content stream does (PDF 32000-1, 7.8.2): what it paints, how it marks it, what is wrong. */
export type Content = Readonly<Pick<Findings, 'paintings' | 'marks' | 'flaws'>>

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
    gs: (interpreter, [name]) => {
      resource(interpreter, 'ExtGState', name)
    },
    ri: (interpreter, [name = '']) => {
      if (!intents.test(name)) flaw(interpreter, 'intent', `rendering intent ${name}`)
    },
    sh: (interpreter, [name]) => {
      const space = spaceAt(interpreter, resource(interpreter, 'Shading', name))
      paint(interpreter, 'sh', [{ space, values: [] }], [])
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
  fonts: Findings['fonts']
): Content {
  const made: Findings = { paintings: [], marks: [], flaws: [], fonts, open: new Set() }
  run(bytes.toString('latin1'), beginStream(resources, made, initialGraphics(), undefined))
  return made
}

function run(text: string, interpreter: InterpreterState): void {
  let operands: string[] = []
  for (let from = 0; from < text.length; ) {
    const end = tokenEnd(text, from)
    const code = text.charCodeAt(from)
    const part = isBlank(code) ? '' : text.slice(from, end)
    from = end
    if (part === '') continue
    if (isOperand(code, part)) {
      const excess = excessOf(part)
      if (excess) flaw(interpreter, 'excess', excess.what)
      operands.push(part)
      continue
    }
    const operate = operators.get(part)
    if (operate) operate(interpreter, operands)
    else flaw(interpreter, 'operator', `operator ${part}`)
    if (part === 'BI') from = skipInline(text, from, interpreter)
    operands = []
  }
  if (interpreter.stack.length > 0)
    flaw(interpreter, 'balance', `q without Q, ${interpreter.stack.length} times`)
  if (interpreter.depth > 0)
    flaw(interpreter, 'balance', `marked content without EMC, ${interpreter.depth} times`)
  if (interpreter.isText) flaw(interpreter, 'balance', 'BT without ET')
}

function skipInline(text: string, from: number, interpreter: InterpreterState): number {
  flaw(interpreter, 'inline', 'inline image')
  const end = /\sEI(?=\s|$)/g
  end.lastIndex = from
  return end.test(text) ? end.lastIndex : text.length
}

function save(interpreter: InterpreterState): void {
  interpreter.stack.push({ ...interpreter.state })
  if (interpreter.stack.length > 28)
    flaw(interpreter, 'depth', `q ${interpreter.stack.length} deep`)
}

function restore(interpreter: InterpreterState): void {
  const before = interpreter.stack.pop()
  if (before) interpreter.state = before
  else flaw(interpreter, 'balance', 'Q without q')
}

function mark(interpreter: InterpreterState, operands: ReadonlyArray<string>): void {
  interpreter.mark = beginMark(operands, interpreter.resources, interpreter.mark)
  interpreter.made.marks.push(interpreter.mark)
  interpreter.depth += 1
}

function unmark(interpreter: InterpreterState): void {
  if (interpreter.depth === 0) flaw(interpreter, 'balance', 'EMC without marked content')
  else {
    interpreter.mark = interpreter.mark?.outer
    interpreter.depth -= 1
  }
}

const corners = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1]
] as const

/** Paint an XObject: an image, or a form with all that it paints. */
function place(interpreter: InterpreterState, [name = '']: ReadonlyArray<string>): void {
  const { state, made, resources } = interpreter
  const dict = resource(interpreter, 'XObject', name)
  if (!dict || made.open.has(dict)) return
  if (nameAt(dict, 'Subtype') !== 'Form') {
    const isMask = isTrue(dict, 'ImageMask')
    paint(interpreter, 'Do', isMask ? state.fill : coloursOf(interpreter, dict), corners)
    return
  }
  made.open.add(dict)
  const stream = streamAt(dictAt(resources, 'XObject'), name.slice(1))
  const ctm = multiply(matrixOf(numbersAt(dict, 'Matrix')), state.ctm)
  const inner = beginStream(dictAt(dict, 'Resources'), made, { ...state, ctm }, interpreter.mark)
  run(decode(stream).toString('latin1'), inner)
  made.open.delete(dict)
}

/** The colours of an image and of its soft mask. */
function coloursOf(interpreter: InterpreterState, image: PDFDict): ReadonlyArray<Colour> {
  const mask = dictAt(image, 'SMask')
  return [image, ...(mask ? [mask] : [])].map((dict) => ({
    space: spaceAt(interpreter, dict),
    values: []
  }))
}
