import { createHash } from 'node:crypto'
import type { Rectangle } from '../../../pdf/matrix.ts'
import { type Glyph, painter } from './painter.ts'
import { getDocument, type PDFPageProxy } from './pdfjs.ts'

export type { Glyph } from './painter.ts'

/**
 * A trimmed page as painted, glyphs in painting order, which is the reading order of Chromium's pages; the
 * boxes around what is drawn by filled paths, CSS px; and images, each with a digest of its pixels.
 */
export type PaintedPage = Readonly<{
  label: string
  glyphs: ReadonlyArray<Glyph>
  drawn: ReadonlyArray<Rectangle>
  pictures: ReadonlyArray<Readonly<{ digest: string; box: Rectangle }>>
}>

/** Points to CSS px. */
const px = 96 / 72

/**
 * Read the glyphs a PDF paints, page by page, from its finished bytes.
 *
 * A glyph whose ink is clipped away, off the trimmed page or painted over, or whose text is invisible,
 * is not seen and so not among them.
 *
 * @param trims the trimmed pages on their sheets, left, bottom, right and top, pt; else all of a sheet.
 * @throws if the bytes are not a PDF, or move text by operators Chromium does not write.
 */
export async function readGlyphs(
  bytes: Uint8Array,
  trims: ReadonlyArray<Rectangle> = []
): Promise<ReadonlyArray<PaintedPage>> {
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
    const painted = await readPage(page, trims[index])
    pages.push({ label: labels?.[index] ?? `${index + 1}`, ...painted })
    page.cleanup()
  }
  await document.destroy()
  return pages
}

async function readPage(page: PDFPageProxy, trim?: Rectangle): Promise<Omit<PaintedPage, 'label'>> {
  const [left = 0, bottom = 0, right = 0, top = 0] = trim ?? page.view
  const { fnArray, argsArray } = await page.getOperatorList()
  let glyphs: Glyph[] = []
  const drawn: Rectangle[] = []
  const pictures: { digest: string; box: Rectangle }[] = []
  const act = painter(
    {
      // PDF measures from the foot of the sheet upwards, CSS from its head downwards.
      ctm: [px, 0, 0, -px, -left * px, top * px],
      clip: [0, 0, (right - left) * px, (top - bottom) * px],
      font: '',
      size: 1,
      mode: 0,
      fill: '#000000',
      opacity: 1
    },
    (id) => fontName(page, id),
    (glyph) => glyphs.push(glyph),
    (box) => drawn.push(box),
    (box) => {
      glyphs = glyphs.filter((glyph) => !isCovered(glyph, box))
    },
    (image, box) => pictures.push({ digest: digestOfImage(page, image), box })
  )
  for (const [index, operator] of fnArray.entries()) act(operator, argsArray[index] ?? [])
  return { glyphs, drawn, pictures }
}

/** Tell whether a box hides the middle of a glyph; a line through it does not. */
function isCovered({ x, y, size }: Glyph, [left, top, right, foot]: Rectangle): boolean {
  const reach = size / 5
  return x - reach > left && x + reach < right && y - reach > top && y + reach < foot
}

/** The name of a font resource, which pdf.js has loaded by the time it lists the operators. */
function fontName(page: PDFPageProxy, id: unknown): string {
  const font: unknown = page.commonObjs.get(String(id))
  const isNamed = typeof font === 'object' && font !== null && 'name' in font
  return isNamed ? String(font.name).replace(/^[A-Z]{6}\+/, '') : ''
}

/** Digest the pixels of an image, which pdf.js has decoded by the time it lists the operators. */
function digestOfImage(page: PDFPageProxy, id: unknown): string {
  const name = String(id)
  const objects = page.objs.has(name) ? page.objs : page.commonObjs
  const image: unknown = objects.has(name) ? objects.get(name) : undefined
  const data = typeof image === 'object' && image !== null && 'data' in image ? image.data : ''
  const pixels = data instanceof Uint8Array || data instanceof Uint8ClampedArray ? data : ''
  return `image ${createHash('sha256').update(pixels).digest('hex')}`
}
