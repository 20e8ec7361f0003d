import { readFileSync } from 'node:fs'
import type { Element } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import type { Meta, Typeset } from '../../../src/book.ts'
import { renderHtml } from '../../../src/render/html.ts'
import { bareTypeset, fullTypeset } from '../../samples/render.ts'

type Order = Parameters<typeof renderHtml>[1]

const parser = unified().use(rehypeParse).freeze()
const styles = readFileSync(new URL('../../../templates/shared/html.css', import.meta.url), 'utf8')

const digest = 'd'.repeat(64)
const siblings = [
  { target: 'pdf', name: '样本 1.pdf', size: 391_000, sha256: 'a'.repeat(64) },
  { target: 'epub', name: '样本 1.epub', size: 1_234_567, sha256: 'b'.repeat(64) }
] as const
const pages = (['i', 'ii', '1', '2'] as const).map(
  (label) => ({ label, part: 'text', character: 0 }) as const
)
const order = { baseUrl: 'https://example.org/texts/', name: '样本 1' }
const known: Typeset<'html'> = {
  ...fullTypeset('html', styles),
  siblings,
  digest,
  pagination: { characters: 0, blocks: [], pages }
}

describe('addresses', () => {
  test.each([
    ['web edition', order, 'https://example.org/texts/%E6%A0%B7%E6%9C%AC%201.html'],
    ['page of a site', order, 'https://example.org/texts/%E6%A0%B7%E6%9C%AC%201/'],
    ['web edition', { ...order, site: true }, 'https://example.org/texts/%E6%A0%B7%E6%9C%AC%201/'],
    ['web edition', {}, undefined],
    ['web edition', { name: 'a' }, undefined],
    ['web edition', { baseUrl: 'https://example.org/' }, undefined]
  ] as const)('%s of %o is found at %s', (what, wanted, address) => {
    const found = elements(known, wanted, what === 'page of a site')
    expect(link(found, 'canonical')?.href).toBe(address)
    expect(property(found, 'og:url')).toBe(address)
    expect(dataOf(found).url).toBe(address)
  })
})

describe('other editions', () => {
  test('are named in the head and linked below the title', () => {
    const found = elements(known)
    const alternates = found.filter(({ properties }) => `${properties.rel}` === 'alternate')
    expect(alternates.map(({ properties }) => [properties.type, properties.href])).toEqual([
      ['application/pdf', '%E6%A0%B7%E6%9C%AC%201.pdf'],
      ['application/epub+zip', '%E6%A0%B7%E6%9C%AC%201.epub']
    ])
    const nav = found.find(({ properties }) => properties.ariaLabel === '其他版本')
    expect(nav?.properties.dataApparatus).toBe('generated')
    expect(nav && itemsOf(nav)).toEqual(['PDF（4页，391 kB）', 'EPUB（1.2 MB）'])
  })

  test('are not spoken of where there are none', () => {
    const found = elements(bareTypeset('html'))
    expect(found.some(({ properties }) => `${properties.className}` === 'editions')).toBe(false)
    expect(link(found, 'alternate')).toBeUndefined()
    expect(dataOf(found).encoding).toBeUndefined()
  })

  test('of which the size of the PDF alone is known have no pages', () => {
    const found = elements({ ...bareTypeset('html'), siblings: [siblings[0]] })
    const nav = found.find(({ properties }) => `${properties.className}` === 'editions')
    expect(nav && itemsOf(nav)).toEqual(['PDF（391 kB）'])
  })
})

describe('what others show', () => {
  test('is told by Open Graph', () => {
    const found = elements(known, order)
    expect(property(found, 'og:type')).toBe('article')
    expect(property(found, 'og:title')).toBe('关于“样本”与<标记>的宣言')
    expect(property(found, 'og:description')).toContain('样本组织理事会《')
    expect(property(found, 'og:site_name')).toBe('样本组织理事会')
  })

  test.each([
    ['zh-Hans', 'zh_CN'],
    ['zh-Hant', 'zh_TW'],
    ['zh-Hant-HK', 'zh_HK'],
    ['zh', 'zh_CN']
  ])('%s is written %s', (lang, locale) => {
    expect(property(elements(withMeta({ lang })), 'og:locale')).toBe(locale)
  })

  test('has the colours of the paper, by day and by night, if the style sheet has any', () => {
    const colours = elements(known).filter(({ properties }) => properties.name === 'theme-color')
    expect(colours.map(({ properties }) => [properties.content, properties.media])).toEqual([
      ['#fdfcf9', '(prefers-color-scheme: light)'],
      ['#17171a', '(prefers-color-scheme: dark)']
    ])
    const plain = elements(bareTypeset('html', 'p { margin: 0 }'))
    expect(plain.some(({ properties }) => properties.name === 'theme-color')).toBe(false)
  })
})

describe('linked data', () => {
  test('say what is known of the document', () => {
    expect(dataOf(elements(known, order))).toMatchObject({
      '@context': 'https://schema.org',
      '@type': ['Legislation', 'DigitalDocument'],
      name: '关于“样本”与<标记>的宣言',
      inLanguage: 'zh-Hans',
      legislationType: 'declaration',
      legislationDate: '2021-09-17',
      datePublished: '2021-09-17',
      legislationPassedBy: { '@type': 'Organization', name: '样本组织理事会' },
      identifier: { '@type': 'PropertyValue', propertyID: 'SHA-256', value: digest },
      pagination: 'i–ii, 1–2',
      accessMode: ['textual', 'visual'],
      accessibilityHazard: 'none',
      encoding: [
        {
          encodingFormat: 'application/pdf',
          contentUrl: 'https://example.org/texts/%E6%A0%B7%E6%9C%AC%201.pdf',
          contentSize: '391 kB',
          sha256: 'a'.repeat(64)
        },
        { encodingFormat: 'application/epub+zip', contentSize: '1.2 MB' }
      ]
    })
  })

  test('are silent on what is not known', () => {
    const { body: _, place: __, ...rest } = bareTypeset('html').book.meta
    const data = dataOf(elements(withMeta(rest, true)))
    const names = [
      'legislationPassedBy',
      'dateModified',
      'isBasedOn',
      'url',
      'pagination',
      'encoding'
    ]
    for (const name of names) expect(data, name).not.toHaveProperty(name)
    expect(data['@id']).toMatch(/^urn:uuid:/)
  })

  test('tell the last correction, the received text and the identifier', () => {
    const source = {
      file: 'received/a.txt',
      sha256: 'c'.repeat(64),
      complete: true,
      normalised: []
    }
    const corrections = ['2022-01-02', '2023-04-05'].map((date) => ({ date, what: '改一字' }))
    const data = dataOf(elements(withMeta({ source, corrections, identifier: 'urn:example:1' })))
    expect(data).toMatchObject({
      '@id': 'urn:example:1',
      legislationIdentifier: 'urn:example:1',
      dateModified: '2023-04-05',
      isBasedOn: { '@type': 'MediaObject', name: 'received/a.txt', sha256: 'c'.repeat(64) }
    })
  })

  test('cannot be left by a title', () => {
    const title = '</script><script>alert(1)</script><!--'
    const { bytes } = renderHtml(withMeta({ title }))
    const html = new TextDecoder().decode(bytes)
    const scripts = all(html).filter(({ tagName }) => tagName === 'script')
    expect(scripts).toHaveLength(1)
    expect(dataOf(scripts).name).toBe(title)
  })
})

describe('a page of a site', () => {
  const found = elements(known, order, true)

  test('shares the fonts of the site, and its policy allows them', () => {
    expect(link(found, 'stylesheet')?.href).toBe('../fonts/fonts.css')
    const policy = String(found.find(({ properties }) => properties.httpEquiv)?.properties.content)
    expect(policy).toContain("style-src 'unsafe-inline' 'self';")
    expect(policy).toContain("font-src 'self'")
  })

  test('leads to all documents', () => {
    const home = found.find(({ properties }) => properties.href === '../index.html')
    expect(home && textOf(home)).toBe('全部文件')
  })

  test('is the web edition but for that', () => {
    const alone = elements(known, order)
    expect(link(alone, 'stylesheet')).toBeUndefined()
    expect(alone.some(({ properties }) => properties.href === '../index.html')).toBe(false)
    const article = (isOnSite: boolean) =>
      /<article>.*<\/article>/s.exec(
        new TextDecoder().decode(renderHtml(known, order, isOnSite).bytes)
      )?.[0]
    expect(article(true)).toBe(article(false))
    expect(article(true)).toContain('一、会议')
  })
})

function withMeta(meta: Partial<Meta>, isWhole = false): Typeset<'html'> {
  const typeset = bareTypeset('html')
  const { lang, title, titleLines, type, date, supplement, corrections } = typeset.book.meta
  const least = { lang, title, titleLines, type, date, supplement, corrections }
  const rest = isWhole ? least : typeset.book.meta
  return { ...typeset, book: { ...typeset.book, meta: { ...rest, ...meta } } }
}

function elements(
  typeset: Typeset<'html'>,
  wanted: Order = {},
  isOnSite = false
): ReadonlyArray<Element> {
  return all(new TextDecoder().decode(renderHtml(typeset, wanted, isOnSite).bytes))
}

function all(html: string): ReadonlyArray<Element> {
  const found: Element[] = []
  const tree = parser.parse(html)
  visit(tree, 'element', (node) => {
    found.push(node)
  })
  return found
}

function link(found: ReadonlyArray<Element>, rel: string): Element['properties'] | undefined {
  return found.find(({ properties }) => `${properties.rel}` === rel)?.properties
}

function property(found: ReadonlyArray<Element>, name: string): unknown {
  return found.find(({ properties }) => properties.property === name)?.properties.content
}

function itemsOf(list: Element): ReadonlyArray<string> {
  const items: string[] = []
  visit(list, { tagName: 'li' }, (node) => {
    if (node.type === 'element') items.push(textOf(node))
  })
  return items
}

function dataOf(found: ReadonlyArray<Element>): Record<string, unknown> {
  const script = found.find(({ tagName }) => tagName === 'script')
  return JSON.parse(script ? textOf(script) : '')
}
