import type { VFile } from 'vfile'
import { type Progress, report, type Target, type Typeset } from '../book.ts'
import type { Maker, Order } from './order.ts'
import { launchBrowser } from './pdf/browser.ts'
import { finish } from './pdf/finish.ts'
import { type Imposition, impose } from './pdf/impose.ts'
import { finishPress } from './pdf/press.ts'

/** Make a file of the printed pages; nothing, and a message on the file, if it would be wrong. */
type Finisher = (
  imposition: Imposition,
  typeset: Typeset,
  order: Order,
  file: VFile
) => Promise<Uint8Array | undefined>

const finishers: Readonly<Partial<Record<Target, Finisher>>> = {
  pdf: finish,
  press: finishPress
}

/**
 * Render pages: Chromium and Paged.js paint them, once; then the file of each edition gets what a
 * browser cannot give it.
 */
export async function renderPdf(
  typeset: Typeset,
  order: Order,
  file: VFile,
  progress: Progress
): Promise<Maker | undefined> {
  progress('launch')
  const browser = await launchBrowser(file)
  if (!browser) return undefined
  const imposition = await impose(browser, typeset, file, progress)
    .catch((error: Error) => {
      report(file, 'render-failed', `Unexpected end of rendering: ${error.message}`)
    })
    .finally(() => browser.close())
  if (!imposition) return undefined
  const fonts = typeset.typefaces.map(({ fontName }) => fontName)
  const { map } = imposition
  const { settings } = typeset
  return async (target) => {
    const bytes = await finishers[target]?.(imposition, typeset, order, file)
    return bytes && { target, bytes, map, fonts, settings }
  }
}
