import { readFileSync } from 'node:fs'
import type { Element, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { renderHtml } from '../../src/render/html.ts'
import { textOfPage } from '../samples/read-back.ts'
import { bareTypeset, fullText, fullTypeset, withBlock } from '../samples/render.ts'

const decoder = new TextDecoder()
const encoder = new TextEncoder()
const styles = readFileSync(new URL('../../templates/shared/html.css', import.meta.url), 'utf8')

const full = decoder.decode(renderHtml(fullTypeset('html', styles)).bytes)
const page = unified().use(rehypeParse).parse(full)

describe('the page', () => {
  test('is an edition for its target', () => {
    expect(renderHtml(bareTypeset('html')).target).toBe('html')
    expect(full.startsWith('<!doctype html>\n<html lang="zh-Hans">')).toBe(true)
  })

  test('says the language of a run', () => {
    const run = h('p', h('span', { lang: 'de' }, 'Wort'))
    const { bytes } = renderHtml(withBlock(bareTypeset('html'), run))
    expect(decoder.decode(bytes)).toContain('<span lang="de">Wort</span>')
  })

  test('omits no tag and has no duplicate identifier', () => {
    for (const tag of [
      'html',
      'head',
      'body',
      'main',
      'article',
      'footer',
      'li',
      'p',
      'td',
      'dd'
    ]) {
      const opened = full.match(new RegExp(`<${tag}[ >]`, 'g'))?.length
      expect(opened, tag).toBeGreaterThan(0)
      expect(full.match(new RegExp(`</${tag}>`, 'g'))?.length, tag).toBe(opened)
    }
    const ids = all(page).flatMap(({ properties }) => (properties.id ? [properties.id] : []))
    expect(ids.length).toBeGreaterThan(10)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('has a title, a viewport, a description and a policy that allows no address', () => {
    const content = (name: string) => metas(page).find((meta) => meta.name === name)?.content
    expect(all(page, 'title').map((title) => textOf(title))).toEqual(['关于“样本”与<标记>的宣言'])
    expect(content('viewport')).toBe('width=device-width, initial-scale=1')
    expect(content('description')).toBe(
      '样本组织理事会《关于“样本”与<标记>的宣言》，2021-09-17，杜尚别'
    )
    const policy = metas(page).find(({ httpEquiv }) => httpEquiv)?.content
    expect(policy).toMatch(/^default-src 'none'; style-src 'unsafe-inline'; img-src data:;/)
  })

  test('needs no script and no network', () => {
    for (const { tagName, properties } of all(page)) {
      expect(['iframe', 'object', 'embed', 'base']).not.toContain(tagName)
      if (tagName === 'script') expect(properties.type).toBe('application/ld+json')
      if (tagName === 'link')
        expect([properties.rel, properties.href]).toEqual([['icon'], 'data:,'])
      expect(Object.keys(properties).filter((name) => /^on[A-Z]/.test(name))).toEqual([])
      if (properties.src !== undefined) expect(properties.src).toMatch(/^data:image\/png;base64,/)
    }
    expect(styles).not.toMatch(/@import|url\(/)
  })

  test('holds the parts in order: article with contents and body, colophon as its footer', () => {
    const [article] = all(page, 'article')
    const order = (article?.children ?? []).flatMap((node) =>
      node.type === 'element' ? [node.tagName] : []
    )
    expect(order).toEqual(['header', 'nav', 'div', 'footer'])
    expect(all(page, 'footer').map((footer) => textOf(footer))).toEqual([
      expect.stringContaining('版本记录')
    ])
  })

  test('leads every link inside it to an identifier', () => {
    const ids = new Set(all(page).map(({ properties }) => properties.id))
    const links = all(page, 'a').map(({ properties }) => String(properties.href))
    expect(links.length).toBeGreaterThan(8)
    for (const link of links) expect(ids, link).toContain(link.slice(1))
  })

  test('gives every numbered paragraph a link that is no part of the text', () => {
    const links = all(page, 'p').flatMap((paragraph) =>
      all(paragraph, 'a').filter(({ properties }) => isOf(properties, 'permalink'))
    )
    expect(links.map(({ properties }) => [properties.href, properties.dataApparatus])).toEqual(
      ['#p1', '#p2', '#p3', '#p4', '#p5', '#p6', '#p7'].map((href) => [href, 'generated'])
    )
  })

  test('puts a table into a box that scrolls, named after it, and aligns its cells by class', () => {
    const row = () => h('tbody', h('tr', h('td', '甲')))
    const boxes = classed(h('div', [h('table', row()), h('table', row())]), 'table')
    expect(boxes.map(({ tagName, properties }) => [tagName, properties.ariaLabel])).toEqual([
      ['section', '表1　各国面积'],
      ['section', '表格2'],
      ['section', '表格3']
    ])
    expect(boxes[0]?.properties.tabIndex).toBe(0)
    const [cell] = all(page, 'td').filter((td) => textOf(td) === '14.3')
    expect(cell?.properties).toEqual({ className: ['align-right'] })
  })

  test('folds the contents, which keep their heading for a name', () => {
    const [nav] = all(page, 'nav')
    const [details] = nav ? all(nav, 'details') : []
    const children = (element: Element | undefined) =>
      (element?.children ?? []).flatMap((node) => (node.type === 'element' ? [node.tagName] : []))
    expect(children(nav)).toEqual(['h2', 'details'])
    expect(children(details)).toEqual(['summary', 'ol'])
    expect(details?.properties.open).toBeUndefined()
    expect(all(page, 'summary').map((summary) => textOf(summary))).toEqual(['目录'])
    expect(nav?.properties).toMatchObject({
      ariaLabelledBy: ['contents'],
      dataApparatus: 'generated'
    })
    expect(styles).toContain('content-visibility: visible')
  })

  test('marks a paragraph as a picture only if it is an image and nothing else', () => {
    const image = () => h('img', { src: 'images/seal.png', alt: '' })
    expect(classed(h('p', image()), 'picture')).toHaveLength(2)
    expect(classed(h('p', h('a', { href: '#s1' }, image())), 'picture')).toHaveLength(2)
    for (const others of [['见', image(), '。'], [image(), image()], ['文'], []]) {
      expect(classed(h('p', others), 'picture')).toHaveLength(1)
    }
  })

  test('marks a link as an address only if it shows one', () => {
    const link = (text: string) => h('p', h('a', { href: 'https://example.org/' }, text))
    expect(classed(link('https://example.org/'), 'address')).toHaveLength(1)
    expect(classed(link('www.example.org'), 'address')).toHaveLength(1)
    expect(classed(link('Charter of the United Nations'), 'address')).toEqual([])
    expect(classed(link('见https://example.org/'), 'address')).toEqual([])
  })

  test('marks cells of running text and names of two characters', () => {
    const row = h('tr', [
      h('td', '一二三四五六七八九十一二'),
      h('td', '一二三四五六七八九十一二三')
    ])
    expect(classed(h('table', h('tbody', row)), 'long').map((cell) => textOf(cell))).toEqual([
      '一二三四五六七八九十一二三'
    ])
    // 李 四 has three characters, including the space.
    expect(classed(h('hr'), 'short').map((name) => textOf(name))).toEqual(['张三', '王五'])
    expect(classed(h('p', h('span', { className: ['name'] }, '𠮷野')), 'short')).toHaveLength(3)
  })

  test('marks a name that follows another without a character between', () => {
    const name = (text: string) => h('u', { className: ['proper-name'] }, text)
    const block = h('p', [name('北京'), name('上海'), '、', name('天津'), h('em', name('重庆'))])
    const [sample, ...found] = classed(block, 'next').map((node) => textOf(node))
    expect([sample, found]).toEqual(['上海', ['上海']])
  })

  test('embeds the image and gives whole pixels', () => {
    const [image] = all(page, 'img')
    const [asset] = fullTypeset('html').book.assets
    const base64 = String(image?.properties.src).replace(/^.*,/, '')
    expect(Buffer.from(base64, 'base64').equals(asset?.bytes ?? Buffer.of())).toBe(true)
    expect(image?.properties).toMatchObject({ alt: '印章"一"', width: 1, height: 1 })
  })

  test('throws for an image that the book does not hold', () => {
    const typeset = withBlock(bareTypeset('html'), h('p', h('img', { src: 'x.png', alt: '' })))
    expect(() => renderHtml(typeset)).toThrow('No image x.png')
  })

  test('has no contents where there are no headings', () => {
    const bare = unified()
      .use(rehypeParse)
      .parse(decoder.decode(renderHtml(bareTypeset('html')).bytes))
    expect(all(bare, 'nav')).toEqual([])
  })

  test('cannot be left by a style sheet', () => {
    const hostile = 'a::after { content: "</style><script>alert(1)</script>" }'
    const html = decoder.decode(renderHtml(bareTypeset('html', hostile)).bytes)
    const tree = unified().use(rehypeParse).parse(html)
    expect(all(tree, 'script').map(({ properties }) => properties.type)).toEqual([
      'application/ld+json'
    ])
    expect(textOf(all(tree, 'style')[0] ?? h('style'))).toContain('"<\\/style>')
  })

  test('is the same twice, and leaves the typeset as it was', () => {
    const typeset = fullTypeset('html', styles)
    const before = structuredClone(typeset)
    expect(decoder.decode(renderHtml(typeset).bytes)).toBe(full)
    expect(decoder.decode(renderHtml(typeset).bytes)).toBe(full)
    expect(typeset).toEqual(before)
  })
})

describe('the style sheet', () => {
  const [light, dark] = [...styles.matchAll(/:root \{[^}]*--paper: #[^}]*\}/g)].map(
    ([rule]) => rule
  )

  test.each([
    ['light', light],
    ['dark', dark]
  ])('keeps a contrast of 7 : 1 in %s', (_, rule) => {
    for (const colour of ['ink', 'quiet', 'accent']) {
      expect(contrast(rule, colour, 'paper'), colour).toBeGreaterThanOrEqual(7)
    }
    expect(contrast(rule, 'ink', 'mark')).toBeGreaterThanOrEqual(7)
    expect(contrast(rule, 'accent', 'mark')).toBeGreaterThanOrEqual(7)
  })

  test.each([
    ['light', light],
    ['dark', dark]
  ])('keeps it where a table goes on, in %s', (_, rule = '') => {
    const [, paper = '', ink = ''] = /--paper: #(\w+);[^}]*--ink: #(\w+);/.exec(rule) ?? []
    const share = Number(/--shade: rgb\(\d+ \d+ \d+ \/ ([\d.]+)\)/.exec(rule)?.[1])
    const shaded = [0, 2, 4].map((at) => {
      const [over = 0, under = 0] = [ink, paper].map((digits) =>
        Number.parseInt(digits.slice(at, at + 2), 16)
      )
      return Math.round(over * share + under * (1 - share))
        .toString(16)
        .padStart(2, '0')
    })
    expect(
      contrast(`${rule} --shaded: #${shaded.join('')};`, 'ink', 'shaded')
    ).toBeGreaterThanOrEqual(7)
  })

  test('keeps numbers and links out of what is copied', () => {
    const [, margins = ''] =
      /\.permalink,\n\.page > \[data-page\],\n\.pages \{([^}]*)\}/.exec(styles) ?? []
    expect(margins).toContain('  user-select: none;')
  })

  test('prints numbers of paragraphs and pages, and what else a reader of paper can use', () => {
    const [, hidden = ''] = /@media print \{.*?\n([^}]*)\{\s*display: none;/s.exec(styles) ?? []
    expect(hidden.split(',').map((selector) => selector.trim())).toEqual([
      ...['.skip', '.site', '.editions', '.contents', '.heading > .permalink'],
      '[data-footnote-backref]'
    ])
    expect(styles).not.toContain('counter(page)')
  })

  test('measures contrast as WCAG does', () => {
    expect(contrast('--a: #000000; --b: #ffffff;', 'a', 'b')).toBeCloseTo(21)
    expect(contrast('--a: #767676; --b: #ffffff;', 'a', 'b')).toBeCloseTo(4.54, 2)
  })
})

describe('reading back', () => {
  test('gives the text block by block, apparatus left out', () => {
    const passages = textOfPage(encoder.encode(full))
    expect(passages.map(({ text }) => text)).toEqual(fullText)
    expect(new Set(passages.map(({ where }) => where))).toEqual(new Set(['']))
  })

  test('sees one changed character', () => {
    const changed = textOfPage(encoder.encode(full.replace('>一、会议</h2>', '>一、會议</h2>')))
    const differing = changed.flatMap(({ text }, index) => (text === fullText[index] ? [] : [text]))
    expect(differing).toEqual(['一、會议'])
  })

  test('sees a character that is lost, doubled or added by no mark', () => {
    for (const fault of ['一、会', '一、会议议', '一、会议〔注〕']) {
      const passages = textOfPage(encoder.encode(full.replace('>一、会议</h2>', `>${fault}</h2>`)))
      expect(passages.map(({ text }) => text)).toContain(fault)
    }
  })

  test.each([
    ['hidden', '<p hidden>甲</p>'],
    ['hidden by style', '<p style="color: red; DISPLAY : none">甲</p>'],
    ['invisible by style', '<p><span style="visibility:hidden">甲</span></p>'],
    ['a template', '<template>甲</template>'],
    ['a script', '<script>甲</script>'],
    ['a style', '<style>甲</style>'],
    ['a comment', '<!-- 甲 -->'],
    ['generated', '<p data-apparatus="generated">甲</p>'],
    ['in the head', '<title>甲</title>']
  ])('does not take for text what is %s', (_, html) => {
    const read = (text: string) => textOfPage(encoder.encode(text)).map((passage) => passage.text)
    expect(read(html)).toEqual([])
    expect(read(`<p>乙</p>${html}<p>丙</p>`)).toEqual(['乙', '丙'])
  })

  test('takes for text what only looks like apparatus', () => {
    const html = '<p data-apparatus="editor">甲</p><p style="display: block" class="hidden">乙</p>'
    expect(textOfPage(encoder.encode(html)).map(({ text }) => text)).toEqual(['甲', '乙'])
  })

  test('keeps white space as it stands and parts blocks', () => {
    const html = '<div>甲 <b>乙</b>\n丙<p>丁</p>戊</div>'
    expect(textOfPage(encoder.encode(html)).map(({ text }) => text)).toEqual([
      '甲 乙\n丙',
      '丁',
      '戊'
    ])
  })

  test('refuses bytes that are not UTF-8', () => {
    expect(() => textOfPage(Uint8Array.of(0x3c, 0xff, 0xfe))).toThrow()
  })
})

function all(tree: Root | Element, tagName?: string): ReadonlyArray<Element> {
  const found: Element[] = []
  visit(tree, 'element', (node) => {
    if (tagName === undefined || node.tagName === tagName) found.push(node)
  })
  return found
}

/** The elements of a class on the page of the full document plus one block. */
function classed(block: Element, className: string): ReadonlyArray<Element> {
  const { bytes } = renderHtml(withBlock(fullTypeset('html'), block))
  const tree = unified().use(rehypeParse).parse(decoder.decode(bytes))
  return all(tree).filter(({ properties }) => isOf(properties, className))
}

function metas(tree: Root): ReadonlyArray<Record<string, string>> {
  return all(tree, 'meta').map(({ properties }) =>
    Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, String(value)]))
  )
}

function isOf(properties: Element['properties'], className: string): boolean {
  return Array.isArray(properties.className) && properties.className.includes(className)
}

function contrast(rule: string | undefined, one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(rule, one), luminance(rule, other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Relative luminance (WCAG 2.2). */
function luminance(rule: string | undefined, name: string): number {
  const digits = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(rule ?? '')?.[1]
  if (digits === undefined) throw new Error(`No colour ${name}`)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const value = Number.parseInt(digits.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
