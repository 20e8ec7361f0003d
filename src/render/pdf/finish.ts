import type { VFile } from 'vfile'
import type { Typeset } from '../../book.ts'
import { readPage, writePage } from '../../pdf/streams.ts'
import type { Order } from '../order.ts'
import { attach } from './attach.ts'
import { bind } from './bind.ts'
import { settler } from './content/colour.ts'
import { findDestinations, nameDestinations } from './destinations.ts'
import { saveIdentified } from './identify.ts'
import type { Imposition } from './impose.ts'
import { intendScreen } from './intents.ts'
import { labelPages } from './labels.ts'
import { writeMetadata } from './metadata.ts'
import { writeOutline } from './outline.ts'
import { preferView } from './prefer-view.ts'
import { sweep } from './sweep.ts'
import { tagPages } from './tags.ts'
import { place, trimPages } from './trim.ts'

/**
 * Give the printed pages what a browser cannot: a tag tree, page labels, named destinations that
 * repeat the document's identifiers, links to them, an outline, metadata.
 */
export async function finish(
  { printed, map }: Imposition,
  typeset: Typeset,
  { attachSource }: Order,
  file: VFile
): Promise<Uint8Array> {
  const document = await bind(printed)
  const placement = trimPages(document, typeset.settings, 0)
  const settle = settler(document, 'fold')
  const pages = document.getPages()
  const contents = pages.map((page) => settle(page, readPage(page)))
  const destinations = findDestinations(document, map, typeset.settings)
  const tagged = tagPages(document, { contents, placement, destinations }, typeset, file)
  for (const [index, page] of pages.entries()) {
    writePage(page, place(tagged[index] ?? [], placement))
  }
  labelPages(document, map)
  nameDestinations(document, destinations)
  writeOutline(document, map, typeset.book)
  if (attachSource) attach(document, file, typeset.book.meta)
  writeMetadata(document, typeset, attachSource ? 'PDF/A-3a' : 'PDF/A-2a')
  intendScreen(document)
  preferView(document, typeset.settings, { DisplayDocTitle: true })
  sweep(document)
  return saveIdentified(document, 7)
}
