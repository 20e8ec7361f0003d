import { PDFDict, type PDFDocument, PDFName, type PDFPage, type PDFRef } from 'pdf-lib'
import type { VFile } from 'vfile'
import type { Settings, Typeset } from '../../book.ts'
import { type Operation, operation } from '../../pdf/operations.ts'
import { readPage, writePage } from '../../pdf/streams.ts'
import type { Order } from '../order.ts'
import { bind } from './bind.ts'
import { settler } from './content/colour.ts'
import { resourceReader } from './content/resources.ts'
import { saveIdentified } from './identify.ts'
import type { Imposition } from './impose.ts'
import { intendPress } from './intents.ts'
import { labelPages } from './labels.ts'
import { writeMetadata } from './metadata.ts'
import { preferView } from './prefer-view.ts'
import { imagesOf } from './press/figures.ts'
import { drawMarks, slug } from './press/marks.ts'
import { reportColours, type Sighting } from './press/report-colours.ts'
import { reportCoarse, type Sample, sampleImages } from './press/resolution.ts'
import { type Slugs, setSlugLine } from './press/slug-line.ts'
import { sweep } from './sweep.ts'
import { mm, place, trimPages } from './trim.ts'

/**
 * Make the press file of the printed pages, built to PDF/X-4 (ISO 15930-7): black only, with bleed, marks
 * and a slug line; without tags, links or anything else that is not printed.
 *
 * @returns nothing, and a message on the file, if a colour cannot be made grey.
 */
export async function finishPress(
  imposition: Imposition,
  typeset: Typeset,
  _order: Order,
  file: VFile
): Promise<Uint8Array | undefined> {
  const document = await settlePages(imposition, typeset, file)
  if (!document) return undefined
  const count = typeset.leaves.length
  const labels = typeset.leaves.map(({ label }, index) => `${label}　${index + 1}/${count}`)
  markSheets(document, typeset, { labels, folds: [] }, file)
  labelPages(document, imposition.map)
  return closePress(document, typeset)
}

/**
 * Settle the printed pages for a press: black only, with their boxes, cut at the bleed.
 *
 * @returns nothing, and a message on the file, if a colour cannot be made grey.
 */
export async function settlePages(
  { printed }: Imposition,
  typeset: Typeset,
  file: VFile
): Promise<PDFDocument | undefined> {
  const { settings } = typeset
  const document = await bind(printed)
  const placement = trimPages(document, settings, settings.press.bleed + slug)
  const settle = settler(document, 'grey')
  const readResources = resourceReader()
  const sightings: Sighting[] = []
  const samples: Sample[] = []
  for (const [index, page] of document.getPages().entries()) {
    const operations = readPage(page)
    const leaf = typeset.leaves[index]
    const images = leaf ? imagesOf(operations, leaf.tree) : []
    const sampled = sampleImages(page, operations, readResources(page), images, placement.scale)
    samples.push(...sampled.map((sample) => ({ page: index, ...sample })))
    const settled = settle(page, operations, (encounter, at) => {
      sightings.push({ page: index, image: images[at], encounter })
    })
    writePage(page, [
      operation('q'),
      ...clipToBleed(settings),
      ...place(settled.filter(isPainted), placement),
      operation('Q')
    ])
    keepOnly(page.node, pageKeys)
  }
  reportCoarse(samples, typeset, file)
  if (!reportColours(sightings, typeset, file)) return undefined
  keepOnly(document.catalog, ['Type', 'Pages'])
  return document
}

/**
 * Put marks and slug line around each sheet.
 *
 * @param sheets a book whose settings are those of the sheet, trimmed.
 */
export function markSheets(
  document: PDFDocument,
  sheets: Typeset,
  slugs: Slugs,
  file: VFile
): void {
  const marks = drawMarks(document, sheets.settings, slugs.folds)
  const slugLine = setSlugLine(document, sheets, slugs, file)
  for (const [index, page] of document.getPages().entries()) {
    writePage(page, [
      ...readPage(page),
      paint(page, 'Marks', marks),
      paint(page, 'Slug', slugLine.form),
      ...(slugLine.labels[index] ?? [])
    ])
  }
}

/** Give a document for a press its metadata and its output intent, and write it. */
export function closePress(document: PDFDocument, typeset: Typeset): Promise<Uint8Array> {
  writeMetadata(document, typeset, 'PDF/X-4')
  intendPress(document, typeset.profile)
  preferView(document, typeset.settings, {})
  sweep(document)
  return saveIdentified(document, 6)
}

/** What a page is printed by (PDF 32000-1, 7.7.3.3). */
const pageKeys = 'Type Parent Resources MediaBox BleedBox TrimBox Contents Group'.split(' ')

function keepOnly(dict: PDFDict, keys: ReadonlyArray<string>): void {
  for (const key of dict.keys()) if (!keys.includes(key.decodeText())) dict.delete(key)
}

/** Marked content (PDF 32000-1, 14.6) has no meaning without its tags. */
function isPainted({ operator }: Operation): boolean {
  return !['BMC', 'BDC', 'EMC', 'MP', 'DP'].includes(operator)
}

/** Chromium rounds the size of its sheets, and paints to their edge. */
function clipToBleed({ page, press }: Settings): ReadonlyArray<Operation> {
  const [width, height] = [page.width + 2 * press.bleed, page.height + 2 * press.bleed]
  return [
    operation('re', slug * mm, slug * mm, width * mm, height * mm),
    operation('W'),
    operation('n')
  ]
}

/** Paint a form XObject on a page, over what is there. */
function paint({ node }: PDFPage, name: string, form: PDFRef): Operation {
  const key = PDFName.of('XObject')
  const resources = node.Resources() ?? PDFDict.withContext(node.context)
  const forms = resources.lookupMaybe(key, PDFDict) ?? PDFDict.withContext(node.context)
  forms.set(PDFName.of(name), form)
  resources.set(key, forms)
  node.set(PDFName.of('Resources'), resources)
  return operation('Do', `/${name}`)
}
