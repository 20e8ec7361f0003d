import { getDocument, OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/**
 * A glyph as painted: what it stands for, the place of its ink in CSS px from the page's top left
 * corner, and its advance in CSS px.
 */
export type Glyph = Readonly<{ text: string; x: number; y: number; width: number }>

/** A page as painted, glyphs in painting order, which is the reading order of Chromium's pages. */
export type PaintedPage = Readonly<{ label: string; glyphs: ReadonlyArray<Glyph> }>

type Matrix = readonly [number, number, number, number, number, number]
type Rectangle = readonly [left: number, top: number, right: number, bottom: number]
type State = Readonly<{ ctm: Matrix; clip: Rectangle; size: number; visible: boolean }>

const unit: Matrix = [1, 0, 0, 1, 0, 0]
/** Points to CSS px. */
const px = 96 / 72

/**
 * Read the glyphs a PDF paints, page by page, from its finished bytes.
 *
 * A glyph whose ink is clipped away or off the sheet, or whose text is invisible, is not
 * painted and so not among them.
 *
 * @throws if the bytes are not a PDF.
 */
export async function readGlyphs(bytes: Uint8Array): Promise<ReadonlyArray<PaintedPage>> {
  const document = await getDocument({
    data: Uint8Array.from(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false
  }).promise
  const labels = await document.getPageLabels()
  const pages: PaintedPage[] = []
  for (let index = 0; index < document.numPages; index++) {
    const page = await document.getPage(index + 1)
    pages.push({ label: labels?.[index] ?? `${index + 1}`, glyphs: await readPage(page) })
    page.cleanup()
  }
  await document.destroy()
  return pages
}

async function readPage(page: PDFPageProxy): Promise<ReadonlyArray<Glyph>> {
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view
  const sheet: Rectangle = [0, 0, (right - left) * px, (top - bottom) * px]
  const { fnArray, argsArray } = await page.getOperatorList()
  const glyphs: Glyph[] = []
  const saved: State[] = []
  // Chromium measures from the head of the sheet downwards, PDF from its foot upwards.
  let state: State = {
    ctm: [px, 0, 0, -px, -left * px, top * px],
    clip: sheet,
    size: 1,
    visible: true
  }
  let line: Matrix = unit
  let advance = 0
  let clipping = false
  for (const [index, operator] of fnArray.entries()) {
    const args: ReadonlyArray<unknown> = argsArray[index] ?? []
    if (operator === OPS.save) saved.push(state)
    else if (operator === OPS.restore) state = saved.pop() ?? state
    else if (operator === OPS.transform) {
      state = { ...state, ctm: multiply(matrixOf(args), state.ctm) }
    } else if (operator === OPS.clip || operator === OPS.eoClip) clipping = true
    else if (operator === OPS.constructPath) {
      if (clipping) state = { ...state, clip: meet(state.clip, bounds(args[2], state.ctm)) }
      clipping = false
    } else if (operator === OPS.setFont) state = { ...state, size: numberOf(args[1]) }
    else if (operator === OPS.setTextRenderingMode) {
      state = { ...state, visible: numberOf(args[0]) !== 3 }
    } else if (operator === OPS.beginText) {
      line = unit
      advance = 0
    } else if (operator === OPS.setTextMatrix) {
      line = matrixOf(isList(args[0]) ? args[0] : args)
      advance = 0
    } else if (operator === OPS.moveText) {
      line = multiply([1, 0, 0, 1, numberOf(args[0]), numberOf(args[1])], line)
      advance = 0
    } else if (operator === OPS.showText) show(isList(args[0]) ? args[0] : [])
    else if (unread.has(operator)) {
      throw new Error(`Unexpected PDF operator ${operator}, expected those Chromium writes`)
    }
  }
  return glyphs

  function show(items: ReadonlyArray<unknown>): void {
    for (const item of items) {
      if (typeof item === 'number') advance -= (item / 1000) * state.size
      if (!isGlyph(item)) continue
      const width = (item.width / 1000) * state.size
      const text = multiply(
        [1, 0, 0, 1, advance + width * inkOf(item.unicode), state.size / 3],
        line
      )
      const [scale, , , , x, y] = multiply(text, state.ctm)
      if (state.visible && inside(x, y, state.clip)) {
        glyphs.push({ text: item.unicode, x, y, width: width * Math.abs(scale) })
      }
      advance += width
    }
  }
}

/**
 * Where in its advance a glyph has its ink. A full-width mark has it in one half of its em, and that
 * half is what is left when it is set half-width (`halt`).
 */
function inkOf(text: string): number {
  if (/^[\p{Ps}\p{Pi}]/u.test(text)) return 0.75
  return /^[\p{Pe}\p{Pf}，、。；：！？]/u.test(text) ? 0.25 : 0.5
}

/** Ways of painting or moving text that Chromium does not write; nothing may pass unread. */
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

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[1] * n[2],
    m[0] * n[1] + m[1] * n[3],
    m[2] * n[0] + m[3] * n[2],
    m[2] * n[1] + m[3] * n[3],
    m[4] * n[0] + m[5] * n[2] + n[4],
    m[4] * n[1] + m[5] * n[3] + n[5]
  ]
}

/** The box around a path; pdf.js gives its corners in the path's own space. */
function bounds(corners: unknown, ctm: Matrix): Rectangle {
  const [x0, y0, x1, y1] = isNumbers(corners) ? corners : []
  const points = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1]
  ].map(([x = 0, y = 0]) => multiply([1, 0, 0, 1, x, y], ctm))
  const xs = points.map((point) => point[4])
  const ys = points.map((point) => point[5])
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

function meet(a: Rectangle, b: Rectangle): Rectangle {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]
}

function inside(x: number, y: number, [left, top, right, bottom]: Rectangle): boolean {
  return x >= left && x <= right && y >= top && y <= bottom
}

function matrixOf(values: ReadonlyArray<unknown>): Matrix {
  const [a, b, c, d, e, f] = values.map(numberOf)
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0]
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

function isList(value: unknown): value is ReadonlyArray<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value)
}

function isNumbers(value: unknown): value is ReadonlyArray<number> {
  return isList(value)
}

function isGlyph(value: unknown): value is Readonly<{ unicode: string; width: number }> {
  return typeof value === 'object' && value !== null && 'unicode' in value && 'width' in value
}
