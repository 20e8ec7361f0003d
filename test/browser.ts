import type { VFile } from 'vfile'
import type { Progress, Typeset } from '../src/book.ts'
import {
  type Publication,
  type PublishOptions,
  publish as publishWith,
  type SharedBrowser,
  shareBrowser
} from '../src/publish.ts'
import { renderPdf as renderWith } from '../src/render/pdf.ts'
import type { EditionMaker, RenderOptions } from '../src/render/render-options.ts'

/** The browser of a worker, shared by all its tests. It ends with the worker. */
export const browser: SharedBrowser = shareBrowser()

/** Publish a source with the browser of the worker. */
export function publish(
  path: string,
  options: PublishOptions,
  progress: Progress
): Promise<Publication> {
  return publishWith(path, { browser, ...options }, progress)
}

/** Render a PDF with the browser of the worker. */
export function renderPdf(
  typeset: Typeset,
  order: RenderOptions,
  file: VFile,
  progress: Progress
): Promise<EditionMaker | undefined> {
  return renderWith(typeset, { browser, ...order }, file, progress)
}
