import type { Root } from 'hast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { type Book, report, setPrintedPlace } from '../../book.ts'
import type { Print } from '../pages/print.ts'
import type { ReadPdf } from '../read/pdf.ts'
import { isFolio, textOf } from '../rules/folio.ts'
import { decompose } from '../text/characters.ts'
import { forEachStream } from '../text/streams.ts'

/** Find the index of the page on which the text of each identifier begins. */
export function pagesOf({ streams, found }: Print): ReadonlyMap<string, number> {
  return new Map(
    Object.values(
      forEachStream((name) =>
        [...streams[name].startOf].map(([id, index]) => {
          return [id, found[name][index]?.where.page ?? -1] as const
        })
      )
    ).flat()
  )
}

/**
 * In the margins stand the folio, which is the page label (PDF 32000-1, 12.4.2), and the running
 * head the template asks for, and nothing else. A page may be headed by the section that goes on
 * there or by one that begins there.
 */
export function checkMargins(
  { book: { meta, outline }, settings, pageContents }: Print,
  pageOf: ReadonlyMap<string, number>,
  file: VFile
): void {
  const sections = outline.filter(({ depth }) => depth === 2)
  let running: ReadonlyArray<string> = []
  for (const [page, { label, margins }] of pageContents.entries()) {
    const begun = sections.filter(({ id }) => pageOf.get(id) === page).map(({ text }) => text)
    const heads = { none: [], title: [meta.title], section: [...running, ...begun] }
    const wanted = heads[settings.heads[page % 2 === 0 ? 'recto' : 'verso']]
    running = begun.length > 0 ? begun.slice(-1) : running
    for (const text of margins.map((glyphs) => decompose(textOf(glyphs)))) {
      if (isFolio(text, label)) continue
      if (wanted.some((head) => isHead(text, decompose(head.replaceAll(/\s/gu, ''))))) continue
      const reason = `Unexpected folio ${text} on page ${page + 1} of the PDF, expected —${label}—`
      setPrintedPlace(report(file, 'edition-contents', reason), { page })
    }
  }
}

/**
 * Each identifier that has text is a destination on the page its text is painted on; links within
 * the document lead to the places of those the contents and the text link to, and to no other.
 */
export function checkDestinations(
  { destinations, links }: ReadPdf,
  { body, outline }: Book,
  pageOf: ReadonlyMap<string, number>,
  file: VFile
): void {
  for (const [id, page] of pageOf) {
    const named = destinations.get(id)?.page
    if (named === page) continue
    const reason = `Unexpected page ${(named ?? -1) + 1} as destination of ${id} in the PDF, expected page ${page + 1}`
    report(file, 'edition-contents', reason)
  }
  const entries = destinations.has('contents') ? outline : []
  const targets = [...entries.map(({ id }) => id), ...targetsOf(body)]
  const places = new Map(targets.map((id) => [destinations.get(id)?.place ?? id, id]))
  for (const place of new Set(links)) {
    if (places.delete(place)) continue
    const reason = `Unexpected link to ${place} in the PDF, expected the place of an identifier`
    report(file, 'edition-contents', reason)
  }
  for (const id of places.values()) {
    report(file, 'edition-contents', `Unexpected lack of a link to ${id} in the PDF`)
  }
}

/** The identifiers the text links to; there is no way back from a note to its call. */
function targetsOf(body: Root): ReadonlyArray<string> {
  const targets: Array<string> = []
  visit(body, 'element', ({ properties: { href, dataFootnoteBackref } }) => {
    if (typeof href !== 'string' || dataFootnoteBackref !== undefined) return
    if (href.startsWith('#')) targets.push(decodeURIComponent(href.slice(1)))
  })
  return targets
}

/** A head too long for its line ends in ……, as a heading may by itself. */
function isHead(text: string, head: string): boolean {
  return text === head || (text.endsWith('……') && head.startsWith(text.slice(0, -2)))
}

/** The outline has the title and every heading, in order; other entries may stand between. */
export function checkOutline(
  { file: { outline } }: ReadPdf,
  { meta, outline: headings }: Book,
  file: VFile
): void {
  const wanted = [
    { title: meta.title, target: 'title' },
    ...headings.map(({ id, text }) => ({ title: text, target: id }))
  ]
  const ids = new Set(wanted.map((entry) => entry.target))
  const found = outline.filter((entry) => ids.has(entry.target))
  const differing = wanted.findIndex(
    (entry, index) => found[index]?.title !== entry.title || found[index]?.target !== entry.target
  )
  if (differing === -1 && found.length === wanted.length) return
  const reason = `Unexpected outline entry ${found[differing]?.title}, expected ${wanted[differing]?.title}`
  report(file, 'edition-contents', reason)
}

/** Each entry of the contents is its heading and the label of the page that heading is painted on. */
export function checkContents(
  { book: { outline }, map, pageContents }: Print,
  pageOf: ReadonlyMap<string, number>,
  file: VFile
): void {
  const first = map.at.contents?.page
  if (first === undefined) return
  const end = pageContents.findIndex((pageContent) => pageContent.label === '1')
  const contents = pageContents.slice(first, end).flatMap((pageContent) => pageContent.apparatus)
  // A font paints a letter and its accent as one glyph, whichever of the two a text writes.
  const bare = (text: string) => decompose(text.replaceAll(/[\s·]/gu, ''))
  const found = bare(contents.map(({ text }) => text).join(''))
  const wanted = outline.map(({ id, text }) =>
    bare(text + pageContents[pageOf.get(id) ?? -1]?.label)
  )
  if (found === `目录${wanted.join('')}`) return
  const entry = wanted.find((entry) => !found.includes(entry)) ?? wanted[0]
  const reason = `Unexpected contents in the PDF, expected the entry ${entry}, its heading and its page`
  report(file, 'edition-contents', reason)
}
