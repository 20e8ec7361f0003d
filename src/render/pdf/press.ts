import { PDFDict, type PDFDocument, PDFName, type PDFPage, type PDFRef } from '@cantoo/pdf-lib'
import type { VFile } from 'vfile'
import type { Settings, Typeset } from '../../book.ts'
import { type Operation, operation } from '../../pdf/operations.ts'
import { readPage, writePage } from '../../pdf/streams.ts'
import type { RenderOptions } from '../render-options.ts'
import { colourNormaliser } from './content/colour.ts'
import { resourceReader } from './content/resources.ts'
import { labelPages } from './label-pages.ts'
import { mergePdfs } from './merge-pdfs.ts'
import { writeMetadata } from './metadata.ts'
import { writePressIntent } from './output-intents.ts'
import { drawMarks, slugWidth } from './press/marks.ts'
import { operationImages } from './press/operation-images.ts'
import { type ColourUse, reportColours } from './press/report-colours.ts'
import { type ImageResolution, imageResolutions, reportCoarse } from './press/resolution.ts'
import { type SheetLabels, setSlugLine } from './press/slug-line.ts'
import type { PrintedPages } from './print-pages.ts'
import { removeUnused } from './remove-unused.ts'
import { saveIdentified } from './save-identified.ts'
import { mm, placeContent, trimPages } from './trim.ts'
import { setViewerPreferences } from './viewer-preferences.ts'

/**
 * Make the press file from the printed pages, as PDF/X-4 (ISO 15930-7): black only, with bleed,
 * marks and a slug line; without tags, links and other content that is not printed.
 *
 * @returns `undefined`, and a message on the file, if a colour cannot be converted to grey.
 */
export async function finishPress(
  printedPages: PrintedPages,
  typeset: Typeset<'pdf' | 'cover'>,
  _options: RenderOptions,
  file: VFile
): Promise<Uint8Array | undefined> {
  const document = await preparePressPages(printedPages, typeset, file)
  if (!document) return undefined
  const count = typeset.leaves.length
  const labels = typeset.leaves.map(({ label }, index) => `${label}　${index + 1}/${count}`)
  markSheets(document, typeset, { labels, folds: [] }, file)
  labelPages(document, printedPages.map)
  return savePress(document, typeset)
}

/**
 * Prepare the printed pages for a press: black only, with page boxes, clipped at the bleed.
 *
 * @returns `undefined`, and a message on the file, if a colour cannot be converted to grey.
 */
export async function preparePressPages(
  { gatherings }: PrintedPages,
  typeset: Typeset<'pdf' | 'cover'>,
  file: VFile
): Promise<PDFDocument | undefined> {
  const { settings } = typeset
  const document = await mergePdfs(gatherings)
  const placement = trimPages(document, settings, settings.press.bleed + slugWidth)
  const normalise = colourNormaliser(document, 'grey')
  const readResources = resourceReader()
  const colourUses: ColourUse[] = []
  const resolutions: ImageResolution[] = []
  for (const [index, page] of document.getPages().entries()) {
    const operations = readPage(page)
    const leaf = typeset.leaves[index]
    const images = leaf ? operationImages(operations, leaf.tree) : []
    const sampled = imageResolutions(page, operations, readResources(page), images, placement.scale)
    resolutions.push(...sampled.map((resolution) => ({ page: index, ...resolution })))
    const normalised = normalise(page, operations, (encounter, at) => {
      colourUses.push({ page: index, image: images[at], encounter })
    })
    writePage(page, [
      operation('q'),
      ...clipToBleed(settings),
      ...placeContent(normalised.filter(isPainted), placement),
      operation('Q')
    ])
    keepOnly(page.node, pageKeys)
  }
  reportCoarse(resolutions, typeset, file)
  if (!reportColours(colourUses, typeset, file)) return undefined
  keepOnly(document.catalog, ['Type', 'Pages'])
  return document
}

/**
 * Put marks and slug line around each sheet.
 *
 * @param sheets a book whose page size is that of the trimmed sheet.
 */
export function markSheets(
  document: PDFDocument,
  sheets: Typeset<'pdf' | 'cover'>,
  slugs: SheetLabels,
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

/** Add metadata and output intent to a press file, and save it. */
export function savePress(
  document: PDFDocument,
  typeset: Typeset<'pdf' | 'cover'>
): Promise<Uint8Array> {
  writeMetadata(document, typeset, 'PDF/X-4')
  writePressIntent(document, typeset.profile)
  setViewerPreferences(document, typeset.settings, {})
  removeUnused(document)
  return saveIdentified(document, 6)
}

/** Page entries needed for printing (PDF 32000-1, 7.7.3.3). */
const pageKeys = 'Type Parent Resources MediaBox BleedBox TrimBox Contents Group'.split(' ')

function keepOnly(dict: PDFDict, keys: ReadonlyArray<string>): void {
  for (const key of dict.keys()) if (!keys.includes(key.decodeText())) dict.delete(key)
}

/** Tell whether an operation is not marked content (PDF 32000-1, 14.6), which is meaningless without tags. */
function isPainted({ operator }: Operation): boolean {
  return !['BMC', 'BDC', 'EMC', 'MP', 'DP'].includes(operator)
}

/** Clip to the bleed: Chromium rounds the page size, and paints to its edge. */
function clipToBleed({ page, press }: Settings): ReadonlyArray<Operation> {
  const [width, height] = [page.width + 2 * press.bleed, page.height + 2 * press.bleed]
  return [
    operation('re', slugWidth * mm, slugWidth * mm, width * mm, height * mm),
    operation('W'),
    operation('n')
  ]
}

/** Paint a form XObject over the content of a page. */
function paint({ node }: PDFPage, name: string, form: PDFRef): Operation {
  const key = PDFName.of('XObject')
  const resources = node.Resources() ?? PDFDict.withContext(node.context)
  const forms = resources.lookupMaybe(key, PDFDict) ?? PDFDict.withContext(node.context)
  forms.set(PDFName.of(name), form)
  resources.set(key, forms)
  node.set(PDFName.of('Resources'), resources)
  return operation('Do', `/${name}`)
}
