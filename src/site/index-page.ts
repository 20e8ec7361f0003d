import type { Element, ElementContent, Root } from 'hast'
import { h } from 'hastscript'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { generator } from '../book.ts'
import { languageOf, publishersOf, type SiteDocument, type SiteFile } from './document.ts'
import { setDocumentEntry, unbroken } from './document-entry.ts'

const serializer = unified().use(rehypeStringify).freeze()

/** Allow only the page's own style and the site's fonts. */
const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"

/** Write the index of a site: its documents, newest first, each with its editions. */
export function writeIndex(documents: ReadonlyArray<SiteDocument>, baseUrl?: string): SiteFile {
  const publishers = publishersOf(documents)
  const title = publishers ? `${publishers}文件` : '文件'
  const styles = documents[0]?.template.styles.html ?? ''
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      { type: 'text', value: '\n' },
      h(
        'html',
        { lang: languageOf(documents) },
        lines([setHead(title, styles, baseUrl), setBody(documents, title)])
      )
    ]
  }
  const bytes = new TextEncoder().encode(`${serializer.stringify(page)}\n`)
  return { path: 'index.html', bytes }
}

function setHead(title: string, styles: string, baseUrl: string | undefined): Element {
  return h(
    'head',
    lines([
      h('meta', { charSet: 'utf-8' }),
      h('title', title),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { httpEquiv: ['Content-Security-Policy'], content: policy }),
      h('meta', { name: 'description', content: `${title}：网页版、PDF、EPUB，发布与更正` }),
      h('meta', { name: 'generator', content: generator }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      // An empty icon: otherwise browsers request one from the host.
      h('link', { rel: ['icon'], href: 'data:,' }),
      ...(baseUrl ? [h('link', { rel: ['canonical'], href: baseUrl })] : []),
      h('link', {
        rel: ['alternate'],
        type: 'application/atom+xml',
        href: 'feed.xml',
        title: '发布与更正'
      }),
      h('link', { rel: ['stylesheet'], href: 'fonts/fonts.css' }),
      // The text of `style` cannot be escaped in HTML; this is a CSS escape.
      h('style', `\n${styles.replaceAll(/<\/(?=style)/gi, '<\\/').trim()}\n`)
    ])
  )
}

function setBody(documents: ReadonlyArray<SiteDocument>, title: string): Element {
  // The sort is stable for equal days; ISO dates sort as strings.
  const newest = documents.toSorted(({ book: one }, { book: other }) => {
    return one.meta.date > other.meta.date ? -1 : Number(one.meta.date < other.meta.date)
  })
  // Names of bodies are joined by 、, after which lines may break.
  const heading = h('h1', [...unbroken(title.split(/(?<=、)/))])
  const main = h(
    'main',
    lines([heading, h('ol', { className: ['documents'] }, lines(newest.map(setDocumentEntry)))])
  )
  const feed = h('a', { href: 'feed.xml', type: 'application/atom+xml' }, '订阅发布与更正')
  const footer = h('footer', lines([h('p', [feed, '（Atom）']), h('p', `制作：${generator}`)]))
  return h('body', { className: ['index'] }, lines([main, footer]))
}

function lines(children: ReadonlyArray<ElementContent>): Array<ElementContent> {
  return children.flatMap((child) => [{ type: 'text', value: '\n' } as const, child])
}
