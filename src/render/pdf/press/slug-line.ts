import type { PDFDocument, PDFRef } from '@cantoo/pdf-lib'
import type { VFile } from 'vfile'
import { digestOf, generator, type Typeset } from '../../../book.ts'
import { type Operation, operation, writeOperations } from '../../../pdf/operations.ts'
import { mm } from '../trim.ts'
import { type DrawText, textDrawer } from './draw-text.ts'
import { slugWidth } from './marks.ts'

/** Size of the slug line, and the distance of its baseline from the bleed, in mm. */
const [size, depth] = [2, 5.2]

/** Free space at its sides for crop marks, and in the middle for the registration mark, in mm. */
const [side, middle] = [3, 5]

/** The slug line at the foot of sheets: the common part, and the label of each sheet. */
export type SlugLine = Readonly<{
  /** A form XObject to be painted without transformation. */
  form: PDFRef
  /** Operations that draw the label of each sheet after it. */
  labels: ReadonlyArray<ReadonlyArray<Operation>>
}>

/** The label of each sheet in the slug line, and the positions of folds, in mm from the left trim. */
export type SheetLabels = Readonly<{ labels: ReadonlyArray<string>; folds: ReadonlyArray<number> }>

/**
 * Set the slug line of a press file, below the bleed and before the first fold: title and digest of
 * the source, which distinguish corrected versions; date, program, plate and label. It is drawn as
 * small black outlines, not as text.
 */
export function setSlugLine(
  document: PDFDocument,
  { book, settings, faces }: Typeset<'pdf' | 'cover'>,
  { labels, folds: [width = settings.page.width] }: SheetLabels,
  file: VFile
): SlugLine {
  const { press } = settings
  const around = press.bleed + slugWidth
  const draw = textDrawer(faces.filter(({ range }) => range === undefined))
  const y = (around - press.bleed - depth) * mm
  const at = (x: number, operations: ReadonlyArray<Operation>, scale = 1) => [
    operation('q'),
    operation('cm', scale * mm, 0, 0, scale * mm, (around + x) * mm, y),
    operation('g', 0),
    ...operations,
    operation('Q')
  ]
  const half = width / 2
  const digest = versionOf(file)
  const room = half - side - middle
  const title = shorten(draw, book.meta.title, room - draw(digest, size).width) + digest
  const rest = draw(`${book.meta.date}　${generator}　K　`, size)
  const drawn = labels.map((label) => draw(label, size))
  // If it is too long, it is set smaller on all sheets.
  const length = rest.width + Math.max(...drawn.map((label) => label.width))
  const scale = Math.min(1, room / length)
  const stream = document.context.flateStream(
    writeOperations([
      ...at(side, draw(title, size).operations),
      ...at(half + middle, rest.operations, scale)
    ]),
    {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, (width + 2 * around) * mm, slugWidth * mm],
      Resources: {}
    }
  )
  return {
    form: document.context.register(stream),
    labels: drawn.map((label) => at(half + middle + scale * rest.width, label.operations, scale))
  }
}

/**
 * Return the first digits of the source's SHA-256, as `sha256sum` prints them; empty if the source
 * is not available.
 */
function versionOf({ value }: VFile): string {
  if (value === undefined) return ''
  return `　${digestOf(value).slice(0, 8)}`
}

/** Truncate a text that is too wide, marked by … */
function shorten(draw: DrawText, text: string, room: number): string {
  if (draw(text, size).width <= room) return text
  const characters = [...text]
  const fits = (count: number) =>
    draw(`${characters.slice(0, count).join('')}…`, size).width <= room
  const count = characters.findLastIndex((_, count) => fits(count))
  return `${characters.slice(0, Math.max(0, count)).join('')}…`
}
