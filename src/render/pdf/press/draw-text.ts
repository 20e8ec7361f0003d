import { create, type Font, type Glyph } from 'fontkit'
import type { Face } from '../../../book.ts'
import { type Operation, operation } from '../../../pdf/operations.ts'

/** Text drawn as outlines, its baseline starting at the origin, and its width. */
type Drawing = Readonly<{ operations: ReadonlyArray<Operation>; width: number }>

/** Draw text at a size; the width is in the same unit. */
export type DrawText = (text: string, size: number) => Drawing

/**
 * Make a function that draws text as outlines, so that it needs no font and is not extracted as
 * text.
 *
 * Each character is looked up in the faces in order.
 *
 * @throws if no face has a character of the text.
 */
export function textDrawer(faces: ReadonlyArray<Face>): DrawText {
  const fonts = faces.map(({ bytes }) => create(Buffer.from(bytes))).flatMap(single)
  return (text, size) => {
    const operations: Operation[] = []
    let width = 0
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0
      const font = fonts.find((font) => font.hasGlyphForCodePoint(code))
      if (!font) throw new Error(`Unexpected character ${character}, expected one of the typeset’s`)
      const glyph = font.glyphForCodePoint(code)
      const scale = size / font.unitsPerEm
      operations.push(operation('q'), operation('cm', scale, 0, 0, scale, width, 0))
      operations.push(...fill(glyph), operation('Q'))
      width += glyph.advanceWidth * scale
    }
    return { operations, width }
  }
}

function single(font: ReturnType<typeof create>): ReadonlyArray<Font> {
  return 'glyphForCodePoint' in font ? [font] : []
}

/** Fill the outline of a glyph, converting TrueType's quadratic curves to PDF's cubic ones. */
function fill({ path }: Glyph): ReadonlyArray<Operation> {
  if (path.commands.length === 0) return []
  let [x, y] = [0, 0]
  const operations = path.commands.map(({ command, args }) => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = args
    const [fromX, fromY] = [x, y]
    if (command === 'closePath') return operation('h')
    ;[x, y] = command === 'quadraticCurveTo' ? [x2, y2] : [x1, y1]
    if (command === 'moveTo') return operation('m', x, y)
    if (command === 'lineTo') return operation('l', x, y)
    if (command !== 'quadraticCurveTo')
      throw new Error(`Unexpected ${command} in TrueType outlines`)
    const between = (end: number, pull: number) => Math.round((end + 2 * pull) / 0.3) / 10
    return operation(
      'c',
      between(fromX, x1),
      between(fromY, y1),
      between(x, x1),
      between(y, y1),
      x,
      y
    )
  })
  return [...operations, operation('f')]
}
