import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Element } from 'xast'
import { fromXml } from 'xast-util-from-xml'
import { replaceSiteFolder, trySiteFolder } from '../src/cli/site-folder.ts'
import { makeSite, manifest, type SiteDocument, type SiteFile } from '../src/index.ts'
import { program, withBrowser } from './gates/browser.ts'
import { publish } from './samples/browser.ts'

const sources = {
  'declaration-1': `---
title: 关于粮食]]>安全&<合作>的宣言
lang: zh-Hans
type: declaration
date: 2021-09-17
place: 杜尚别
body: 甲组织
corrections:
  - date: 2022-03-01
    what: “申明”改为“声明”
    at: p1
  - date: 2021-10-08
    what: 全文统一用字
  - date: 2022-03-01
    what: 标题补一字
    at: s1
---

值此会议召开之际，各方**声明**如下。

## 一、总则

> 引文一段。

:::signatories
- 总统　张三
:::
`,
  '公报 #2': `---
title: 新闻公报
lang: zh-Hans
type: communique
date: 2021-12-31
---

会议于杜尚别举行。
`
} as const

let folder = ''
let documents: ReadonlyArray<SiteDocument> = []
let files: ReadonlyArray<SiteFile> = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kanben-site-'))
  documents = await Promise.all(
    Object.entries(sources).map(async ([name, markdown]) => {
      const path = join(folder, `${name}.md`)
      await writeFile(path, markdown)
      const targets = ['epub'] as const
      const options = { targets, site: true, template: 'official', strict: true, baseUrl }
      const { editions, file, book, template } = await publish(path, options, () => {})
      if (!book || !template) throw new Error(String(file.messages))
      // A page map belongs to a PDF; here it is just a file beside the editions.
      return { name, editions, book, template, pageMap: '{}\n' }
    })
  )
  files = await makeSite(documents, baseUrl)
}, 300_000)

const baseUrl = 'https://example.org/texts/'

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the files', () => {
  test('are index, documents, fonts with their licences, feed, and a list of all others', () => {
    expect(files.map(({ path }) => path).sort()).toEqual(
      [
        ...['index.html', 'feed.xml', 'kanben.sha256'],
        ...['declaration-1/index.html', 'declaration-1/declaration-1.epub'],
        ...['declaration-1/declaration-1.pages.json', '公报 #2/index.html'],
        ...['公报 #2/公报 #2.epub', '公报 #2/公报 #2.pages.json'],
        ...['fonts/fonts.css', 'fonts/song-400.woff2', 'fonts/song-700.woff2'],
        ...['fonts/hei-400.woff2', 'fonts/kai-400.woff2', 'fonts/OFL-NotoSerifSC.txt'],
        ...['fonts/OFL-NotoSansSC.txt', 'fonts/OFL-LXGWWenKai.txt']
      ].sort()
    )
  })

  test('are the same bytes when they are made again', async () => {
    expect(await makeSite(documents, baseUrl)).toEqual(files)
  })

  test('stand in the list with their digests', () => {
    const lines = textOf(manifest).trimEnd().split('\n')
    const expected = files
      .filter(({ path }) => path !== manifest)
      .map(({ path, bytes }) => `${createHash('sha256').update(bytes).digest('hex')}  ${path}`)
    expect(new Set(lines)).toEqual(new Set(expected))
    const paths = lines.map((line) => line.slice(66))
    expect(paths).toEqual([...paths].sort())
  })

  test('lead to each other and to nothing else', () => {
    const paths = new Set(files.map(({ path }) => path))
    for (const page of ['index.html', 'declaration-1/index.html', '公报 #2/index.html']) {
      const inside = linksIn(page).filter((link) => !/^(https:|data:|#)/.test(link))
      expect(inside.length).toBeGreaterThan(2)
      for (const link of inside) {
        const { pathname } = new URL(
          link,
          `https://x.invalid/${page.split('/').map(encodeURIComponent).join('/')}`
        )
        const path = decodeURIComponent(pathname.slice(1))
        expect([page, link, paths.has(path)]).toEqual([page, link, true])
      }
    }
  })
})

describe('the index', () => {
  test('names each document once, newest first, with all there is of it', () => {
    const html = textOf('index.html')
    expect(html.indexOf('新闻公报</a>')).toBeGreaterThan(0)
    expect(html.indexOf('新闻公报</a>')).toBeLessThan(html.indexOf('的宣言</a>'))
    for (const word of ['<h1>文件</h1>', '2021年9月17日', '杜尚别', '更正3次，最近2022年3月1日']) {
      expect(html).toContain(word)
    }
    for (const { path, bytes } of files.filter(({ path }) => /\.(epub|json)$/.test(path))) {
      expect(html).toContain(createHash('sha256').update(bytes).digest('hex'))
      expect(linksIn('index.html')).toContain(path.split('/').map(encodeURIComponent).join('/'))
    }
  })

  test('names the issuing body if all documents have one', async () => {
    const made = await makeSite(documents.slice(0, 1), baseUrl)
    const [index, feed] = ['index.html', 'feed.xml'].map((name) => {
      return new TextDecoder().decode(made.find(({ path }) => path === name)?.bytes)
    })
    expect(index).toContain('<h1>甲组织文件</h1>')
    expect(feed).toContain('<title>甲组织文件的发布与更正</title>')
    expect(textOf('feed.xml')).toContain('<title>文件的发布与更正</title>')
  })

  test('is found at the base URL, and names the feed', () => {
    expect(textOf('index.html')).toContain(`<link rel="canonical" href="${baseUrl}">`)
    expect(linksIn('index.html')).toContain('feed.xml')
    expect(textOf('declaration-1/index.html')).toContain('../feed.xml')
    expect(textOf('公报 #2/index.html')).toContain(`href="${baseUrl}%E5%85%AC%E6%8A%A5%20%232/"`)
  })

  test('is without an address if none is given', async () => {
    const index = (await makeSite(documents)).find(({ path }) => path === 'index.html')
    expect(new TextDecoder().decode(index?.bytes)).not.toContain('canonical')
  })
})

describe('the feed', () => {
  test.each([
    ['with a base URL', baseUrl],
    ['without one', undefined]
  ])('is Atom 1.0 %s', async (_, url) => {
    const made = await makeSite(documents, url)
    const bytes = made.find(({ path }) => path === 'feed.xml')?.bytes
    expect(faultsOfFeed(new TextDecoder().decode(bytes), url !== undefined)).toEqual([])
  })

  test('tells what was published and corrected, newest first', () => {
    const entries = entriesOf(textOf('feed.xml'))
    expect(entries.map((entry) => [entry.updated, entry.title, entry.summary, entry.href])).toEqual(
      [
        [
          '2022-03-01',
          '更正：《关于粮食]]>安全&<合作>的宣言》',
          '一、总则：标题补一字',
          'declaration-1/#s1'
        ],
        [
          '2022-03-01',
          '更正：《关于粮食]]>安全&<合作>的宣言》',
          '第1段：“申明”改为“声明”',
          'declaration-1/#p1'
        ],
        ['2021-12-31', '《新闻公报》', '《新闻公报》，2021-12-31', '%E5%85%AC%E6%8A%A5%20%232/'],
        ['2021-10-08', '更正：《关于粮食]]>安全&<合作>的宣言》', '全文统一用字', 'declaration-1/'],
        [
          '2021-09-17',
          '《关于粮食]]>安全&<合作>的宣言》',
          '甲组织《关于粮食]]>安全&<合作>的宣言》，2021-09-17，杜尚别',
          'declaration-1/'
        ]
      ]
    )
  })

  test('tells the words of corrections, and how the text came from the one received', async () => {
    const [one] = documents
    if (!one) throw new Error('No document')
    const source = {
      file: 'a.txt',
      sha256: 'ab'.repeat(32),
      complete: true,
      normalised: ['整理1处']
    }
    const words = { date: '2023-01-01', what: '改一词', at: 'p1' }
    const corrections = [
      { ...words, from: '申明', to: '声明' },
      { ...words, from: '重伸', to: '重申' }
    ]
    const place = { line: 1, column: 1, endLine: 1, endColumn: 1, receivedLine: 1 }
    const account = {
      ...{ normalised: [], replaced: [], undecided: 0, readings: 0 },
      decisions: [{ line: 1, decide: 'join', why: '因' }] as const,
      corrections: [],
      unexplained: [{ what: 'words', at: 'p1', from: '甲', to: '乙', ...place }] as const
    }
    const book = { ...one.book, account, meta: { ...one.book.meta, source, corrections } }
    const feed = (await makeSite([{ ...one, book }])).find(({ path }) => path === 'feed.xml')
    const entries = entriesOf(new TextDecoder().decode(feed?.bytes))
    expect(entries.map(({ summary }) => summary)).toEqual([
      '第1段：改一词　误“重伸”正“重申”',
      '第1段：改一词　误“申明”正“声明”',
      '甲组织《关于粮食]]>安全&<合作>的宣言》，2021-09-17，杜尚别。据来源文本整理：整理1处；行末是否分段，由人判定1处；与来源文本不同而未作说明：第1段。'
    ])
    expect(new Set(entries.map(({ id }) => id)).size).toBe(3)
  })

  test('keeps the identifiers of what was there when a correction is added', async () => {
    const [one, ...others] = documents
    if (!one) throw new Error('No document')
    const correction = { date: '2023-01-01', what: '又改一字' }
    const { meta } = one.book
    const corrections = [...meta.corrections, correction]
    const more = [{ ...one, book: { ...one.book, meta: { ...meta, corrections } } }, ...others]
    const feed = (await makeSite(more, baseUrl)).find(({ path }) => path === 'feed.xml')
    const ids = entriesOf(new TextDecoder().decode(feed?.bytes)).map(({ id }) => id)
    const before = entriesOf(textOf('feed.xml')).map(({ id }) => id)
    expect(ids.slice(1)).toEqual(before)
    expect(new Set(ids).size).toBe(6)
  })

  test.each([
    ['no identifier', /<id>[^<]*<\/id>/, ''],
    ['an identifier twice', /(<entry>[\s\S]*?<id>)[^<]*(<\/id>[\s\S]*?<id>)([^<]*)/, '$1$3$2$3'],
    ['an identifier that is no URI', /<id>urn:/, '<id>'],
    ['a day without a time', /(<updated>\d{4}-\d\d-\d\d)T[^<]*/, '$1'],
    ['an entry without an author', /<author>.*?<\/author>/, ''],
    ['another name space', 'http://www.w3.org/2005/Atom', 'http://purl.org/atom/ns#'],
    ['no title', /<title>[^<]*<\/title>/, ''],
    ['no link of an entry', /(<entry>[\s\S]*?)<link [^>]*>/, '$1'],
    ['a relative link', /(<entry>[\s\S]*?href=")https:[^"]*/, '$1declaration-1/'],
    [
      'the oldest first',
      /(<updated>)2022(-03-01T00:00:00Z<\/updated>\n<link rel="alternate")/,
      '$12019$2'
    ]
  ])('that has %s is refused by the test', (_, what, other) => {
    const feed = textOf('feed.xml')
    const spoilt = feed.replace(what, other)
    expect(spoilt).not.toBe(feed)
    expect(faultsOfFeed(spoilt, true)).not.toEqual([])
  })
})

describe('the fonts', () => {
  test('are declared as html.css names them, and swapped in', () => {
    const css = textOf('fonts/fonts.css')
    const rules = [
      ...css.matchAll(/font-family: "(.*)";\n {2}font-weight: (\d+);\n {2}font-display: swap/g)
    ]
    expect(rules.map(([, family, weight]) => `${family} ${weight}`)).toEqual([
      ...['Noto Serif SC 400', 'Noto Serif SC 700', 'Noto Sans SC 400', 'LXGW WenKai 400']
    ])
    for (const { path, bytes } of files.filter(({ path }) => path.endsWith('.woff2'))) {
      expect([path, String.fromCharCode(...bytes.slice(0, 4))]).toEqual([path, 'wOF2'])
    }
  })

  // On a machine without fonts, a character missing from the site's fonts would not be shown.
  test.runIf(program)(
    'have every character, in the face it is shown in',
    { timeout: 300_000 },
    async () => {
      const server = createServer(({ url = '' }, response) => {
        const path = decodeURIComponent(url.slice(1))
        const file = files.find((file) => file.path === path)
        const type = path.endsWith('.css')
          ? 'text/css'
          : path.endsWith('html')
            ? 'text/html'
            : 'font/woff2'
        response.writeHead(file ? 200 : 404, { 'content-type': type }).end(file?.bytes)
      })
      await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
      try {
        const used = await withBrowser(async (browser) => {
          const page = await browser.newPage()
          const client = await page.createCDPSession()
          await client.send('DOM.enable')
          await client.send('CSS.enable')
          const fonts: Array<string> = []
          for (const name of ['index.html', 'declaration-1/index.html']) {
            await page.goto(`http://127.0.0.1:${portOf(server.address())}/${name}`)
            await page.evaluate(bare)
            await page.evaluate('document.fonts.ready')
            const { root } = await client.send('DOM.getDocument')
            const { nodeIds } = await client.send('DOM.querySelectorAll', {
              nodeId: root.nodeId,
              selector: 'body *'
            })
            for (const nodeId of nodeIds) {
              const own = await client.send('CSS.getPlatformFontsForNode', { nodeId })
              fonts.push(...own.fonts.map((font) => `${font.familyName} ${font.isCustomFont}`))
            }
          }
          return new Set(fonts)
        })
        const own = [...used].filter((name) => name.endsWith('true')).sort()
        expect(own).toEqual(['LXGW WenKai true', 'Noto Sans SC true', 'Noto Serif SC true'])
        expect([...used].filter((name) => name.endsWith('false'))).toEqual([])
      } finally {
        server.close()
      }
    }
  )
})

describe('the folder', () => {
  test('is made, replaced as a whole, and nothing stays beside it', async () => {
    const out = await room()
    const site = join(out, 'site')
    expect(await replace(site, files)).toEqual([])
    expect(await listOf(site)).toEqual(files.map(({ path }) => path).sort())
    const fewer = await makeSite(documents.slice(0, 1))
    expect(await replace(site, fewer)).toEqual([])
    expect(await listOf(site)).toEqual(fewer.map(({ path }) => path).sort())
    expect(await readdir(out)).toEqual(['site'])
    await mkdir(join(site, 'empty'))
    expect(await replace(site, files)).toEqual([])
  })

  test.each([
    ['a file of somebody else', 'CNAME', 'site-foreign Unexpected file `CNAME`'],
    [
      'one in the folder of a document',
      'declaration-1/notes.txt',
      'site-foreign Unexpected file `declaration-1/notes.txt`'
    ],
    ['a changed page', 'index.html', 'site-changed Unexpected change of `index.html`']
  ])('with %s is left as it is', async (_, path, found) => {
    const out = await room()
    const site = join(out, 'site')
    await replace(site, files)
    await writeFile(join(site, path), '别人的。\n')
    const before = await listOf(site)
    const fewer = await makeSite(documents.slice(0, 1))
    const told = [`${found}, expected nothing but a site as kanben made it`]
    expect(await replace(site, fewer)).toEqual(told)
    expect(await listOf(site)).toEqual(before)
    expect(await readFile(join(site, path), 'utf8')).toBe('别人的。\n')
    expect(await readdir(out)).toEqual(['site'])
  })

  test('is not taken from somebody who has no list, or where a file or a link is', async () => {
    const out = await room()
    await mkdir(join(out, 'own'))
    await writeFile(join(out, 'own', 'index.html'), '')
    expect(await tryFolder(join(out, 'own'))).toEqual([
      expect.stringContaining('file `index.html`')
    ])
    await symlink(join(out, 'own'), join(out, 'link'))
    expect(await tryFolder(join(out, 'link'))).toEqual([expect.stringContaining('file or link')])
    expect(await tryFolder(join(out, 'own', 'index.html'))).toEqual([
      expect.stringContaining('file or link')
    ])
    expect(await tryFolder(join(out, 'nowhere'))).toEqual([])
    await mkdir(join(out, 'empty'))
    expect(await tryFolder(join(out, 'empty'))).toEqual([])
    const list = `${'0'.repeat(64)}  index.html\n`
    await writeFile(join(out, 'own', 'kanben.sha256'), list)
    expect(await tryFolder(join(out, 'own'))).toEqual([expect.stringContaining('Unexpected file')])
  })

  test('that cannot be written leaves the old one whole', async () => {
    const out = await room()
    const site = join(out, 'site')
    await replace(site, files)
    // A file in place of a folder makes it fail halfway.
    const broken = [...files, { path: 'index.html/more.html', bytes: new Uint8Array() }]
    expect(await replace(site, broken)).toEqual([expect.stringMatching(/^output-unwritable /)])
    expect(await listOf(site)).toEqual(files.map(({ path }) => path).sort())
    expect(await readdir(out)).toEqual(['site'])
  })
})

function textOf(path: string): string {
  return new TextDecoder().decode(files.find((file) => file.path === path)?.bytes)
}

function linksIn(path: string): ReadonlyArray<string> {
  const found: Array<string> = []
  visit(unified().use(rehypeParse).parse(textOf(path)), 'element', ({ properties }) => {
    const { href } = properties
    if (typeof href === 'string') found.push(href)
  })
  return found
}

/** Open all details, and remove what is set in fonts of the machine: code and digests. */
const bare = `
  for (const one of document.querySelectorAll('details')) one.open = true
  for (const one of document.querySelectorAll('body *')) {
    if (getComputedStyle(one).fontFamily.startsWith('ui-monospace')) one.remove()
  }`

type FeedEntry = Readonly<Record<'id' | 'updated' | 'title' | 'summary' | 'href', string>>

function entriesOf(xml: string): ReadonlyArray<FeedEntry> {
  const feed = rootOf(xml)
  return childrenOf(feed, 'entry').map((entry) => ({
    id: wordsOf(entry, 'id'),
    updated: wordsOf(entry, 'updated').slice(0, 10),
    title: wordsOf(entry, 'title'),
    summary: wordsOf(entry, 'summary'),
    href: String(childrenOf(entry, 'link')[0]?.attributes.href ?? '').replace(baseUrl, '')
  }))
}

/** Validate a feed by the parts of RFC 4287 relevant here. */
function faultsOfFeed(xml: string, isAbsolute: boolean): ReadonlyArray<string> {
  const feed = rootOf(xml)
  const entries = childrenOf(feed, 'entry')
  const faults: Array<string> = []
  const expectThat = (holds: boolean, fault: string): unknown => holds || faults.push(fault)
  expectThat(feed.name === 'feed', '4.1.1 root')
  expectThat(feed.attributes.xmlns === 'http://www.w3.org/2005/Atom', '2 name space')
  expectThat(entries.length > 0, 'no entry')
  for (const element of [feed, ...entries]) {
    for (const name of ['id', 'title', 'updated']) {
      expectThat(childrenOf(element, name).length === 1, `4.1 one ${name}`)
    }
    expectThat(
      /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(wordsOf(element, 'id')),
      '4.2.6 id'
    )
    expectThat(/^\d{4}-\d\d-\d\dT00:00:00Z$/.test(wordsOf(element, 'updated')), '3.3 date')
    const alternates = childrenOf(element, 'link').filter(
      ({ attributes }) => attributes.rel === 'alternate'
    )
    expectThat(alternates.length === 1, '4.1 one alternate')
    for (const { attributes } of childrenOf(element, 'link')) {
      expectThat(/^https:/.test(String(attributes.href)) === isAbsolute, '4.2.7 href')
    }
  }
  for (const entry of entries) {
    const authors = childrenOf(entry, 'author').flatMap((author) => childrenOf(author, 'name'))
    expectThat(authors.length === 1, '4.1.2 author')
    expectThat(wordsOf(entry, 'summary') !== '', '4.2.13 summary')
  }
  const selves = childrenOf(feed, 'link').filter(({ attributes }) => attributes.rel === 'self')
  expectThat(selves.length === 1, '4.1.1 self')
  const ids = [feed, ...entries].map((element) => wordsOf(element, 'id'))
  expectThat(new Set(ids).size === ids.length, '4.2.6 identifiers twice')
  const times = entries.map((entry) => wordsOf(entry, 'updated'))
  expectThat(times.join() === times.toSorted().reverse().join(), 'newest first')
  expectThat(wordsOf(feed, 'updated') === times[0], '4.2.15 updated')
  return faults
}

function rootOf(xml: string): Element {
  const root = fromXml(xml).children.find((child) => child.type === 'element')
  if (!root) throw new Error('No root')
  return root
}

function childrenOf({ children }: Element, name: string): ReadonlyArray<Element> {
  return children.flatMap((child) =>
    child.type === 'element' && child.name === name ? [child] : []
  )
}

function wordsOf(element: Element, name: string): string {
  const [child] = childrenOf(element, name)
  return (child?.children ?? []).map((text) => (text.type === 'text' ? text.value : '')).join('')
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

function room(): Promise<string> {
  return mkdtemp(join(folder, 'room-'))
}

async function replace(
  site: string,
  contents: ReadonlyArray<SiteFile>
): Promise<ReadonlyArray<string>> {
  const file = new VFile({ path: site })
  const isDone = await replaceSiteFolder(site, contents, file)
  expect(isDone).toBe(file.messages.length === 0)
  return file.messages.map(({ ruleId, reason }) => `${ruleId} ${reason}`)
}

async function tryFolder(site: string): Promise<ReadonlyArray<string>> {
  const file = new VFile({ path: site })
  expect(await trySiteFolder(site, file)).toBe(file.messages.length === 0)
  return file.messages.map(({ ruleId, reason }) => `${ruleId} ${reason}`)
}

async function listOf(site: string): Promise<ReadonlyArray<string>> {
  const entries = await readdir(site, { recursive: true, withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile())
  return names.map(({ parentPath, name }) => join(parentPath, name).slice(site.length + 1)).sort()
}
