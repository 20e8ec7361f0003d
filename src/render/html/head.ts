import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Meta, Target, Typeset } from '../../book.ts'
import type { RenderOptions } from '../render-options.ts'
import { otherEditions } from './editions.ts'
import { linkedData } from './linked-data.ts'

/** Nothing but the page's own style and its own images; also a browser's guard against our mistakes. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/** On a site the fonts are shared, and lie with their style sheet beside the page's folder. */
const sitePolicy = `${policy.replace("'unsafe-inline'", "'unsafe-inline' 'self'")}; font-src 'self'`

/**
 * Set what stands in the head: what the page is called, may load, looks like, where it and the other
 * editions are found, and what machines read about the document.
 */
export function setHead(
  typeset: Typeset<'html'>,
  options: RenderOptions,
  target: Target
): ReadonlyArray<Element> {
  const { book, siblings, styles } = typeset
  const { meta } = book
  const address = addressOf(options, target)
  return [
    h('meta', { charSet: 'utf-8' }),
    h('title', meta.title),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', {
      httpEquiv: ['Content-Security-Policy'],
      content: target === 'site' ? sitePolicy : policy
    }),
    h('meta', { name: 'description', content: describe(meta) }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    ...themeColours(styles),
    // An icon without a picture: otherwise a browser asks the host for one.
    h('link', { rel: ['icon'], href: 'data:,' }),
    ...(address === undefined ? [] : [h('link', { rel: ['canonical'], href: address })]),
    ...otherEditions(siblings).map(({ title, type, href }) =>
      h('link', { rel: ['alternate'], type, href, title })
    ),
    ...openGraph(meta, address),
    ...(target === 'site' ? siteLinks() : []),
    // The text of `style` cannot be escaped for HTML; this escape is CSS's own.
    h('style', `\n${styles.replaceAll(/<\/(?=style)/gi, '<\\/').trim()}\n`),
    h('script', { type: 'application/ld+json' }, linkedData(typeset, address))
  ]
}

function describe({ body = '', title, date, place }: Meta): string {
  return [`${body}《${title}》`, date, place].filter((item) => item !== undefined).join('，')
}

/** The browser's own bars take the colours of the paper: the style sheet's first by day, its second by night. */
function themeColours(styles: string): ReadonlyArray<Element> {
  const papers = [...styles.matchAll(/--paper:\s*(#[0-9a-f]{3,8})\b/gi)]
  return (['light', 'dark'] as const).flatMap((scheme, index) => {
    const content = papers[index]?.[1]
    if (content === undefined) return []
    return [h('meta', { name: 'theme-color', content, media: `(prefers-color-scheme: ${scheme})` })]
  })
}

/** What a page that links here may show (Open Graph protocol). */
function openGraph(meta: Meta, address: string | undefined): ReadonlyArray<Element> {
  const properties = [
    ['og:type', 'article'],
    ['og:title', meta.title],
    ['og:description', describe(meta)],
    ['og:locale', localeOf(meta.lang)],
    ['og:url', address],
    ['og:site_name', meta.body]
  ] as const
  return properties.flatMap(([property, content]) =>
    content === undefined ? [] : [h('meta', { property, content })]
  )
}

/** Give a language tag its territory, which Open Graph asks for. */
function localeOf(lang: string): string {
  const territory = /-([A-Z]{2})\b/i.exec(lang)?.[1]?.toUpperCase()
  return `zh_${territory ?? (/-hant\b/i.test(lang) ? 'TW' : 'CN')}`
}

function siteLinks(): ReadonlyArray<Element> {
  return [
    h('link', {
      rel: ['alternate'],
      type: 'application/atom+xml',
      href: '../feed.xml',
      title: '勘误'
    }),
    h('link', { rel: ['stylesheet'], href: '../fonts/fonts.css' })
  ]
}

/**
 * Tell where the web edition will be found, if whoever orders it knows: where a site is made, as a
 * page of it, in whatever form it is at hand.
 */
function addressOf(
  { baseUrl, name, targets = [] }: RenderOptions,
  target: Target
): string | undefined {
  if (baseUrl === undefined || name === undefined) return undefined
  const page = encodeURIComponent(name)
  const isSite = target === 'site' || targets.includes('site')
  return new URL(isSite ? `${page}/` : `${page}.html`, baseUrl).href
}
