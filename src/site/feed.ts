import type { Element, Text } from 'xast'
import { toXml } from 'xast-util-to-xml'
import { x } from 'xastscript'
import {
  type Book,
  type Correction,
  describeAccount,
  describePlaces,
  describeWords,
  generator,
  identify,
  otherPlaces,
  placeName,
  uuidOf
} from '../book.ts'
import { languageOf, publishersOf, type SiteDocument, type SiteFile, urlOf } from './document.ts'

/** An event of the feed. */
type Entry = Readonly<{
  id: string
  /** Day, `YYYY-MM-DD`. */
  date: string
  title: string
  summary: string
  href: string
  author: string
}>

/**
 * Write the feed of corrections (Atom 1.0, RFC 4287): one entry for the publication of each
 * document and one for each correction, newest first.
 *
 * Identifiers are derived from content, and times are the documents' dates, so that the same
 * documents give the same feed. Links are absolute if the site's URL is known.
 */
export function writeFeed(documents: ReadonlyArray<SiteDocument>, baseUrl?: string): SiteFile {
  // For equal days, later entries of a document are newer.
  const entries = documents
    .flatMap((document) => entriesOf(document, baseUrl ?? '').toReversed())
    .sort((one, other) => (one.date > other.date ? -1 : Number(one.date < other.date)))
  const [name = '', version = ''] = generator.split(' ')
  const publishers = publishersOf(documents)
  const feed = x(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': languageOf(documents) },
    lines([
      x('title', `${publishers ?? ''}文件的发布与更正`),
      x('id', uuidOf(['feed', baseUrl ?? publishers ?? ''])),
      x('updated', timeOf(entries[0]?.date ?? '')),
      x('link', { rel: 'self', type: 'application/atom+xml', href: `${baseUrl ?? ''}feed.xml` }),
      x('link', { rel: 'alternate', type: 'text/html', href: baseUrl ?? 'index.html' }),
      x('generator', { version }, name),
      ...entries.map(writeEntry)
    ])
  )
  // The serializer does not escape `]]>` in text, which XML forbids (XML 1.0, 2.4).
  const xml = toXml(feed, { closeEmptyElements: true }).replaceAll(']]>', ']]&gt;')
  const bytes = new TextEncoder().encode(`<?xml version="1.0" encoding="utf-8"?>\n${xml}\n`)
  return { path: 'feed.xml', bytes }
}

function entriesOf({ name, book }: SiteDocument, baseUrl: string): ReadonlyArray<Entry> {
  const { meta } = book
  const { title, date, corrections } = meta
  const home = `${baseUrl}${urlOf(name)}/`
  const common = { title: `《${title}》`, author: meta.body ?? '发文机关不详' }
  const words = [identify(meta), name]
  return [
    {
      ...common,
      id: uuidOf(['published', ...words]),
      date,
      summary: summaryOf(book),
      href: home
    },
    ...corrections.map((correction) => {
      const { date, what, at, from = '', to = '' } = correction
      // The words are part of the identifier only if needed to distinguish corrections, so that
      // adding words later does not change it.
      const alike = corrections.filter(
        (other) => other.date === date && other.what === what && other.at === at
      )
      const own = alike.length > 1 ? [from, to] : []
      return {
        ...common,
        id: uuidOf(['corrected', ...words, date, what, at ?? '', ...own]),
        date,
        title: `更正：《${title}》`,
        summary: correctionIn(correction, book),
        href: at === undefined ? home : `${home}#${at}`
      }
    })
  ]
}

function correctionIn(correction: Correction, book: Book): string {
  const { at, what } = correction
  const places = describePlaces(otherPlaces(correction, book.account), book)
  const told = [what, describeWords(correction)].filter((part) => part !== '').join('　')
  return `${at === undefined ? '' : `${placeName(at, book)}：`}${told}${places && `（${places}）`}`
}

/** Summarise a document, and how its text was made from the received one. */
function summaryOf({ meta, account, ...book }: Book): string {
  const { title, date, place, body = '', source } = meta
  const told = account && describeAccount(account, book)
  const made = [
    ...(source?.normalised ?? []),
    ...(told ? [...told.cleaned, ...told.decided, ...told.readings, ...told.unexplained] : [])
  ]
  const what = [`${body}《${title}》`, date, ...(place ? [place] : [])].join('，')
  return made.length > 0 ? `${what}。据来源文本整理：${made.join('；')}。` : what
}

function writeEntry({ id, date, title, summary, href, author }: Entry): Element {
  return x(
    'entry',
    lines([
      x('title', title),
      x('id', id),
      x('published', timeOf(date)),
      x('updated', timeOf(date)),
      x('link', { rel: 'alternate', type: 'text/html', href }),
      x('author', [x('name', author)]),
      x('summary', summary)
    ])
  )
}

/** Write a date as the start of that day (RFC 3339). */
function timeOf(date: string): string {
  return `${date}T00:00:00Z`
}

function lines(children: ReadonlyArray<Element>): Array<Element | Text> {
  const end = { type: 'text', value: '\n' } as const
  return [...children.flatMap((child) => [end, child]), end]
}
