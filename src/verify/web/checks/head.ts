import type { Meta } from '../../../book.ts'
import { type Check, compareLists, unless } from '../../markup/fault.ts'
import { named, tidy, wordsOf } from '../../read/markup.ts'
import { endingsOf, linksOf, metaOf, type WebPage } from '../page.ts'

const policy = {
  'default-src': "'none'",
  'style-src': "'unsafe-inline'",
  'img-src': 'data:',
  'base-uri': "'none'",
  'form-action': "'none'"
} as const

/** What may be linked from a head. */
const relations = new Set(['icon', 'canonical', 'alternate', 'stylesheet'])

/** The head: what the page is called, may load, and leads to. */
export const headChecks: ReadonlyArray<Check<WebPage>> = [
  {
    id: 'head-encoding',
    clauses: 'HTML, 4.2.5.4',
    find: ({ bytes, document, text }) => {
      const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
      const charsets = named(document.tags, 'meta').flatMap(
        ({ attributes: { charset } }) => charset ?? []
      )
      return [
        ...compareLists(charsets, ['utf-8'], 'the encodings'),
        ...unless(
          /<meta charset="?utf-8"?>/i.test(start),
          'encoding behind byte 1024',
          'it before'
        ),
        ...unless(/^<!doctype html>\n/.test(text), 'beginning', '<!doctype html>')
      ]
    }
  },
  {
    id: 'head-title',
    clauses: 'HTML, 4.2.2, 4.2.5; Open Graph; kanben',
    find: (page) => {
      const { meta } = page.book
      const titles = named(page.document.tags, 'title').map(wordsOf)
      const told = describe(meta)
      return [
        ...compareLists(titles, [tidy(meta.title)], 'title'),
        ...compareLists(metaOf(page, 'og:title'), [meta.title], 'og:title'),
        ...compareLists(metaOf(page, 'description'), [told], 'description'),
        ...compareLists(metaOf(page, 'og:description'), [told], 'og:description'),
        ...compareLists(metaOf(page, 'og:type'), ['article'], 'og:type'),
        ...compareLists(
          metaOf(page, 'og:site_name'),
          meta.body === undefined ? [] : [meta.body],
          'og:site_name'
        ),
        ...unless(
          /^zh_[A-Z]{2}$/.test(metaOf(page, 'og:locale').join()),
          'og:locale',
          'zh and a territory'
        ),
        ...compareLists(
          metaOf(page, 'viewport'),
          ['width=device-width, initial-scale=1'],
          'viewport'
        ),
        ...compareLists(metaOf(page, 'color-scheme'), ['light dark'], 'color-scheme')
      ]
    }
  },
  {
    id: 'head-policy',
    clauses: 'CSP 3, 3.3, 6; kanben',
    find: (page) => {
      const [said = '', ...others] = metaOf(page, 'Content-Security-Policy')
      const wanted = Object.entries(policy).map(([name, value]) =>
        page.isOnSite && name === 'style-src' ? `${name} ${value} 'self'` : `${name} ${value}`
      )
      const fonts = page.isOnSite ? ["font-src 'self'"] : []
      const tags = named(page.document.tags, 'meta')
      const pragmas = tags.filter(({ attributes }) => attributes['http-equiv'] !== undefined)
      const first = page.document.tags.findIndex(({ name }) => /^(?:link|style|script)$/.test(name))
      const place = page.document.tags.findIndex((tag) => pragmas.includes(tag))
      return [
        ...compareLists(
          said.split(/\s*;\s*/).toSorted(),
          [...wanted, ...fonts].toSorted(),
          'the policy'
        ),
        ...unless(others.length === 0 && pragmas.length === 1, 'another pragma', 'the policy'),
        ...unless(
          first < 0 || place < first,
          'something loaded before the policy',
          'the policy first'
        )
      ]
    }
  },
  {
    id: 'head-links',
    clauses: 'HTML, 4.6.7; kanben',
    find: (page) => {
      const links = named(page.document.tags, 'link')
      const styleSheets = linksOf(page, 'stylesheet').map(({ attributes }) => attributes.href ?? '')
      const icons = linksOf(page, 'icon').map(({ attributes }) => attributes.href ?? '')
      const addresses = linksOf(page, 'canonical').map(({ attributes }) => attributes.href ?? '')
      return [
        ...unless(
          links.every(({ attributes: { rel = '' } }) => relations.has(rel)),
          'relation of a link',
          [...relations].join(', ')
        ),
        ...compareLists(
          styleSheets,
          page.isOnSite ? ['../fonts/fonts.css'] : [],
          'the style sheets'
        ),
        ...compareLists(icons, ['data:,'], 'the icons'),
        ...compareLists(metaOf(page, 'og:url'), addresses, 'og:url'),
        ...unless(addresses.length <= 1, 'two canonical addresses', 'one'),
        ...unless(
          addresses.every((address) => /^https?:\/\//.test(address)),
          `canonical ${addresses}`,
          'a web address'
        ),
        ...linksOf(page, 'alternate').flatMap(({ attributes: { href = '', type = '' } }) => {
          const isFeed = page.isOnSite && href === '../feed.xml' && type === 'application/atom+xml'
          const isSibling = !/[/:]/.test(href) && href.endsWith(endingsOf[type] ?? ' ')
          return unless(
            isFeed || isSibling,
            `alternate ${href} of type ${type}`,
            'an edition beside it'
          )
        })
      ]
    }
  }
]

function describe({ body = '', title, date, place }: Meta): string {
  return [`${body}《${title}》`, date, ...(place === undefined ? [] : [place])].join('，')
}
