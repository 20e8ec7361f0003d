import type { Root } from 'hast'
import type { VFile } from 'vfile'
import type { Book, Medium, Part, Template, Typeset } from './book.ts'
import { setBody } from './typeset/body.ts'
import { setColophon } from './typeset/colophon.ts'
import { setContents } from './typeset/contents.ts'
import type { HeadingFaces } from './typeset/heading-faces.ts'
import { reportImageText } from './typeset/image-text.ts'
import type { GeneratedParts } from './typeset/leaves.ts'
import { markPages } from './typeset/page-marks.ts'
import { styleSheetOf } from './typeset/style-sheet.ts'
import { setTitlePage } from './typeset/title-page.ts'

/** What an edition knows of its source and of the editions made before it. */
export type EditionContext = Pick<Typeset, 'pagination' | 'siblings' | 'digest'>

/** Names of the roles in a template's `parts`. */
const names = { title: 'title', contents: 'contents', body: 'text', colophon: 'colophon' } as const

/**
 * Lay out a book for one medium: the parts in reading order, the styles and the font faces.
 *
 * A PDF is laid out into pages and lines, and embeds the faces used for measuring; characters that
 * no face covers and images with text are reported at their places. Other editions use the reader's
 * own faces (an EPUB's headings optionally the template's) and the page numbers of a PDF made
 * before them.
 */
export async function typeset(
  book: Book,
  template: Template,
  medium: Medium,
  file: VFile,
  before: EditionContext = { siblings: [] }
): Promise<Typeset> {
  const isPrinted = medium === 'pdf' || medium === 'cover'
  const embedded = await embeddedBy(book, template, medium)
  const { typefaces } = embedded
  const parts = {
    title: setTitlePage(book.meta),
    contents: setContents(book.outline),
    colophon: setColophon(book, typefaces, isPrinted ? undefined : before)
  }
  const { settings, profile } = template
  const common = { medium, book, settings, typefaces, ...before, ...(profile ? { profile } : {}) }
  if (isPrinted) return print(common, parts, template, file)
  const marked = markParts(parts, common)
  const styles = template.styles[medium]
  const screen = { ...common, parts: marked, leaves: [], styles, faces: [] }
  return medium === 'html' ? screen : finishEpub(screen, embedded, template, file)
}

type Common = Omit<Typeset, 'parts' | 'leaves' | 'styles' | 'faces'>

/** Lay out pages, line by line. */
async function print(
  common: Common,
  parts: GeneratedParts,
  template: Template,
  file: VFile
): Promise<Typeset> {
  const { book, medium, settings } = common
  const isCover = medium === 'cover'
  // A cover shows no images of the text.
  if (!isCover) reportImageText(book, file)
  // Loaded on demand: it imports two font libraries.
  const { coverageOf, subsetFaces } = await import('./typeset/faces.ts')
  const { measureWith } = await import('./typeset/metrics.ts')
  const { setLeaves } = await import('./typeset/leaves.ts')
  const { title, contents, colophon } = parts
  const text: Root = { type: 'root', children: [title, contents, ...book.body.children, colophon] }
  // On the spine of a cover text runs downwards in any writing mode.
  const writing = isCover ? 'vertical' : settings.writing
  const faces = await subsetFaces(text, template.fonts, writing, file)
  const context = { settings, advance: measureWith(faces), assets: book.assets }
  const leaves = setLeaves(book, parts, context, file)
  const styles = template.styles.pdf
  const pages = {
    ...common,
    parts: [],
    leaves,
    styles: styleSheetOf(settings) + styles,
    faces,
    coverage: coverageOf(faces)
  }
  if (!isCover) return pages
  const { setCover } = await import('./typeset/cover.ts')
  const cover = setCover(book.meta, title, context, leaves.length)
  return {
    ...pages,
    settings: cover.settings,
    leaves: [cover.leaf],
    styles: styleSheetOf(cover.settings) + styles + cover.styles,
    block: cover.block
  }
}

/** List the parts of an edition without pages, with marks for the PDF's pages if it knows them. */
function markParts(
  { title, contents, colophon }: GeneratedParts,
  { book, pagination }: Common
): ReadonlyArray<Part> {
  const parts: ReadonlyArray<Part> = [
    { role: 'title', tree: title },
    { role: 'contents', tree: contents },
    { role: 'body', tree: setBody(book.body) },
    { role: 'colophon', tree: colophon }
  ]
  return pagination ? markPages(parts, pagination, book.meta.title) : parts
}

/** Choose the typefaces an edition embeds: all of the template's for a PDF, those of headings for an EPUB. */
async function embeddedBy(book: Book, template: Template, medium: Medium): Promise<HeadingFaces> {
  const none = { faces: [], typefaces: [], rules: '' }
  if (medium === 'pdf' || medium === 'cover') {
    return { ...none, typefaces: [...new Set(template.fonts.map((font) => font.typeface))] }
  }
  if (medium === 'html' || !template.settings.epub.headingFaces) return none
  const { subsetHeadingFaces } = await import('./typeset/heading-faces.ts')
  return subsetHeadingFaces(book, template)
}

/** Add what only an EPUB has: the order of the template's parts, faces and a cover. */
async function finishEpub(
  screen: Typeset,
  { faces, rules }: HeadingFaces,
  { settings, fonts }: Template,
  file: VFile
): Promise<Typeset> {
  const { setFrontCover } = await import('./typeset/front-cover.ts')
  const front = await setFrontCover(screen.book.meta, settings, fonts, file)
  const parts = order(screen.parts, settings.parts)
  return { ...screen, parts, styles: screen.styles + rules, faces, front }
}

/** Sort the parts as the template orders them; unnamed ones come last. */
function order(
  parts: ReadonlyArray<Part>,
  wanted: Template['settings']['parts']
): ReadonlyArray<Part> {
  const rank = ({ role }: Part) =>
    (wanted.indexOf(names[role]) + wanted.length + 1) % (wanted.length + 1)
  return [...parts].sort((one, other) => rank(one) - rank(other))
}
