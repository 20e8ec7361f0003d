import type { VFile } from 'vfile'
import type { Medium, Progress, Typeset } from './book.ts'
import type { Maker, Order, Renderer } from './render/order.ts'

export type { Maker } from './render/order.ts'

// A renderer is loaded when it is wanted: the PDF's brings a whole browser driver along.
const renderers: Readonly<Record<Medium, () => Promise<Renderer>>> = {
  pdf: async () => (await import('./render/pdf.ts')).renderPdf,
  cover: async () => (await import('./render/pdf.ts')).renderPdf,
  epub: async () => {
    const { renderEpub } = await import('./render/epub.ts')
    return (typeset) => () => renderEpub(typeset)
  },
  html: async () => {
    const { renderHtml } = await import('./render/html.ts')
    return (typeset, order) => (target) => renderHtml(typeset, order, target)
  }
}

/**
 * Render a book laid out for a medium, once.
 *
 * @returns what makes the editions of it; nothing, and a message on the file, if there can be none.
 */
export async function render(
  typeset: Typeset,
  order: Order,
  file: VFile,
  progress: Progress
): Promise<Maker | undefined> {
  const renderer = await renderers[typeset.medium]()
  return renderer(typeset, order, file, progress)
}
