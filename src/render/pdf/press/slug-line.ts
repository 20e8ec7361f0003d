import type { PDFDocument, PDFRef } from 'pdf-lib'
import { generator, type Typeset } from '../../../book.ts'
import { type Operation, operation, writeOperations } from '../content/operations.ts'
import { mm } from '../trim.ts'
import { type Draughtsman, drawWith } from './draw-text.ts'
import { slug } from './marks.ts'

/** Size of the slug line, and how far from the bleed its baseline is, mm. */
const [size, depth] = [2, 5.2]

/** What is left free on its sides, for the crop marks, and in the middle, for the registration mark. */
const [side, middle] = [3, 5]

/** What identifies a sheet at its foot: what is the same on all, and what is said of one. */
export type SlugLine = Readonly<{
  /** A form XObject that lies on the sheet as it is. */
  form: PDFRef
  /** Draw the label of a page behind it. */
  label: (label: string) => ReadonlyArray<Operation>
}>

/**
 * Set the slug line of a press file, below the bleed: title, date, program, plate and page. It is drawn,
 * black and small, and no text.
 *
 * @param folds where the sheet is folded, mm from its left trim; it stands before the first.
 */
export function setSlugLine(
  document: PDFDocument,
  { book, settings, faces }: Typeset,
  [width = settings.page.width]: ReadonlyArray<number>
): SlugLine {
  const { press } = settings
  const around = press.bleed + slug
  const draw = drawWith(faces.filter(({ range }) => range === undefined))
  const y = (around - press.bleed - depth) * mm
  const at = (x: number, operations: ReadonlyArray<Operation>) => [
    operation('q'),
    operation('cm', mm, 0, 0, mm, (around + x) * mm, y),
    operation('g', 0),
    ...operations,
    operation('Q')
  ]
  const half = width / 2
  const title = shorten(draw, book.meta.title, half - side - middle)
  const rest = draw(`${book.meta.date}　${generator}　K　`, size)
  const stream = document.context.flateStream(
    writeOperations([
      ...at(side, draw(title, size).operations),
      ...at(half + middle, rest.operations)
    ]),
    {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, (width + 2 * around) * mm, slug * mm],
      Resources: {}
    }
  )
  return {
    form: document.context.register(stream),
    label: (label) => at(half + middle + rest.width, draw(label, size).operations)
  }
}

/** Cut a text that is wider than its room, and say so by … */
function shorten(draw: Draughtsman, text: string, room: number): string {
  if (draw(text, size).width <= room) return text
  const characters = [...text]
  const fits = (count: number) =>
    draw(`${characters.slice(0, count).join('')}…`, size).width <= room
  const count = characters.findLastIndex((_, count) => fits(count))
  return `${characters.slice(0, Math.max(0, count)).join('')}…`
}
