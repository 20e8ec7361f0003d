import type { VFile } from 'vfile'
import type { Progress, Typeset } from '../../src/book.ts'
import {
  type Publication,
  type PublishOptions,
  publish as publishWith,
  type SharedBrowser,
  shareBrowser
} from '../../src/publish.ts'
import type { EditionMaker, RenderOptions } from '../../src/render/render-options.ts'
import { render } from '../../src/render.ts'

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

/** Render pages or a cover with the browser of the worker. */
export function renderPdf<Laid extends 'pdf' | 'cover'>(
  typeset: Typeset<Laid> & Readonly<{ medium: Laid }>,
  options: RenderOptions,
  file: VFile,
  progress: Progress
): Promise<EditionMaker<Laid> | undefined> {
  return render(typeset.medium, typeset, { browser, ...options }, file, progress)
}
