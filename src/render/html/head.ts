import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Meta, Typeset } from '../../book.ts'
import type { RenderOptions } from '../render-options.ts'
import { otherEditions } from './editions.ts'
import { linkedData } from './linked-data.ts'

/** Allow only the page's own style and images; also protects readers from our mistakes. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/** On a site fonts are shared; they and their style sheet are outside the page's folder. */
const sitePolicy = `${policy.replace("'unsafe-inline'", "'unsafe-inline' 'self'")}; font-src 'self'`

/**
 * Set the head: title, security policy, style, links to this and the other editions, and
 * machine-readable metadata.
 */
export function setHead(
  typeset: Typeset<'html'>,
  options: RenderOptions,
  isOnSite: boolean
): ReadonlyArray<Element> {
  const { book, siblings, styles } = typeset
  const { meta } = book
  const address = addressOf(options, isOnSite)
  return [
    h('meta', { charSet: 'utf-8' }),
    h('title', meta.title),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', {
      httpEquiv: ['Content-Security-Policy'],
      content: isOnSite ? sitePolicy : policy
    }),
    h('meta', { name: 'description', content: describe(meta) }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    ...themeColours(styles),
    // An empty icon: otherwise browsers request one from the host.
    h('link', { rel: ['icon'], href: 'data:,' }),
    ...(address === undefined ? [] : [h('link', { rel: ['canonical'], href: address })]),
    ...otherEditions(siblings).map(({ title, type, href }) =>
      h('link', { rel: ['alternate'], type, href, title })
    ),
    ...openGraph(meta, address),
    ...(isOnSite ? siteLinks() : []),
    // The text of `style` cannot be escaped in HTML; this is a CSS escape.
    h('style', `\n${styles.replaceAll(/<\/(?=style)/gi, '<\\/').trim()}\n`),
    h('script', { type: 'application/ld+json' }, linkedData(typeset, address))
  ]
}

function describe({ body = '', title, date, place }: Meta): string {
  return [`${body}《${title}》`, date, place].filter((item) => item !== undefined).join('，')
}

/**
 * Colour the browser's bars like the paper: the style sheet's first colour in light mode, its
 * second in dark mode.
 */
function themeColours(styles: string): ReadonlyArray<Element> {
  const papers = [...styles.matchAll(/--paper:\s*(#[0-9a-f]{3,8})\b/gi)]
  return (['light', 'dark'] as const).flatMap((scheme, index) => {
    const content = papers[index]?.[1]
    if (content === undefined) return []
    return [h('meta', { name: 'theme-color', content, media: `(prefers-color-scheme: ${scheme})` })]
  })
}

/** Set the link preview (Open Graph protocol). */
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

/** Add the territory, which Open Graph requires, to a language tag. */
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

/** Return the URL of the web edition, if it is known; if a site is made too, that of its page. */
function addressOf({ baseUrl, name, site }: RenderOptions, isOnSite: boolean): string | undefined {
  if (baseUrl === undefined || name === undefined) return undefined
  const page = encodeURIComponent(name)
  return new URL(isOnSite || site ? `${page}/` : `${page}.html`, baseUrl).href
}
