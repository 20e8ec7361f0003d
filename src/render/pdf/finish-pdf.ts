import type { VFile } from 'vfile'
import type { Typeset } from '../../book.ts'
import { readPage, writePage } from '../../pdf/streams.ts'
import type { RenderOptions } from '../render-options.ts'
import { attachSourceFile } from './attach-source-file.ts'
import { colourNormaliser } from './content/colour.ts'
import { findDestinations, nameDestinations } from './destinations.ts'
import { labelPages } from './label-pages.ts'
import { mergePdfs } from './merge-pdfs.ts'
import { writeMetadata } from './metadata.ts'
import { writeOutline } from './outline.ts'
import { writeScreenIntent } from './output-intents.ts'
import type { PrintedPages } from './print-pages.ts'
import { removeUnused } from './remove-unused.ts'
import { saveIdentified } from './save-identified.ts'
import { tagPages } from './tags.ts'
import { placeContent, trimPages } from './trim.ts'
import { setViewerPreferences } from './viewer-preferences.ts'

/**
 * Finish the PDF for reading: add the structure tree, page labels, named destinations for the
 * identifiers, internal links, an outline, metadata.
 */
export async function finishPdf(
  { gatherings, map }: PrintedPages,
  typeset: Typeset<'pdf'>,
  { attachSource }: RenderOptions,
  file: VFile
): Promise<Uint8Array> {
  const document = await mergePdfs(gatherings)
  const placement = trimPages(document, typeset.settings, 0)
  const normalise = colourNormaliser(document, 'fold')
  const pages = document.getPages()
  const contents = pages.map((page) => normalise(page, readPage(page)))
  const destinations = findDestinations(document, map, typeset.settings)
  const tagged = tagPages(document, { contents, placement, destinations }, typeset, file)
  for (const [index, page] of pages.entries()) {
    writePage(page, placeContent(tagged[index] ?? [], placement))
  }
  labelPages(document, map)
  nameDestinations(document, destinations)
  writeOutline(document, map, typeset.book)
  if (attachSource) attachSourceFile(document, file, typeset.book.meta)
  writeMetadata(document, typeset, attachSource ? 'PDF/A-3a' : 'PDF/A-2a')
  writeScreenIntent(document)
  setViewerPreferences(document, typeset.settings, { DisplayDocTitle: true })
  removeUnused(document)
  return saveIdentified(document, 7)
}
