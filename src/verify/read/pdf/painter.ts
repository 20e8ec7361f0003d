import {
  around,
  contains,
  cornersOf,
  identity,
  type Matrix,
  meet,
  multiply,
  type Rectangle,
  translate
} from '../../../pdf/matrix.ts'
import { memoize } from '../../memoize.ts'
import {
  boundsOf,
  isGlyph,
  isList,
  isRectangle,
  matrixOf,
  numberOf,
  opacityOf
} from './operands.ts'
import { OPS } from './pdfjs.ts'

/** A glyph as painted. Lengths are in CSS px, places from the page's top left corner. */
export type Glyph = Readonly<{
  /** What it stands for. */
  text: string
  /** A point of its ink. */
  x: number
  y: number
  /** Its origin, on the baseline. */
  left: number
  base: number
  /** The advance its font gives it, and the size it is set in. */
  width: number
  size: number
  /** Whether it lies on its side, turned clockwise by a quarter. */
  turned: boolean
  /** PostScript name of its font, without the tag of a subset. */
  font: string
}>

/** What of the graphics state decides whether and where a glyph is seen (PDF 32000-1, 8.4). */
export type State = Readonly<{
  ctm: Matrix
  clip: Rectangle
  font: string
  size: number
  /** Text rendering mode; 3 paints nothing. */
  mode: number
  /** Fill colour as `#rrggbb`, and its opacity from 0 to 1. */
  fill: string
  opacity: number
}>

/**
 * Follow the operators of a page and tell each glyph that is seen, the box around each filled path,
 * what hides whatever was painted under it, a filled rectangle, white ones too, or an image; and each
 * image with its box.
 *
 * @param nameOf gives the PostScript name of a font resource.
 * @throws at an operator that moves text in a way Chromium does not write.
 */
export function painter(
  start: State,
  nameOf: (font: unknown) => string,
  tell: (glyph: Glyph) => void,
  draw: (box: Rectangle) => void,
  cover: (box: Rectangle) => void,
  picture: (image: unknown, box: Rectangle) => void
): (operator: number, args: ReadonlyArray<unknown>) => void {
  const saved: State[] = []
  let state = start
  let line = identity
  let advance = 0
  let clipping = false
  const change = (values: Partial<State>) => {
    state = { ...state, ...values }
  }
  const moveTo = (matrix: Matrix) => {
    line = matrix
    advance = 0
  }
  const save = () => void saved.push(state)
  const restore = () => {
    state = saved.pop() ?? state
  }
  const clip = () => {
    clipping = true
  }
  const actions = new Map<number, (args: ReadonlyArray<unknown>) => void>([
    [OPS.save, save],
    [OPS.restore, restore],
    [OPS.transform, (args) => change({ ctm: multiply(matrixOf(args), state.ctm) })],
    [
      OPS.paintFormXObjectBegin,
      (args) => {
        save()
        if (isList(args[0])) change({ ctm: multiply(matrixOf(args[0]), state.ctm) })
        change({ clip: meet(state.clip, boundsOf(args[1], state.ctm)) })
      }
    ],
    [OPS.paintFormXObjectEnd, restore],
    [OPS.clip, clip],
    [OPS.eoClip, clip],
    [
      OPS.constructPath,
      (args) => {
        const box = meet(state.clip, boundsOf(args[2], state.ctm))
        if (clipping) change({ clip: box })
        clipping = false
        const isFilled = args[0] === OPS.fill || args[0] === OPS.eoFill
        const isOnPage = box[0] <= box[2] && box[1] <= box[3]
        if (isFilled && isOnPage && isSeen({ ...state, mode: 0 })) draw(box)
        if (isFilled && isOnPage && isRectangle(args[1])) hide(box)
      }
    ],
    [OPS.shadingFill, () => hide(state.clip)],
    [
      OPS.paintImageXObject,
      (args) => {
        const box = meet(state.clip, around(cornersOf([0, 0, 1, 1]), state.ctm))
        picture(args[0], box)
        hide(box)
      }
    ],
    [OPS.setGState, (args) => change({ opacity: opacityOf(args[0]) ?? state.opacity })],
    [OPS.setFillRGBColor, (args) => change({ fill: String(args[0]) })],
    [OPS.setFont, (args) => change({ font: nameOf(args[0]), size: numberOf(args[1]) })],
    [OPS.setTextRenderingMode, (args) => change({ mode: numberOf(args[0]) })],
    [OPS.beginText, () => moveTo(identity)],
    [OPS.setTextMatrix, (args) => moveTo(matrixOf(isList(args[0]) ? args[0] : args))],
    [OPS.moveText, (args) => moveTo(translate(numberOf(args[0]), numberOf(args[1]), line))],
    [OPS.showText, (args) => show(isList(args[0]) ? args[0] : [])]
  ])
  return (operator, args) => {
    if (unread.has(operator)) throw new Error(`Unexpected PDF operator ${operator} in the text`)
    actions.get(operator)?.(args)
  }

  function hide(box: Rectangle): void {
    if (state.opacity > 0.5) cover(box)
  }

  function show(items: ReadonlyArray<unknown>): void {
    const { size, font, clip } = state
    const [a, b, c, d, x0, y0] = multiply(line, state.ctm)
    const [along, up] = [Math.hypot(a, b), Math.hypot(c, d)]
    for (const item of items) {
      if (typeof item === 'number') advance -= (item / 1000) * size
      if (!isGlyph(item)) continue
      const width = (item.width / 1000) * size
      const ink = width * inkOf(item.unicode)
      const [left, base] = [x0 + a * advance, y0 + b * advance]
      const [x, y] = [left + a * ink + (c * size) / 3, base + b * ink + (d * size) / 3]
      if (isSeen(state) && contains(clip, x, y)) {
        const turned = Math.abs(b) > Math.abs(a)
        const text = item.unicode
        tell({ text, x, y, left, base, width: width * along, size: size * up, turned, font })
      }
      advance += width
    }
  }
}

/**
 * Where in its advance a glyph has its ink. A full-width mark has it in one half of its em, and that
 * half is what is left when it is set half-width (`halt`).
 */
const inkOf = memoize((text) => {
  if (/^[\p{Ps}\p{Pi}]/u.test(text)) return 0.75
  return /^[\p{Pe}\p{Pf}，、。；：！？]/u.test(text) ? 0.25 : 0.5
})

/** Text that is invisible, all but transparent or as white as the paper is not painted. */
function isSeen({ mode, fill, opacity }: State): boolean {
  return mode !== 3 && opacity > 0.1 && !/^#(?:f.){3}$/i.test(fill)
}

/** Ways of moving or painting text that Chromium does not write; none may pass unread. */
const unread = new Set([
  OPS.setCharSpacing,
  OPS.setWordSpacing,
  OPS.setHScale,
  OPS.setTextRise,
  OPS.nextLine,
  OPS.setLeadingMoveText,
  OPS.showSpacedText,
  OPS.nextLineShowText,
  OPS.nextLineSetSpacingShowText,
  OPS.setCharWidth,
  OPS.setCharWidthAndBounds
])
