import type { VFile } from 'vfile'
import { type Edition, type Progress, report, type TargetOf, type Typeset } from '../book.ts'
import { finishBooklet } from './pdf/booklet.ts'
import { finishCover } from './pdf/cover.ts'
import { finishPdf } from './pdf/finish-pdf.ts'
import { finishPress } from './pdf/press.ts'
import { type PrintedPages, printPages } from './pdf/print-pages.ts'
import { withTabs } from './pdf/shared-browser.ts'
import type { EditionMaker, RenderOptions } from './render-options.ts'

/** Make a file from the printed pages; `undefined`, and a message on the file, if it would be wrong. */
type Finisher = (
  pages: PrintedPages,
  typeset: Typeset<'pdf'>,
  options: RenderOptions,
  file: VFile
) => Promise<Uint8Array | undefined>

/** Of a booklet the check needs its pages unfolded as well. */
const finishers: Readonly<Record<Exclude<TargetOf<'pdf'>, 'booklet'>, Finisher>> = {
  pdf: finishPdf,
  press: finishPress
}

/**
 * Render pages: Chromium and Paged.js print them once; then each edition's file is finished with
 * what a browser cannot produce.
 */
export async function renderPages(
  typeset: Typeset<'pdf'>,
  options: RenderOptions,
  file: VFile,
  progress: Progress
): Promise<EditionMaker<'pdf'> | undefined> {
  const pages = await print(typeset, options, file, progress)
  if (!pages) return undefined
  const printed = { ...factsOf(typeset), map: pages.map }
  return async (target) => {
    if (target === 'booklet') {
      const made = await finishBooklet(pages, typeset, options, file)
      return made && { target, ...made, ...printed }
    }
    const bytes = await finishers[target](pages, typeset, options, file)
    return bytes && { target, bytes, ...printed }
  }
}

/** Render a cover in the same way. */
export async function renderCover(
  typeset: Typeset<'cover'>,
  options: RenderOptions,
  file: VFile,
  progress: Progress
): Promise<EditionMaker<'cover'> | undefined> {
  const pages = await print(typeset, options, file, progress)
  if (!pages) return undefined
  const printed = { ...factsOf(typeset), map: pages.map, block: typeset.block }
  return async (target) => {
    const bytes = await finishCover(pages, typeset, options, file)
    return bytes && { target, bytes, ...printed }
  }
}

async function print(
  typeset: Typeset<'pdf' | 'cover'>,
  options: RenderOptions,
  file: VFile,
  progress: Progress
): Promise<PrintedPages | undefined> {
  progress('launch')
  try {
    return await withTabs(options.browser, file, (tabs) => {
      return printPages(tabs, typeset, file, progress)
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : error
    report(file, 'render-failed', `Unexpected end of rendering: ${reason}`)
    return undefined
  }
}

/** What the check of pages has to know, beside their bytes and their map. */
function factsOf({ settings, coverage, typefaces }: Typeset<'pdf' | 'cover'>): Facts {
  return { settings, coverage, fonts: typefaces.map(({ fontName }) => fontName) }
}

type Facts = Pick<Edition<'pdf'>, 'settings' | 'coverage' | 'fonts'>
