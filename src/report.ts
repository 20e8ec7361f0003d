import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { type Book, type Edition, generator, type PagePicture } from './book.ts'
import { setDigests, setSizes } from './report/files.ts'
import { setFonts } from './report/fonts.ts'
import { markLanguages, section, writeHtml } from './report/html.ts'
import type { ReportInput } from './report/input.ts'
import { setLines } from './report/lines.ts'
import { setMessages } from './report/messages.ts'
import { type Group, groupNotices } from './report/notices.ts'
import {
  choosePages,
  describeSelection,
  marksOf,
  namePages,
  type PageSelection,
  setPage
} from './report/pages.ts'
import { setProvenance } from './report/provenance.ts'
import { setVerdict } from './report/verdict.ts'

export type { AccountEntry, Product, ReportInput } from './report/input.ts'

/** Width of page pictures in a report, in pixels: the largest display width. */
export const pictureWidth = 720

/** Allow only the report's own style and pictures; also protects readers from our mistakes. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/** The sections in order. */
const contents = [
  ['verdict', 'Verdict'],
  ['messages', 'Messages'],
  ['lines', 'Lines'],
  ['fonts', 'Fonts'],
  ['text', 'Text'],
  ['sizes', 'Sizes'],
  ['digests', 'Digests'],
  ['pages', 'Pages']
] as const

/** Choose the pages a report shows, and the PDF they are in; `undefined` without pages. */
export function pagesToShow(
  input: ReportInput
): Pick<PageSelection, 'bytes' | 'pages'> | undefined {
  const edition = printedOf(input)
  return edition && choosePages(edition, groupNotices(input.messages, edition.measured))
}

/**
 * Write the report on a build: one HTML file without network access or scripts, in pieces, so that
 * only one page picture is in memory at a time. The same build gives the same bytes.
 *
 * @param pictures pictures of the pages from {@link pagesToShow}, in order, {@link pictureWidth}
 * wide.
 */
export async function* writeReport(
  input: ReportInput,
  pictures: AsyncIterable<PagePicture>
): AsyncGenerator<string, void, void> {
  const { book, products, name } = input
  const lang = book?.meta.lang ?? 'zh-Hans'
  const edition = printedOf(input)
  const groups = groupNotices(input.messages, edition?.measured)
  const shown = edition && choosePages(edition, groups)
  const pages = namePages(shown, edition?.map)
  const title = book?.meta.title ?? name
  yield `<!doctype html>\n<html lang="en">\n${writeHtml(setHead(title, input.styles))}<body>\n`
  yield writeHtml(setHeader(title, lang, book))
  yield '<main>\n'
  yield writeHtml(setVerdict(input, groups), setMessages(input, groups, pages))
  yield writeHtml(setLines(edition ?? {}, pages), setFonts(edition ?? {}, lang))
  yield writeHtml(
    book
      ? setProvenance(book, input.account)
      : section('text', 'Text', [h('p', 'The source could not be read to its end.')])
  )
  yield writeHtml(setSizes(products, lang), setDigests(input, lang))
  yield* writePages(edition, shown, groups, lang, pictures)
  yield `</main>\n${writeHtml(h('footer', [h('p', generator)]))}</body>\n</html>\n`
}

async function* writePages(
  edition: Edition | undefined,
  shown: PageSelection | undefined,
  groups: ReadonlyArray<Group>,
  lang: string,
  pictures: AsyncIterable<PagePicture>
): AsyncGenerator<string, void, void> {
  const about = shown ? describeSelection(shown) : 'No pages were made.'
  // The end tag is written after all pages.
  const opened = writeHtml(section('pages', 'Pages', [h('p', about)]))
  yield `${opened.replace(/<\/section>\n$/, '')}\n`
  const marks = marksOf(groups)
  const named = new Set<number>()
  const width = ((edition?.settings?.page.width ?? 210) * 96) / 25.4
  let count = 0
  if (shown && shown.pages.length > 0) {
    // Bound on the right, pages run leftwards.
    const isVertical = edition?.settings?.writing === 'vertical'
    yield `<div class="sheets${isVertical ? ' leftwards' : ''}">\n`
    for await (const picture of pictures) {
      const own = marks.get(picture.page) ?? []
      yield writeHtml(setPage(picture, own, edition?.map, width, lang, named))
      count += 1
    }
    yield '</div>\n'
    const lack = shown.pages.length - count
    if (lack > 0) yield writeHtml(h('p', `${lack} of them could not be drawn; the build told why.`))
  }
  yield '</section>\n'
}

/** Find the edition whose pages are shown: the PDF for reading, or another with the same pages. */
function printedOf({ products }: ReportInput): Edition | undefined {
  const editions = products.map(({ edition }) => edition)
  const paged = editions.filter(({ target }) => target !== 'cover')
  return paged.find(({ measured }) => measured) ?? paged.find(({ map }) => map)
}

function setHead(title: string, styles: string): Element {
  return h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('title', `Report: ${title}`),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { httpEquiv: ['Content-Security-Policy'], content: policy }),
    h('meta', { name: 'generator', content: generator }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    // An empty icon: otherwise browsers request one from the host.
    h('link', { rel: ['icon'], href: 'data:,' }),
    // The text of `style` cannot be escaped in HTML; this is a CSS escape.
    h('style', `\n${styles.replaceAll(/<\/(?=style)/gi, '<\\/').trim()}\n`)
  ])
}

/** Set the title in its author's preferred lines. */
function setTitle(
  title: string,
  lang: string,
  lines: ReadonlyArray<string> = []
): ReadonlyArray<ElementContent> {
  if (lines.length < 2) return markLanguages(title, lang)
  return lines.map((line) => h('span', { className: ['title-line'], lang }, line))
}

function setHeader(title: string, lang: string, book: Book | undefined): Element {
  return h('header', [
    h('p', { className: ['kind'] }, 'Report'),
    h('h1', [...setTitle(title, lang, book?.meta.titleLines)]),
    h('nav', { ariaLabel: 'Sections' }, [
      h(
        'ul',
        contents.map(([id, name]) => h('li', [h('a', { href: `#${id}` }, name)]))
      )
    ])
  ])
}
