import type { VFile } from 'vfile'
import type { Typeset } from '../../book.ts'
import type { RenderOptions } from '../render-options.ts'
import { markSheets, preparePressPages, savePress } from './press.ts'
import type { PrintedPages } from './print-pages.ts'

/**
 * Make the cover from its printed sheet, as PDF/X-4 like the press file (ISO 15930-7), with fold
 * marks along the spine.
 *
 * @returns `undefined`, and a message on the file, if a colour cannot be converted to grey.
 */
export async function finishCover(
  printedPages: PrintedPages,
  typeset: Typeset<'cover'>,
  _options: RenderOptions,
  file: VFile
): Promise<Uint8Array | undefined> {
  const { settings, block } = typeset
  const sheet = await preparePressPages(printedPages, typeset, file)
  if (!sheet) return undefined
  const { width, pages } = block
  const paper = settings.press.paper
  const spine = Number((settings.page.width - 2 * width).toFixed(2))
  const label = `cover　spine ${spine} mm, ${pages} pp. × ${paper} mm`
  const folds = [width, settings.page.width - width]
  markSheets(sheet, typeset, { labels: [label], folds }, file)
  return savePress(sheet, typeset)
}
