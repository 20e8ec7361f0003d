import type { VFile } from 'vfile'
import { type Edition, type Progress, report, type Typeset } from '../book.ts'
import { launchBrowser } from './pdf/browser.ts'
import { finish } from './pdf/finish.ts'
import { impose } from './pdf/impose.ts'

/**
 * Make the PDF edition: Chromium and Paged.js paint the pages, then the file gets what a browser
 * cannot give it.
 */
export async function renderPdf(
  typeset: Typeset,
  file: VFile,
  progress: Progress
): Promise<Edition | undefined> {
  progress('launch')
  const browser = await launchBrowser(file)
  if (!browser) return undefined
  const imposition = await impose(browser, typeset, file, progress)
    .catch((error: Error) => {
      report(file, 'render-failed', `Unexpected end of rendering: ${error.message}`)
    })
    .finally(() => browser.close())
  if (!imposition) return undefined
  progress('finish')
  const { printed, map } = imposition
  const bytes = await finish(printed, map, typeset)
  const fonts = typeset.typefaces.map(({ fontName }) => fontName)
  return { target: 'pdf', bytes, map, fonts, settings: typeset.settings }
}
