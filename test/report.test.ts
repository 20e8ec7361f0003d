import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Element, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { report, setPrintedPlace } from '../src/book.ts'
import { buildReport } from '../src/cli/build-report.ts'
import {
  type Edition,
  type PageGeometry,
  type PagePicture,
  type Publication,
  pagesToShow,
  type ReportInput,
  readReportStyles,
  type Target,
  writeReport
} from '../src/index.ts'
import { withBrowser } from './gates/browser.ts'
import { publish } from './samples/browser.ts'
import { printedFacts } from './samples/render.ts'

const front = '---\ntitle: 宣言\nlang: zh-Hans\ntype: declaration\ndate: 2021-09-17\n---\n\n'

/** A paragraph whose first line is stretched, since the number after it cannot be broken. */
const tornBefore = (characters: number) =>
  `${front}## 一、总则\n\n值此会议召开之际，各方声明如下。\n\n${'乙'.repeat(characters)}${'12345'.repeat(5)}丙丁。\n`

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kanben-report-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each([
  ['official', 20],
  ['vertical', 30]
])('of a withheld PDF, %s', { timeout: 120_000 }, (template, characters) => {
  const loose = tornBefore(characters)
  let publication: Publication
  let html = ''
  let tree: Root
  beforeAll(async () => {
    publication = await publishText(loose, template)
    html = await reportOn(publication)
    tree = parse(html)
  }, 120_000)

  test('says that it is withheld, and why', () => {
    expect(publication.editions).toHaveLength(0)
    expect(publication.withheld.map(({ target }) => target)).toEqual(['pdf'])
    expect(textOf(find(tree, (node) => hasClass(node, 'verdict')))).toMatch(
      /^The edition was withheld: .*1 warning.* A warning withholds an edition here\.$/
    )
    const [row] = all(tree, ({ tagName }) => tagName === 'tr').filter((row) => {
      return textOf(row).includes('declaration.pdf')
    })
    expect(textOf(row ?? tree)).toContain('withheld')
  })

  test('marks the line a message is about, and nothing beside it', async () => {
    const message = publication.file.messages.find(({ ruleId }) => ruleId === 'line-gap')
    expect(message?.reason).toContain('“乙乙乙乙乙乙乙乙…')
    const notice = all(tree, ({ tagName }) => tagName === 'li').find((item) => {
      return textOf(item).includes(message?.reason ?? 'no message')
    })
    const number = /^message-(\d+)$/.exec(String(notice?.properties.id))?.[1]
    const link = find(notice, ({ properties }) => properties.href === `#mark-${number}`)
    const page = Number(/^marked on page (\d+)/.exec(textOf(link))?.[1])
    const figure = find(tree, ({ properties }) => properties.id === `page-${page}`)
    const mark = all(figure, ({ tagName }) => tagName === 'a').find((mark) =>
      all(mark, ({ properties }) => properties.id === `mark-${number}`).some(Boolean)
    )
    expect(mark?.properties.href).toBe(`#message-${number}`)
    const { x, y, width, height } = find(mark, (node) => hasClass(node, 'box')).properties
    const box = [x, y, Number(x) + Number(width), Number(y) + Number(height)].map(Number)
    const line = await extentOf(publication.withheld[0], page, '乙')
    // The box has a small margin around the line, less than half the space between two lines.
    for (const [side, place] of line.entries()) {
      const beyond = (place - (box[side] ?? Number.NaN)) * (side < 2 ? 1 : -1)
      expect([side, Math.round(beyond)]).toEqual([side, expect.toSatisfy(isRoom)])
    }
  })

  test('has a picture of every page, each of the page it says', () => {
    const pictures = all(tree, ({ tagName }) => tagName === 'img')
    const pages = publication.withheld[0]?.map?.pages ?? []
    expect(pages.length).toBeGreaterThan(3)
    expect(pictures.map(({ properties }) => properties.alt)).toEqual(
      pages.map((_, index) => `Picture of page ${index + 1}`)
    )
    const contents = pictures.map(({ properties: { src } }) => String(src))
    expect(contents.every((src) => src.startsWith('data:image/webp;base64,UklGR'))).toBe(true)
    const printed = contents.filter((_, index) => pages[index]?.part !== 'blank')
    expect(new Set(printed).size).toBe(printed.length)
  })

  test('has the same bytes once more', async () => {
    expect(await reportOn(await publishText(loose, template))).toBe(html)
  })

  test('needs neither network nor disk nor script', async () => {
    const asked: string[] = []
    const broken = await withBrowser(async (browser) => {
      const tab = await browser.newPage()
      await tab.setJavaScriptEnabled(false)
      await tab.setRequestInterception(true)
      tab.on('request', (request) => {
        const isOwn = request.url() === 'https://report.invalid/'
        if (!isOwn && !request.url().startsWith('data:')) asked.push(request.url())
        if (isOwn) void request.respond({ contentType: 'text/html; charset=utf-8', body: html })
        else void request.continue()
      })
      tab.on('console', (message) => asked.push(message.text()))
      await tab.goto('https://report.invalid/', { waitUntil: 'load' })
      return tab.$$eval('img', (images) => images.filter((image) => !image.naturalWidth).length)
    })
    expect({ asked, broken }).toEqual({ asked: [], broken: 0 })
    expect(html).not.toMatch(/<script|\bon\w+=|url\(/)
  })
})

describe('of what was made by hand', () => {
  test('holds no more than one picture', async () => {
    let held = 0
    let most = 0
    async function* pictures(): AsyncGenerator<PagePicture> {
      for (let page = 0; page < 40; page += 1) {
        held += 1
        most = Math.max(most, held)
        yield { page, width: 720, height: 1018, bytes: new Uint8Array(9) }
      }
    }
    const input = await inputOf(40)
    for await (const piece of writeReport(input, pictures())) {
      if (piece.includes('<img')) held -= 1
    }
    expect({ held, most }).toEqual({ held: 0, most: 1 })
  })

  test('shows of a long document the pages with marks alone', async () => {
    const file = new VFile({ path: 'a.md' })
    for (const page of [900, 7, 900]) {
      setPrintedPlace(report(file, 'line-gap', `Unexpected gap on page ${page}`), { page })
    }
    const input = { ...(await inputOf(1500)), messages: file.messages }
    expect(pagesToShow(input)?.pages).toEqual([7, 900])
    const html = await toText(writeReport(input, drawn(pagesToShow(input)?.pages ?? [])))
    expect(html).toContain('Of 1,500 pages those are shown on which something is marked.')
    expect(html).toContain('marked on page 901')
    expect(all(parse(html), ({ tagName }) => tagName === 'img')).toHaveLength(2)
    const many = new VFile({ path: 'a.md' })
    for (let page = 0; page < 1000; page += 1) {
      setPrintedPlace(report(many, 'line-gap', `Unexpected gap on page ${page}`), { page })
    }
    expect(pagesToShow({ ...input, messages: many.messages })?.pages).toHaveLength(200)
  })

  test('tells where pictures are lacking', async () => {
    const html = await toText(writeReport(await inputOf(5), drawn([0, 1])))
    expect(html).toContain('3 of them could not be drawn')
  })

  test('finds a problem of the source on the page it is printed on', async () => {
    const file = new VFile({ path: 'a.md' })
    report(file, 'image-alternative', 'Unexpected image', { line: 12, column: 3 })
    const input = await inputOf(3)
    const [product] = input.products
    if (!product) throw new Error('No product')
    const lineOf = (page: number, y: number, source: number) => ({
      ...{ page, row: 1, source },
      box: { x: 100, y, width: 500, height: 20 }
    })
    const lines = [lineOf(0, 40, 11), lineOf(0, 900, 12), lineOf(1, 40, 12), lineOf(1, 80, 12)]
    const edition = { ...product.edition, measured: { lines, widest: 1 / 16, fonts: [] } }
    const marked = { ...input, messages: file.messages, products: [{ ...product, edition }] }
    const tree = parse(await toText(writeReport(marked, drawn([0, 1, 2]))))
    const boxes = all(tree, (node) => hasClass(node, 'box')).map(({ properties }) => properties)
    expect(boxes.map(({ y, height }) => [Number(y), Number(height)])).toEqual([
      [Math.round(900 * scale - 5), Math.round(20 * scale + 10)],
      [Math.round(40 * scale - 5), Math.round(60 * scale + 10)]
    ])
    expect(all(tree, ({ properties }) => properties.id === 'mark-1')).toHaveLength(1)
  })

  test('takes nothing a source says for markup', async () => {
    const hostile = `</style></title><script>alert(1)</script><img src=x onerror=alert(2)>" onload="a' \u202E`
    const file = new VFile({ path: `${hostile}.md` })
    setPrintedPlace(report(file, 'line-gap', hostile, { line: 1, column: 1 }), { page: 0 })
    const message = file.message(hostile, { ruleId: hostile })
    message.note = hostile
    const input = await inputOf(1)
    const { book } = await publishText(`${front}正文。\n`, 'official', ['html'])
    if (!book) throw new Error('No book')
    const source = { file: hostile, sha256: hostile, complete: true, normalised: [hostile] }
    const corrections = [{ date: hostile, what: hostile, at: hostile }]
    const meta = {
      ...book.meta,
      title: hostile,
      titleLines: [hostile, hostile],
      source,
      corrections
    }
    const asset = {
      url: hostile,
      name: 'a',
      type: 'a',
      bytes: new Uint8Array(),
      width: 1,
      height: 1
    }
    const [product] = input.products
    const html = await toText(
      writeReport(
        {
          ...input,
          name: hostile,
          messages: file.messages,
          book: { ...book, meta, assets: [asset] },
          products: product ? [{ ...product, name: hostile }] : [],
          lists: [{ name: hostile, bytes: new Uint8Array() }],
          account: [{ what: hostile, at: hostile, ruled: hostile }],
          styles: `${input.styles}/*${hostile}*/`
        },
        drawn([0])
      )
    )
    const tree = parse(html)
    const elements = all(tree, () => true)
    expect(elements.filter(({ tagName }) => tagName === 'script')).toEqual([])
    expect(all(tree, ({ tagName }) => tagName === 'img')).toHaveLength(1)
    expect(all(tree, ({ tagName }) => tagName === 'style')).toHaveLength(1)
    const attributes = elements.flatMap(({ properties }) => Object.entries(properties))
    expect(attributes.filter(([name]) => /^on/i.test(name))).toEqual([])
    const links = attributes.filter(([name]) => name === 'href').map(([, href]) => String(href))
    expect(links.filter((href) => !href.startsWith('#') && href !== 'data:,')).toEqual([])
    // Invisible characters are named.
    expect(html).not.toContain('\u202E')
    expect(textOf(tree)).toContain('[U+202E]')
  })

  test('tells what was cleaned, accounted for and corrected', async () => {
    const { book } = await publishText(`${front}正文。\n`, 'official', ['html'])
    if (!book) throw new Error('No book')
    const source = { file: 'received/a.txt', sha256: 'a'.repeat(64), complete: false }
    const meta = {
      ...book.meta,
      source: { ...source, normalised: ['删去空行1处'] },
      corrections: [{ date: '2021-10-08', what: '“申明”改为“声明”', at: 'p1' }]
    }
    const account = [{ what: '申明 → 声明', at: 'p1', line: 9, ruled: 'correction of 2021-10-08' }]
    const input = { ...(await inputOf(1)), book: { ...book, meta }, account }
    const tree = parse(await toText(writeReport(input, drawn([0]))))
    const words = textOf(find(tree, ({ properties }) => properties.id === 'text'))
    for (const part of [
      'received/a.txt',
      'breaks off',
      '删去空行1处',
      '第1段',
      '“申明”改为“声明”'
    ]) {
      expect(words).toContain(part)
    }
    expect(words).toContain('申明 → 声明p1, line 9correction of 2021-10-08')
    const quoted = all(tree, ({ properties: { lang } }) => lang === 'zh-Hans').map((node) =>
      textOf(node)
    )
    expect(quoted).toContain('删去空行1处')
  })
})

test('of a source that cannot be read says so', async () => {
  const publication = await publishText('宣言\n', 'official')
  const html = await reportOn(publication)
  const tree = parse(html)
  expect(textOf(find(tree, (node) => hasClass(node, 'verdict')))).toMatch(
    /^No edition could be made/
  )
  expect(html).toContain('front-matter')
  expect(html).toContain('No pages were made.')
})

test('is written beside the editions', { timeout: 120_000 }, async () => {
  const publication = await publishText(`${front}值此会议召开之际，各方声明如下。\n`, 'official')
  const { editions } = publication
  const made = await buildReport({
    ...{ source: join(folder, 'declaration.md'), out: folder, strict: true, publication },
    ...{ written: editions, lists: [] }
  })
  expect(made?.path).toBe(join(folder, 'declaration.report.html'))
  expect(Buffer.compare(await readFile(made?.path ?? ''), Buffer.from(made?.bytes ?? []))).toBe(0)
  const words = textOf(parse(new TextDecoder().decode(made?.bytes)))
  expect(words).toContain('The edition was written. Found: 1 remark.')
  expect(words).toContain(`declaration.pdfwritten${editions[0]?.map?.pages.length}`)
})

/** Units of a report page in a CSS px of A4. */
const scale = 1000 / ((210 * 96) / 25.4)

async function publishText(
  text: string,
  template: string,
  targets: ReadonlyArray<Target> = ['pdf']
): Promise<Publication> {
  const path = join(folder, 'declaration.md')
  await writeFile(path, text)
  return publish(path, { targets, template, strict: true }, () => {})
}

async function reportOn(publication: Publication): Promise<string> {
  const source = join(folder, 'declaration.md')
  const made = await buildReport({
    ...{ source, out: folder, strict: true, publication },
    ...{ written: publication.editions, lists: [] }
  })
  return new TextDecoder().decode(made?.bytes)
}

/** Input for the report on a PDF of which only the number of pages is known. */
async function inputOf(count: number): Promise<ReportInput> {
  const page: PageGeometry['pages'][number] = {
    ...{ label: '', part: 'text', apparatus: [], margins: [], notes: [], editorNotes: [] },
    readings: []
  }
  const map = { pages: Array.from({ length: count }, () => page), at: {} }
  const edition: Edition = { target: 'pdf', bytes: new Uint8Array(9), map, ...printedFacts }
  return {
    ...{ name: 'a.md', messages: [], strict: false, lists: [], styles: await readReportStyles() },
    products: [{ edition, name: 'a.pdf', isWritten: true }]
  }
}

async function* drawn(pages: ReadonlyArray<number>): AsyncGenerator<PagePicture> {
  for (const page of pages) yield { page, width: 720, height: 1018, bytes: new Uint8Array(9) }
}

async function toText(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

function isRoom(units: number): boolean {
  return units >= 0 && units <= 14
}

/**
 * Find with pdf.js, independently of kanben, the text runs on a page that contain a character:
 * left, top, right and bottom of their em boxes, in thousandths of the page's width.
 */
async function extentOf(
  edition: Edition | undefined,
  number: number,
  text: string
): Promise<ReadonlyArray<number>> {
  const pdfjs = await import('../src/verify/read/pdf/pdfjs.ts')
  const data = Uint8Array.from(edition?.bytes ?? [])
  const document = await pdfjs.getDocument({ data, verbosity: 0 }).promise
  const page = await document.getPage(number)
  const [, , width = 0, height = 0] = page.view
  const { items } = await page.getTextContent()
  const found = items.flatMap((item) => {
    if (!('str' in item) || !item.str.includes(text)) return []
    const [, , , , x = 0, y = 0] = item.transform
    const size = Math.hypot(Number(item.transform[0]), Number(item.transform[1]))
    const top = height - y - 0.88 * size
    return [[x, top, x + item.width, top + size]]
  })
  await document.destroy()
  const side = (index: number) => found.map((box) => ((box[index] ?? 0) * 1000) / width)
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))]
}

function parse(html: string): Root {
  return unified().use(rehypeParse).parse(html)
}

function all(
  tree: Root | Element | undefined,
  isWanted: (node: Element) => boolean
): ReadonlyArray<Element> {
  const found: Element[] = []
  if (tree) visit(tree, 'element', (node) => void (isWanted(node) && found.push(node)))
  return found
}

function find(tree: Root | Element | undefined, isWanted: (node: Element) => boolean): Element {
  const [first] = all(tree, isWanted)
  if (!first) throw new Error('No such element')
  return first
}

function hasClass({ properties: { className } }: Element, name: string): boolean {
  return Array.isArray(className) && className.includes(name)
}
