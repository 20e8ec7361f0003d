import { toString as textOf } from 'hast-util-to-string'
import type { VFile } from 'vfile'
import { chineseDate, type Font, type Meta, type Settings, type Typeset } from '../book.ts'
import { breakTitle } from './break-title.ts'
import { subsetFaces } from './faces.ts'
import { openFont } from './font-file.ts'
import { rasterise } from './front-cover/rasterise.ts'
import { type FaceName, measureWith, outlineWith } from './metrics.ts'
import { setTitlePage } from './title-page.ts'

/** Size of the cover in pixels, as stores and reading systems require. */
const width = 1600
const height = 2560

/**
 * The grid of the title page: 22 lines in a type area with the proportions of GB/T 9704, and the
 * space above it.
 */
const pitch = (height * 225) / 297 / 22
const head = (height * 37) / 297
const measure = (width * 156) / 210

/** Sizes have the proportions of the title page; the title is two grid lines high. */
const body = pitch * 0.9
const sizes = { issuer: (body * 2) / 3, title: body * 1.393, imprint: body }

/** Space between characters, in em. */
const spacing = { issuer: 0.35, title: 0.04, imprint: 0 }

/** Room of each block at most, and its middle by its height, in grid lines. */
const places = {
  issuer: { lines: 2, middle: (height: number) => 4 - height / 2 },
  title: { lines: 9, middle: (height: number) => Math.max(8, 5.5 + height / 2) },
  imprint: { lines: 1, middle: () => 19.5 }
}

/** Distance between baselines in a block, and from the middle of an em box to its baseline, in em. */
const leading = 1.6
const rise = 0.38

/** How far an author's own lines may shrink before they are broken again. */
const least = 0.7

type Block = keyof typeof sizes

/** Width of a text in a face, in em. */
type WidthOf = (text: string, face: FaceName) => number

/**
 * Draw the front cover of an EPUB: the title page for a screen.
 *
 * It is laid out and rasterised without a browser, so that every machine makes the same bytes.
 * Characters no font covers are reported.
 */
export async function setFrontCover(
  meta: Meta,
  { styles, title: face }: Settings,
  fonts: ReadonlyArray<Font>,
  file: VFile
): Promise<NonNullable<Typeset<'epub'>['front']>> {
  const title = { family: face.face, weight: face.weight }
  const small = { family: styles.body.face, weight: styles.body.weight }
  const page = setTitlePage(meta)
  const needed = fontsFor(textOf(page), [title, small], fonts)
  const faces = await subsetFaces({ type: 'root', children: [page] }, needed, 'horizontal', file)
  const advance = measureWith(faces)
  const outline = outlineWith(faces)
  const widthOf: WidthOf = (text, face) =>
    [...text].reduce((sum, character) => sum + advance(character, face), 0)
  const imprint = [chineseDate(meta.date), ...(meta.place ? [meta.place] : [])].join('\u3000')
  const path = [
    ...(meta.body ? [draw('issuer', [meta.body], small)] : []),
    draw('title', meta.titleLines, title),
    draw('imprint', [imprint], small)
  ].join('')
  return { bytes: await rasterise(path, width, height), width, height }

  function draw(block: Block, wanted: ReadonlyArray<string>, face: FaceName): string {
    const { size, lines } = fitBlock(block, wanted, (text) => widthOf(text, face))
    const middle = head + places[block].middle((lines.length * size * leading) / pitch) * pitch
    return lines
      .map((line, index) => {
        const y = middle + (index - (lines.length - 1) / 2) * size * leading + rise * size
        return drawLine(line.trim(), face, size, spacing[block], y)
      })
      .join('')
  }

  /** Draw a centred line; no space follows the last character. */
  function drawLine(line: string, face: FaceName, size: number, gap: number, y: number): string {
    let x = (width - lengthOf(line, gap, (text) => widthOf(text, face)) * size) / 2
    return [...line]
      .map((character) => {
        const drawn = outline(character, face, { x, y, size })
        x += (advance(character, face) + gap) * size
        return drawn
      })
      .join('')
  }
}

/** Choose the wanted fonts; all others, which take long to open, only if these lack a character. */
function fontsFor(
  text: string,
  wanted: ReadonlyArray<FaceName>,
  fonts: ReadonlyArray<Font>
): ReadonlyArray<Font> {
  const own = fonts.filter(({ family, weight }) =>
    wanted.some((face) => face.family === family && face.weight === weight)
  )
  const lacks = ({ bytes }: Font) => {
    const font = openFont(bytes)
    return [...text].some((one) => !font?.hasGlyphForCodePoint(one.codePointAt(0) ?? 0))
  }
  return own.length > 0 && !own.some(lacks) ? own : fonts
}

/** Length of a line in em, with the space between its characters. */
function lengthOf(line: string, gap: number, widthOf: (text: string) => number): number {
  return widthOf(line) + gap * ([...line].length - 1)
}

/**
 * Choose the size and lines of a block: the author's own lines if they fit, else the largest size
 * possible.
 */
function fitBlock(
  block: Block,
  wanted: ReadonlyArray<string>,
  widthOf: (text: string) => number
): Readonly<{ size: number; lines: ReadonlyArray<string> }> {
  const gap = spacing[block]
  const room = places[block].lines * pitch
  const sizeOf = (lines: ReadonlyArray<string>) =>
    Math.min(
      sizes[block],
      measure / Math.max(...lines.map((line) => lengthOf(line.trim(), gap, widthOf))),
      room / (lines.length * leading)
    )
  if (wanted.length > 1 && sizeOf(wanted) > sizes[block] * least) {
    return { size: sizeOf(wanted), lines: wanted }
  }
  // Most titles fit, and need no dictionary.
  if (sizeOf(wanted) === sizes[block]) return { size: sizes[block], lines: wanted }
  const counts = Array.from({ length: 8 }, (_, index) => index + 1)
  const options = [
    ...counts.map((count) => wanted.flatMap((line) => breakTitle(line, count, widthOf))),
    ...counts.map((count) => breakTitle(wanted.join(''), count, widthOf))
  ]
  const best = options.reduce((one, other) => (sizeOf(other) > sizeOf(one) * 1.01 ? other : one))
  return { size: sizeOf(best), lines: best }
}
