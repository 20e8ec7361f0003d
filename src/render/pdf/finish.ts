import { type PDFDocument, PDFName } from 'pdf-lib'
import type { PageMap, Typeset } from '../../book.ts'
import { bind } from './bind.ts'
import { readPage, writePage } from './content/stream.ts'
import { linkToDestinations, nameDestinations } from './destinations.ts'
import { renameElements } from './identifiers.ts'
import type { Imposition } from './impose.ts'
import { writeMetadata } from './metadata.ts'
import { writeOutline } from './outline.ts'
import { place, trimPages } from './trim.ts'

/**
 * Give the printed pages what a browser cannot: page labels, named destinations that repeat the
 * document's identifiers, links to them, an outline, metadata.
 */
export async function finish({ printed, map }: Imposition, typeset: Typeset): Promise<Uint8Array> {
  const document = await bind(printed)
  const placement = trimPages(document, typeset.settings, 0)
  for (const page of document.getPages()) writePage(page, place(readPage(page), placement))
  renameElements(document)
  labelPages(document, map)
  nameDestinations(document, map)
  linkToDestinations(document)
  writeOutline(document, map, typeset.book)
  writeMetadata(document, typeset)
  return document.save({ addDefaultPage: false, objectsPerTick: Number.POSITIVE_INFINITY })
}

/** Write page labels (PDF 32000-1, 12.4.2): lower-case roman before the text, arabic from it on. */
function labelPages({ catalog, context }: PDFDocument, { pages }: PageMap): void {
  const front = pages.findIndex((page) => page.label === '1')
  const ranges = front > 0 ? [0, { S: 'r' }, front, { S: 'D' }] : [0, { S: 'D' }]
  catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: ranges }))
}
