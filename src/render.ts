import type { VFile } from 'vfile'
import type { Medium, PagePicture, Progress, Typeset } from './book.ts'
import type { PictureOptions } from './render/pdf/pictures.ts'
import type { EditionMaker, Renderer, RenderOptions } from './render/render-options.ts'

export type { PictureOptions } from './render/pdf/pictures.ts'
export { type SharedBrowser, shareBrowser } from './render/pdf/shared-browser.ts'
export type { EditionMaker } from './render/render-options.ts'

// Renderers are loaded on demand: the one for PDF loads a browser driver.
const renderers: Readonly<{ [Laid in Medium]: () => Promise<Renderer<Laid>> }> = {
  pdf: async () => (await import('./render/pdf.ts')).renderPages,
  cover: async () => (await import('./render/pdf.ts')).renderCover,
  epub: async () => {
    const { renderEpub } = await import('./render/epub.ts')
    return (typeset) => () => renderEpub(typeset)
  },
  html: async () => {
    const { renderHtml } = await import('./render/html.ts')
    return (typeset, options) => (_, isOnSite) => renderHtml(typeset, options, isOnSite)
  }
}

/**
 * Render a book laid out for one medium, once for all its editions.
 *
 * @returns a function that makes the editions; `undefined`, and a message on the file, if rendering
 * failed.
 */
export async function render<Laid extends Medium>(
  medium: Laid,
  typeset: Typeset<Laid>,
  options: RenderOptions,
  file: VFile,
  progress: Progress
): Promise<EditionMaker<Laid> | undefined> {
  const renderer = await renderers[medium]()
  return renderer(typeset, options, file, progress)
}

/**
 * Draw pages of a finished PDF one after the other, each cropped to its TrimBox.
 *
 * @param pages their indices; all pages if `undefined`.
 * @returns whether all were drawn; otherwise the file has a message.
 */
export async function* drawPages(
  bytes: Uint8Array,
  pages: ReadonlyArray<number> | undefined,
  options: PictureOptions,
  file: VFile
): AsyncGenerator<PagePicture, boolean, void> {
  const pictures = await import('./render/pdf/pictures.ts')
  return yield* pictures.drawPages(bytes, pages, options, file)
}

/**
 * Draw pages of a finished PDF and collect the pictures; for a long book use {@link drawPages}.
 *
 * @param pages their indices; all pages if `undefined`.
 * @returns `undefined`, and a message on the file, if one cannot be drawn.
 */
export async function picturePages(
  bytes: Uint8Array,
  pages: ReadonlyArray<number> | undefined,
  options: PictureOptions,
  file: VFile
): Promise<ReadonlyArray<PagePicture> | undefined> {
  const pictures: PagePicture[] = []
  const drawing = drawPages(bytes, pages, options, file)
  for (;;) {
    const { done, value } = await drawing.next()
    if (done) return value ? pictures : undefined
    pictures.push(value)
  }
}

/**
 * Extract pages of a finished press file into a new file, with their labels.
 *
 * @param pages indices in ascending order.
 * @param labels the label of each page of the press file.
 */
export async function selectPages(
  bytes: Uint8Array,
  pages: ReadonlyArray<number>,
  labels: ReadonlyArray<string>
): Promise<Uint8Array> {
  const select = await import('./render/pdf/select-pages.ts')
  return select.selectPages(bytes, pages, labels)
}
