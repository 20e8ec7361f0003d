import { PDFDict, PDFName, PDFNumber, type PDFPage, PDFStream } from '@cantoo/pdf-lib'
import type { Element } from 'hast'
import type { VFile } from 'vfile'
import { report, setPrintedPlace, type Typeset } from '../../../book.ts'
import type { Operation } from '../../../pdf/operations.ts'
import type { Resources } from '../content/resources.ts'
import { unitsOf } from '../content/units.ts'

/** An image on a page, and its pixels per inch in the coarser direction. */
export type ImageResolution = Readonly<{ page: number; image: Element; pixelsPerInch: number }>

/** Fewer pixels per inch are visible in print. */
const least = 150

/** Points per inch. */
const inch = 72

/**
 * Measure the pixels per inch of each image a page paints.
 *
 * @param images the image each operation belongs to.
 * @param scale scale of the printed page relative to its operations.
 */
export function imageResolutions(
  { node }: PDFPage,
  operations: ReadonlyArray<Operation>,
  resources: Resources,
  images: ReadonlyArray<Element | undefined>,
  scale: number
): ReadonlyArray<Omit<ImageResolution, 'page'>> {
  if (resources.images.size === 0) return []
  const objects = node.Resources()?.lookup(PDFName.of('XObject'), PDFDict)
  return unitsOf(operations, resources).flatMap(({ painted, from }) => {
    const image = images[from]
    const name = operations[from]?.operands[0]?.slice(1) ?? ''
    const stream = objects?.lookup(PDFName.of(name))
    if (!painted || !image || !(stream instanceof PDFStream)) return []
    const pixels = ['Width', 'Height'].map((key) =>
      stream.dict.lookup(PDFName.of(key), PDFNumber).asNumber()
    )
    const [across = 0, down = 0] = pixels.map(
      (count, side) => (count * inch) / ((painted[side] ?? 0) * scale)
    )
    return [{ image, pixelsPerInch: Math.min(across, down) }]
  })
}

/**
 * Report raster images too coarse for print, once for each page, at their places in the source.
 * Earlier reports are not repeated.
 */
export function reportCoarse(
  resolutions: ReadonlyArray<ImageResolution>,
  { leaves, book }: Typeset<'pdf' | 'cover'>,
  file: VFile
): void {
  const drawings = book.assets.filter(({ type }) => type === 'image/svg+xml')
  const known = new Set(file.messages.map(({ reason }) => reason))
  for (const { page, image, pixelsPerInch } of resolutions) {
    const { src } = image.properties
    // Rounded down, so that too few never looks like enough.
    const count = Math.floor(pixelsPerInch)
    if (count >= least || drawings.some(({ url }) => url === src)) continue
    const where = `of ${src} on page ${leaves[page]?.label}`
    const reason = `Unexpected ${count} pixels per inch ${where}, expected at least ${least}`
    if (known.has(reason)) continue
    setPrintedPlace(report(file, 'press-resolution', reason, image), { page })
    known.add(reason)
  }
}
