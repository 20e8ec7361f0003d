import type { VFile } from 'vfile'
import type { Edition, Progress, Target, Typeset } from './book.ts'
import { renderEpub } from './render/epub.ts'
import { renderHtml } from './render/html.ts'
import { renderPdf } from './render/pdf.ts'

/** Make the bytes of an edition; nothing, and a message on the file, if they cannot be made. */
type Renderer = (
  typeset: Typeset,
  file: VFile,
  progress: Progress
) => Promise<Edition | undefined> | Edition

const renderers = {
  pdf: renderPdf,
  epub: renderEpub,
  html: renderHtml
} satisfies Record<Target, Renderer>

/** Make an edition of a book laid out for its target. */
export async function render(
  typeset: Typeset,
  file: VFile,
  progress: Progress
): Promise<Edition | undefined> {
  const renderer: Renderer = renderers[typeset.target]
  return await renderer(typeset, file, progress)
}
