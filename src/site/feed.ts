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
 * Write the feed of corrections (Atom 1.0, RFC 4287): an entry when a document is published, and one
 * for each of its corrections, newest first.
 *
 * Identifiers are made of what they identify, and times are the days the documents tell, so that the
 * same documents give the same feed. Links are absolute if it is known where the site will be found.
 */
export function writeFeed(documents: ReadonlyArray<SiteDocument>, baseUrl?: string): SiteFile {
  // What happened last in a document stands last in it: where days are equal, that is newer.
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
  // The serializer leaves `]]>` in text as it is, which XML forbids (XML 1.0, 2.4).
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
      // Only their words may tell two corrections apart; whoever adds words to one corrects nothing.
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

/** Say what a document is, and how its text came from the one received. */
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

/** Documents tell days; the time of day is that of their beginning (RFC 3339). */
function timeOf(date: string): string {
  return `${date}T00:00:00Z`
}

function lines(children: ReadonlyArray<Element>): Array<Element | Text> {
  const end = { type: 'text', value: '\n' } as const
  return [...children.flatMap((child) => [end, child]), end]
}
