import type { VFile } from 'vfile'
import type { Edition, Progress, Target, Typeset } from './book.ts'

/** Make the bytes of an edition; nothing, and a message on the file, if they cannot be made. */
type Renderer = (
  typeset: Typeset,
  file: VFile,
  progress: Progress
) => Promise<Edition | undefined> | Edition

// A renderer is loaded when it is wanted: the PDF's brings a whole browser driver along.
const renderers: Readonly<Record<Target, () => Promise<Renderer>>> = {
  pdf: async () => (await import('./render/pdf.ts')).renderPdf,
  epub: async () => (await import('./render/epub.ts')).renderEpub,
  html: async () => (await import('./render/html.ts')).renderHtml
}

/** Make an edition of a book laid out for its target. */
export async function render(
  typeset: Typeset,
  file: VFile,
  progress: Progress
): Promise<Edition | undefined> {
  const renderer = await renderers[typeset.target]()
  return renderer(typeset, file, progress)
}
