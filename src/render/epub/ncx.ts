import type { Element } from 'xast'
import { x } from 'xastscript'
import { identify, type Meta } from '../../book.ts'
import { idsOf } from './links.ts'
import type { Entry } from './navigation.ts'
import type { PageTarget } from './page-breaks.ts'
import type { XhtmlFile } from './xhtml-files.ts'

/** The `playOrder` of a URL: its rank among the targets of the NCX. */
type PlayOrder = (href: string) => number

/** Write the navigation as an NCX (OPF 2.0.1, 2.4.1), for Kindle and reading systems older than EPUB 3. */
export function ncx(
  meta: Meta,
  xhtmlFiles: ReadonlyArray<XhtmlFile>,
  contents: ReadonlyArray<Entry>,
  pages: ReadonlyArray<PageTarget>
): Element {
  const orderOf = playOrder(xhtmlFiles, [...flat(contents), ...pages])
  const numbers = pages.map(({ label }) => Number(label)).filter((number) => number > 0)
  return x(
    'ncx',
    { xmlns: 'http://www.daisy.org/z3986/2005/ncx/', version: '2005-1', 'xml:lang': meta.lang },
    [
      x('head', [
        head('dtb:uid', identify(meta)),
        head('dtb:depth', `${depthOf(contents)}`),
        head('dtb:totalPageCount', `${pages.length}`),
        head('dtb:maxPageNumber', `${Math.max(0, ...numbers)}`)
      ]),
      x('docTitle', [x('text', meta.title)]),
      x(
        'navMap',
        contents.map((entry, index) => navPoint(entry, `${index + 1}`, orderOf))
      ),
      ...(pages.length > 0
        ? [
            x('pageList', [
              label('页码'),
              ...pages.map((page) => pageTarget(page, orderOf(page.href)))
            ])
          ]
        : [])
    ]
  )
}

/** Rank the target URLs in reading order; duplicates share a rank. */
function playOrder(
  xhtmlFiles: ReadonlyArray<XhtmlFile>,
  targets: ReadonlyArray<Readonly<{ href: string }>>
): PlayOrder {
  const wanted = new Set(targets.map(({ href }) => href))
  const addresses = xhtmlFiles.flatMap(({ path, content }) => [
    path,
    ...[...idsOf(content)].map((id) => `${path}#${id}`)
  ])
  const ranks = new Map(
    addresses.filter((address) => wanted.has(address)).map((address, index) => [address, index + 1])
  )
  return (href) => {
    const rank = ranks.get(href)
    if (!rank) throw new Error(`No ${href} in the files`)
    return rank
  }
}

function flat(entries: ReadonlyArray<Entry>): ReadonlyArray<Entry> {
  return entries.flatMap((entry) => [entry, ...flat(entry.entries)])
}

function depthOf(entries: ReadonlyArray<Entry>): number {
  return Math.max(0, ...entries.map((entry) => 1 + depthOf(entry.entries)))
}

function navPoint({ text, href, entries }: Entry, number: string, orderOf: PlayOrder): Element {
  return x('navPoint', { id: `entry-${number}`, playOrder: `${orderOf(href)}` }, [
    label(text),
    x('content', { src: href }),
    ...entries.map((entry, index) => navPoint(entry, `${number}-${index + 1}`, orderOf))
  ])
}

function pageTarget({ label: text, href }: PageTarget, order: number): Element {
  const isNumber = /^\d+$/.test(text)
  return x(
    'pageTarget',
    {
      id: `page-${text}`,
      type: isNumber ? 'normal' : 'front',
      ...(isNumber ? { value: text } : {}),
      playOrder: `${order}`
    },
    [label(text), x('content', { src: href })]
  )
}

function head(name: string, content: string): Element {
  return x('meta', { name, content })
}

function label(text: string): Element {
  return x('navLabel', [x('text', text)])
}
