import type { VFile } from 'vfile'
import { type Edition, report, type Typeset } from '../../book.ts'
import type { RenderOptions } from '../render-options.ts'
import { foldPages } from './booklet/fold.ts'
import { orderSides } from './booklet/order-sides.ts'
import { markSheets, preparePressPages, savePress } from './press.ts'
import type { PrintedPages } from './print-pages.ts'

/** Most pages of a booklet that can be folded and stitched. */
const thickest = 96

/**
 * Make the booklet: the pages of the press file imposed on sheets for folding and stitching, as
 * PDF/X-4 like it (ISO 15930-7).
 *
 * @returns the booklet and, for the check, its single pages; `undefined`, and a message on the file,
 * if a colour cannot be converted to grey or the creep is too large.
 */
export async function finishBooklet(
  printedPages: PrintedPages,
  typeset: Typeset<'pdf'>,
  _options: RenderOptions,
  file: VFile
): Promise<Pick<Edition<'booklet'>, 'bytes' | 'unfolded'> | undefined> {
  const { settings, leaves } = typeset
  if (leaves.length > thickest) {
    const reason = `Unexpected booklet of ${leaves.length} pages, expected at most ${thickest}`
    report(file, 'booklet-thick', reason)
  }
  const { page, margin, press } = settings
  const count = Math.ceil(leaves.length / 4)
  const creep = press.creep * (count - 1)
  if (creep > margin.inner) {
    const [moved, most] = [creep, margin.inner].map((length) => `${length.toFixed(1)} mm`)
    const reason = `Unexpected creep of ${moved} in ${count} sheets, expected at most the inner margin, ${most}`
    report(file, 'booklet-creep', reason)
    return undefined
  }
  const pages = await preparePressPages(printedPages, typeset, file)
  if (!pages) return undefined
  const sheets = { ...settings, page: { ...page, width: 2 * page.width } }
  const nameOf = (index: number | undefined) => leaves[index ?? -1]?.label ?? 'blank'
  const labels = orderSides(leaves.length, settings.writing).map(
    ({ sheet, face, left, right }) =>
      `sheet ${sheet}/${count} ${face}　${nameOf(left)} · ${nameOf(right)}`
  )
  const booklet = await foldPages(pages, settings)
  markSheets(booklet, { ...typeset, settings: sheets }, { labels, folds: [page.width] }, file)
  return {
    bytes: await savePress(booklet, typeset),
    unfolded: await pages.save({
      addDefaultPage: false,
      objectsPerTick: Number.POSITIVE_INFINITY
    })
  }
}
