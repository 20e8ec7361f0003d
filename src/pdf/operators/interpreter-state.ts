import type { PDFDict } from '@cantoo/pdf-lib'
import { type Colour, gray, type Space } from '../colour-space.ts'
import type { Font } from '../font.ts'
import type { Mark } from '../mark.ts'
import { around, identity, type Matrix, type Rectangle } from '../matrix.ts'
import { dictAt } from '../objects.ts'

/** Something painted. */
type Painting = {
  readonly operator: string
  readonly mark: Mark | undefined
  readonly colours: ReadonlyArray<Colour>
  /** On the page, PDF points; of text, around the places where its glyphs stand. */
  box: Rectangle
  /** What text means; empty for whatever is no text. */
  text: string
}

/** Something a content stream should not hold. */
export type Flaw = Readonly<{
  kind: 'operator' | 'balance' | 'depth' | 'inline' | 'resource' | 'intent' | 'excess'
  what: string
}>

/** What is found in a content stream and in the forms it paints. */
export type Findings = Readonly<{
  paintings: Painting[]
  /** All marked content, in order. */
  marks: Mark[]
  flaws: Flaw[]
  /** Read a font, each once. */
  fonts: (dict: PDFDict) => Font
  /** The forms being painted, so that none paints itself. */
  open: Set<PDFDict>
}>

/** The graphics state (PDF 32000-1, 8.4), as far as it matters here. */
export type GraphicsState = {
  ctm: Matrix
  fill: ReadonlyArray<Colour>
  stroke: ReadonlyArray<Colour>
  fillSpace: Space
  strokeSpace: Space
  font: Font | undefined
  /** Text rendering mode. */
  mode: number
}

type Point = readonly [x: number, y: number]

/** The state of reading one content stream. */
export type InterpreterState = {
  readonly resources: PDFDict | undefined
  readonly made: Findings
  state: GraphicsState
  readonly stack: GraphicsState[]
  mark: Mark | undefined
  /** Marked content begun in this stream and not ended. */
  depth: number
  /** Whether it is between BT and ET, the text line matrix and the leading. */
  isText: boolean
  line: Matrix
  leading: number
  /** The path, in its own coordinates. */
  points: Point[]
  /** The text painted last. */
  last: Painting | undefined
}

/** What an operator does with its operands. */
export type Operator = (interpreter: InterpreterState, operands: ReadonlyArray<string>) => void

/** Begin to read a stream. */
export function beginStream(
  resources: PDFDict | undefined,
  made: Findings,
  state: GraphicsState,
  mark: Mark | undefined
): InterpreterState {
  const stack: GraphicsState[] = []
  const points: Point[] = []
  const text = { isText: false, line: identity, leading: 0, last: undefined }
  return { resources, made, state, stack, mark, depth: 0, points, ...text }
}

/** The state in which a page begins. */
export function initialGraphics(): GraphicsState {
  const black: ReadonlyArray<Colour> = [{ space: gray, values: [0] }]
  return {
    ctm: identity,
    fill: black,
    stroke: black,
    fillSpace: gray,
    strokeSpace: gray,
    font: undefined,
    mode: 0
  }
}

/** Note a flaw. */
export function flaw({ made }: InterpreterState, kind: Flaw['kind'], what: string): void {
  made.flaws.push({ kind, what })
}

/** Read an operand that is a number. */
export function at(operands: ReadonlyArray<string>, index: number): number {
  return Number(operands[index] ?? 0)
}

/** Look up a resource; to have none of that name is a flaw. */
export function resource(
  interpreter: InterpreterState,
  category: string,
  name: string | undefined
): PDFDict | undefined {
  const found = dictAt(dictAt(interpreter.resources, category), (name ?? '').slice(1))
  if (!found) flaw(interpreter, 'resource', `${category} ${name}`)
  return found
}

/** Note what is painted. */
export function paint(
  { made, mark, state }: InterpreterState,
  operator: string,
  colours: ReadonlyArray<Colour>,
  points: ReadonlyArray<Point>
): void {
  made.paintings.push({ operator, mark, colours, box: around(points, state.ctm), text: '' })
}
