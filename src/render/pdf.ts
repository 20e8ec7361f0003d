import type { VFile } from 'vfile'
import { type Edition, type Progress, report, type Target, type Typeset } from '../book.ts'
import { finishBooklet } from './pdf/booklet.ts'
import { finishCover } from './pdf/cover.ts'
import { finishPdf } from './pdf/finish-pdf.ts'
import { finishPress } from './pdf/press.ts'
import { type PrintedPages, printPages } from './pdf/print-pages.ts'
import { withTabs } from './pdf/shared-browser.ts'
import type { EditionMaker, RenderOptions } from './render-options.ts'

/** Make a file from the printed pages; `undefined`, and a message on the file, if it would be wrong. */
type Finisher<Made> = (
  printedPages: PrintedPages,
  typeset: Typeset,
  options: RenderOptions,
  file: VFile
) => Promise<Made | undefined>

/** Editions without pages of their own. */
type Reflowed = 'epub' | 'html' | 'site'

/** A file, and what its check needs to know. */
type Made = Pick<Edition, 'bytes' | 'unfolded'>

const finishers: Readonly<Record<Exclude<Target, Reflowed>, Finisher<Made>>> = {
  pdf: alone(finishPdf),
  press: alone(finishPress),
  booklet: finishBooklet,
  cover: alone(finishCover)
}

/** Adapt a finisher that makes only bytes. */
function alone(finisher: Finisher<Uint8Array>): Finisher<Made> {
  return async (...given) => {
    const bytes = await finisher(...given)
    return bytes && { bytes }
  }
}

/**
 * Render pages: Chromium and Paged.js print them once; then each edition's file is finished with
 * what a browser cannot produce.
 */
export async function renderPdf(
  typeset: Typeset,
  options: RenderOptions,
  file: VFile,
  progress: Progress
): Promise<EditionMaker | undefined> {
  progress('launch')
  const printedPages = await withTabs(options.browser, file, (tabs) => {
    return printPages(tabs, typeset, file, progress)
  }).catch((error: Error) => {
    report(file, 'render-failed', `Unexpected end of rendering: ${error.message}`)
  })
  if (!printedPages) return undefined
  const fonts = typeset.typefaces.map(({ fontName }) => fontName)
  const { map } = printedPages
  const { settings, block, coverage } = typeset
  return async (target) => {
    const finisher = finisherOf(target)
    const made = await finisher?.(printedPages, typeset, options, file)
    return (
      made && {
        target,
        ...made,
        map,
        fonts,
        settings,
        ...(coverage ? { coverage } : {}),
        ...(block ? { block } : {})
      }
    )
  }
}

function finisherOf(target: Target): Finisher<Made> | undefined {
  return target === 'epub' || target === 'html' || target === 'site' ? undefined : finishers[target]
}
