import type { VFile } from 'vfile'
import type { Book, Part, Target, Template, Typeset } from './book.ts'
import { setBody } from './typeset/body.ts'
import { setColophon } from './typeset/colophon.ts'
import { setContents } from './typeset/contents.ts'
import { setTitlePage } from './typeset/title-page.ts'

/**
 * Lay a book out for one target: the parts in reading order, the styles and the faces.
 *
 * A character that no face has is a message at its place in the source. Only the PDF embeds faces;
 * the other editions are read with the reader's own.
 */
export async function typeset(
  book: Book,
  template: Template,
  target: Target,
  file: VFile
): Promise<Typeset> {
  const typefaces =
    target === 'pdf' ? [...new Set(template.fonts.map((font) => font.typeface))] : []
  const parts: ReadonlyArray<Part> = [
    { role: 'title', tree: setTitlePage(book.meta) },
    { role: 'contents', tree: setContents(book.outline) },
    { role: 'body', tree: setBody(book.body, target) },
    { role: 'colophon', tree: setColophon(book.meta, typefaces) }
  ]
  const set = { target, book, parts, styles: template.styles[target], faces: [], typefaces }
  if (target !== 'pdf') return set
  // Loaded when it is wanted: it brings two font libraries along.
  const { cutFaces } = await import('./typeset/faces.ts')
  return { ...set, faces: await cutFaces(parts, template.fonts, file) }
}
