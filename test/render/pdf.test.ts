import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { VFile } from 'vfile'
import { beforeAll, describe, expect, test } from 'vitest'
import { printPages } from '../../src/render/pdf/print-pages.ts'
import { shareBrowser, withTabs } from '../../src/render/pdf/shared-browser.ts'
import { readPdf } from '../../src/verify/read/pdf.ts'
import { wordingOf } from '../../src/verify/text/streams.ts'
import { browser, renderPdf } from '../samples/browser.ts'
import { type PrintedSample, printSample, problemsOf } from '../samples/pdf.ts'

describe('the declaration', { timeout: 300_000 }, () => {
  let declaration: PrintedSample
  beforeAll(async () => {
    declaration = await printSample('test/fixtures/declaration/declaration.md')
  }, 300_000)

  test('passes every check, and no problem was met on the way', async () => {
    expect(await problemsOf(declaration.edition, declaration.book)).toEqual([])
    expect(declaration.file.messages).toEqual([])
  })

  test('is painted to the last of its characters, title and editor’s note included', async () => {
    const { characters } = wordingOf(declaration.book)
    expect(characters.length).toBe(12_993 + '源文本至此中断，其后的签署人及落款未见。'.length)
  })

  test('has 45 headings in the outline, title, contents, signatures and colophon beside', async () => {
    const { outline } = (await readPdf(declaration.edition.bytes)).file
    expect(declaration.book.outline.length).toBe(45)
    expect(outline.length).toBe(45 + 4)
  })

  test('has only embedded, subset TrueType fonts, each with its licence', async () => {
    const { bytes } = declaration.edition
    const { fonts } = await readPdf(bytes)
    expect(fonts.map(({ name }) => name.slice(7)).sort()).toEqual([
      'LXGWWenKai-Regular',
      'NotoSansSC-Regular',
      'NotoSerifSC-Black',
      'NotoSerifSC-Regular'
    ])
    const document = await PDFDocument.load(bytes)
    const programs = document.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFDict ? [object.lookup(PDFName.of('FontFile2'))] : []
      )
      .filter((program) => program instanceof PDFRawStream)
    const licences = programs.map((program) => String(program.dict.lookup(PDFName.of('Metadata'))))
    expect(licences.length).toBe(4)
    for (const licence of licences) expect(licence).toContain('SIL OPEN FONT LICENSE Version 1.1')
  })

  test('is under 1.5 MB, has a language, a title, page labels and no clock in it', async () => {
    const document = await PDFDocument.load(declaration.edition.bytes, { updateMetadata: false })
    expect(declaration.edition.bytes.length).toBeLessThan(1_500_000)
    expect(String(document.catalog.lookup(PDFName.of('Lang')))).toContain('zh-Hans')
    expect(document.getTitle()).toBe('上海合作组织二十周年杜尚别宣言')
    expect(document.getCreationDate()?.toISOString()).toBe('2021-09-17T00:00:00.000Z')
    expect(document.getModificationDate()?.toISOString()).toBe('2021-09-17T00:00:00.000Z')
    const labels = (await readPdf(declaration.edition.bytes)).painted.map((page) => page.label)
    expect(labels.slice(0, 6)).toEqual(['i', 'ii', 'iii', 'iv', '1', '2'])
    expect(labels.length).toBe(declaration.edition.map?.pages.length)
  })

  test('has no character that a line break or a page break left behind', async () => {
    const pages = (await readPdf(declaration.edition.bytes)).painted
    const text = pages.flatMap(({ glyphs }) => glyphs.map((glyph) => glyph.text)).join('')
    expect(text).not.toMatch(/[\u00AD\u200B-\u200F\u2010\u2011\u2060\uFEFF\u2E80-\u2FDF]/)
  })

  test('fills the last line of a page whose paragraph goes on', async () => {
    const pages = (await readPdf(declaration.edition.bytes)).painted
    const mm = 96 / 25.4
    const lines = pages.map(({ glyphs }) => {
      const text = glyphs.filter(({ y }) => y < 262 * mm)
      return { first: text[0], last: text.at(-1) }
    })
    const split = lines.slice(4, -2).filter((_, index) => {
      const first = lines[index + 5]?.first
      return first && first.x - first.width / 2 < 29 * mm
    })
    expect(split.length).toBeGreaterThan(5)
    for (const { last } of split) {
      if (!last || !/\p{Script=Han}/u.test(last.text)) continue
      expect(last.x + last.width / 2).toBeGreaterThan(183.9 * mm)
    }
  })

  test('is the same to the byte when it is made again', async () => {
    const make = await renderPdf(declaration.set, {}, new VFile(), () => {})
    const again = await make?.('pdf')
    expect(Buffer.compare(declaration.edition.bytes, again?.bytes ?? new Uint8Array())).toBe(0)
  })

  test('has the same pages when it is laid out in gatherings', async () => {
    const { gatherings: printed = [], map } =
      (await withTabs(browser, new VFile(), (tabs) => {
        return printPages(tabs, declaration.set, new VFile(), () => {}, 10)
      })) ?? {}
    expect(printed.length).toBe(Math.ceil(declaration.set.leaves.length / 10))
    expect(map?.at).toEqual(declaration.edition.map?.at)
    // Chromium positions to 1/64 px, wherever a page is in its gathering.
    const places = (pages: unknown) =>
      JSON.stringify(pages, (_, value) => (typeof value === 'number' ? value.toFixed(1) : value))
    expect(places(map?.pages)).toBe(places(declaration.edition.map?.pages))
  })
})

describe('what Paged.js or an author could make go wrong', { timeout: 300_000 }, () => {
  const front = '---\ntitle: 测试\nlang: zh-Hans\ntype: law\ndate: 2020-01-01\n---\n\n'
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kanben-pdf-'))
    return () => rm(folder, { recursive: true })
  })

  async function problemsIn(text: string): Promise<ReadonlyArray<string>> {
    const path = join(folder, 'source.md')
    await writeFile(path, front + text)
    const { edition, book, file } = await printSample(path)
    return [...file.messages.map(String), ...(await problemsOf(edition, book))]
  }

  test.each([
    ['a paragraph that repeats itself over pages', '很长的段落，'.repeat(600)],
    ['texts that look alike in one paragraph', '同样**同样**同样2020年同样'.repeat(200)],
    ['code over pages', `\`\`\`\n${`${'代码行 '.repeat(30)}\n`.repeat(20)}\`\`\``],
    ['a table over pages', `| 甲 | 乙 |\n| - | -: |\n${'| 值 | 值 |\n'.repeat(60)}`],
    [
      'runs of another language over lines and pages',
      '各方重申继续弘扬:span[Shanghai **Spirit**]{lang=en}，推动各领域合作:span[——]{lang=de}不断向前发展，造福各国人民。'.repeat(
        90
      )
    ],
    ['a list over pages', '- 项目，项目。\n\n  第二段。\n\n'.repeat(40)],
    [
      'a heading of three lines at the foot of a page',
      `${'段。\n\n'.repeat(20)}## ${'标题'.repeat(40)}\n\n段。`
    ]
  ])('%s loses nothing', async (_, text) => {
    expect(await problemsIn(text)).toEqual([])
  })

  test('an image that is called like a face does not take its place', async () => {
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='
    await writeFile(join(folder, 'face-0.ttf'), Buffer.from(pixel, 'base64'))
    expect(await problemsIn('正文。\n\n![一点](face-0.ttf)')).toEqual([])
  })
})

test('a browser that was killed fails what it was at, and is launched anew', async () => {
  const shared = shareBrowser()
  const file = new VFile()
  const killed = withTabs(shared, file, async (tabs) => {
    const tab = await tabs.newPage()
    tab.browser().process()?.kill('SIGKILL')
    return tab.evaluate(() => new Promise(() => {}))
  })
  await expect(killed).rejects.toThrow(/closed|detached/i)
  const title = withTabs(shared, file, async (tabs) => (await tabs.newPage()).title())
  expect(await title).toBe('')
  await shared.close()
  expect(file.messages).toEqual([])
})

test('a browser that does not start is an error that says what to do', async () => {
  const file = new VFile()
  const before = process.env.KANBEN_CHROME
  process.env.KANBEN_CHROME = '/nonexistent/chrome'
  expect(await withTabs(undefined, file, async () => 'tabs')).toBeUndefined()
  if (before === undefined) delete process.env.KANBEN_CHROME
  else process.env.KANBEN_CHROME = before
  expect(file.messages[0]?.ruleId).toBe('browser-missing')
  expect(file.messages[0]?.note).toContain('KANBEN_CHROME')
})
