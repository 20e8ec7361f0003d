import type { Root } from 'hast'
import type { VFile } from 'vfile'
import type { Book, Medium, Part, Settings, Template, Typeface, Typeset } from './book.ts'
import { setBody } from './typeset/body.ts'
import { setColophon } from './typeset/colophon.ts'
import type { LayoutContext } from './typeset/compose/flow-block.ts'
import { setContents } from './typeset/contents.ts'
import type { HeadingFaces } from './typeset/heading-faces.ts'
import { reportImageText } from './typeset/image-text.ts'
import { markPages } from './typeset/page-marks.ts'
import { styleSheetOf } from './typeset/style-sheet.ts'
import { setTitlePage } from './typeset/title-page.ts'

/** What an edition knows of its source and of the editions made before it. */
export type EditionContext = Pick<Typeset<'html'>, 'pagination' | 'siblings' | 'digest'>

/** Names of the roles in a template's `parts`. */
const names = { title: 'title', contents: 'contents', body: 'text', colophon: 'colophon' } as const

/** Lay a book out for one medium. */
type Typesetter<Laid extends Medium> = (
  book: Book,
  template: Template,
  file: VFile,
  before: EditionContext
) => Promise<Typeset<Laid>>

const typesetters: Readonly<{ [Laid in Medium]: Typesetter<Laid> }> = {
  pdf: setPages,
  cover: setCoverSheet,
  epub: setEpub,
  html: setWebPage
}

/**
 * Lay out a book for one medium: the parts in reading order, the styles and the font faces.
 *
 * A PDF is laid out into pages and lines, and embeds the faces used for measuring; characters that
 * no face covers and images with text are reported at their places. Other editions use the reader's
 * own faces (an EPUB's headings optionally the template's) and the page numbers of a PDF made
 * before them.
 */
export function typeset<Laid extends Medium>(
  book: Book,
  template: Template,
  medium: Laid,
  file: VFile,
  before: EditionContext = { siblings: [] }
): Promise<Typeset<Laid>> {
  return typesetters[medium](book, template, file, before)
}

async function setPages(book: Book, template: Template, file: VFile): Promise<Typeset<'pdf'>> {
  reportImageText(book, file)
  const { pages } = await print(book, template, template.settings.writing, file)
  return { ...pages, medium: 'pdf' }
}

/** A cover shows no image of the text. On its spine the lines run downwards in any writing. */
async function setCoverSheet(
  book: Book,
  template: Template,
  file: VFile
): Promise<Typeset<'cover'>> {
  const { pages, context } = await print(book, template, 'vertical', file)
  const { setCover } = await import('./typeset/cover.ts')
  const cover = setCover(book.meta, context, pages.leaves.length)
  return {
    ...pages,
    medium: 'cover',
    settings: cover.settings,
    leaves: [cover.leaf],
    styles: styleSheetOf(cover.settings) + template.styles.pdf + cover.styles,
    block: cover.block
  }
}

/** Lay out pages, line by line. */
async function print(
  book: Book,
  template: Template,
  writing: Settings['writing'],
  file: VFile
): Promise<
  Readonly<{
    pages: Omit<Typeset<'pdf'>, 'medium'>
    context: Omit<LayoutContext, 'notes' | 'isFoot'>
  }>
> {
  const { settings, profile } = template
  // Loaded when it is wanted: it brings two font libraries along.
  const { coverageOf, subsetFaces } = await import('./typeset/faces.ts')
  const { measureWith } = await import('./typeset/metrics.ts')
  const { setLeaves } = await import('./typeset/leaves.ts')
  const typefaces = [...new Set(template.fonts.map((font) => font.typeface))]
  const parts = {
    contents: setContents(book.outline),
    colophon: setColophon(book, typefaces, undefined)
  }
  const own = [setTitlePage(book.meta), parts.contents, parts.colophon]
  const text: Root = { type: 'root', children: [...own, ...book.body.children] }
  const faces = await subsetFaces(text, template.fonts, writing, file)
  const context = { settings, advance: measureWith(faces), assets: book.assets }
  const pages = {
    ...{ book, settings, typefaces, faces, coverage: coverageOf(faces) },
    leaves: setLeaves(book, parts, context, file),
    styles: styleSheetOf(settings) + template.styles.pdf,
    ...(profile ? { profile } : {})
  }
  return { pages, context }
}

async function setWebPage(
  book: Book,
  { settings, styles }: Template,
  _file: VFile,
  before: EditionContext
): Promise<Typeset<'html'>> {
  const parts = markParts(book, [], before)
  return { medium: 'html', book, settings, styles: styles.html, typefaces: [], parts, ...before }
}

/** An EPUB has what the web edition has not: the order of the template's parts, faces and a cover. */
async function setEpub(
  book: Book,
  template: Template,
  file: VFile,
  before: EditionContext
): Promise<Typeset<'epub'>> {
  const { settings, fonts, styles } = template
  const { faces, typefaces, rules } = await headingFacesOf(book, template)
  const { setFrontCover } = await import('./typeset/front-cover.ts')
  const front = await setFrontCover(book.meta, settings, fonts, file)
  return {
    ...{ medium: 'epub', book, settings, typefaces, faces, front },
    parts: order(markParts(book, typefaces, before), settings.parts),
    styles: styles.epub + rules,
    ...before
  }
}

/** The faces of headings an EPUB embeds, if the template wants them. */
async function headingFacesOf(book: Book, template: Template): Promise<HeadingFaces> {
  if (!template.settings.epub.headingFaces) return { faces: [], typefaces: [], rules: '' }
  const { subsetHeadingFaces } = await import('./typeset/heading-faces.ts')
  return subsetHeadingFaces(book, template)
}

/** Add what only an EPUB has: the order of the template's parts, faces and a cover. */
function markParts(
  book: Book,
  typefaces: ReadonlyArray<Typeface>,
  before: EditionContext
): ReadonlyArray<Part> {
  const parts: ReadonlyArray<Part> = [
    { role: 'title', tree: setTitlePage(book.meta) },
    { role: 'contents', tree: setContents(book.outline) },
    { role: 'body', tree: setBody(book.body) },
    { role: 'colophon', tree: setColophon(book, typefaces, before) }
  ]
  const { pagination } = before
  return pagination ? markPages(parts, pagination, book.meta.title) : parts
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
