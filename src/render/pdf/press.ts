import type { Typeset } from '../../book.ts'
import { bind } from './bind.ts'
import { readPage, writePage } from './content/stream.ts'
import type { Imposition } from './impose.ts'
import { place, trimPages } from './trim.ts'

/** What stands around the bleed for marks and the slug line, mm. */
const slug = 10

/** Make the press file of the printed pages: PDF/X-4, black only, with bleed and marks. */
export async function finishPress({ printed }: Imposition, typeset: Typeset): Promise<Uint8Array> {
  const { settings } = typeset
  const document = await bind(printed)
  const placement = trimPages(document, settings, settings.press.bleed + slug)
  for (const page of document.getPages()) writePage(page, place(readPage(page), placement))
  return document.save({ addDefaultPage: false, objectsPerTick: Number.POSITIVE_INFINITY })
}
