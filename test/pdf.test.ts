import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Element } from 'hast'
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream } from 'pdf-lib'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Book, Edition, Typeset } from '../src/book.ts'
import { readGlyphs } from '../src/check/glyphs.ts'
import { readStructure } from '../src/check/structure.ts'
import { wordingOf } from '../src/check/text.ts'
import { check } from '../src/check.ts'
import { parse } from '../src/parse.ts'
import { readAssets, readSource, readTemplate } from '../src/read.ts'
import { launchBrowser } from '../src/render/pdf/browser.ts'
import { impose } from '../src/render/pdf/impose.ts'
import { renderPdf } from '../src/render/pdf.ts'
import { shape } from '../src/shape.ts'
import { typeset } from '../src/typeset.ts'

type Press = Readonly<{ book: Book; set: Typeset; edition: Edition; file: VFile }>

/** Make the PDF of a source with the real browser and the real fonts. */
async function press(path: string): Promise<Press> {
  const { file, meta } = await readSource(path)
  const template = await readTemplate('official', file)
  if (!meta || !template) throw new Error(String(file.messages[0]))
  const tree = parse(file)
  const book = shape(tree, file, meta, await readAssets(tree, file))
  const set = await typeset(book, template, 'pdf', file)
  const edition = await renderPdf(set, file, () => {})
  if (!edition) throw new Error(String(file.messages[0]))
  return { book, set, edition, file }
}

async function problemsOf(edition: Edition, book: Book): Promise<ReadonlyArray<string>> {
  const file = new VFile()
  await check(edition, book, file)
  return file.messages.map(({ ruleId, line, reason }) => `${ruleId} ${line ?? '-'} ${reason}`)
}

describe('the declaration', { timeout: 60_000 }, () => {
  let declaration: Press
  beforeAll(async () => {
    declaration = await press('source/declaration.md')
  }, 60_000)

  test('passes every check, and no problem was met on the way', async () => {
    expect(await problemsOf(declaration.edition, declaration.book)).toEqual([])
    expect(declaration.file.messages).toEqual([])
  })

  test('is painted to the last of its characters, title and editor’s note included', async () => {
    const { characters } = wordingOf(declaration.book)
    expect(characters.length).toBe(12_993 + '源文本至此中断，其后的签署人及落款未见。'.length)
  })

  test('has 45 headings in the outline, title, contents, signatures and colophon beside', async () => {
    const { outline } = await readStructure(declaration.edition.bytes)
    expect(declaration.book.outline.length).toBe(45)
    expect(outline.length).toBe(45 + 4)
  })

  test('has only embedded, subset TrueType fonts, each with its licence', async () => {
    const { bytes } = declaration.edition
    const { fonts } = await readStructure(bytes)
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
    const labels = (await readGlyphs(declaration.edition.bytes)).map((page) => page.label)
    expect(labels.slice(0, 6)).toEqual(['i', 'ii', 'iii', 'iv', '1', '2'])
    expect(labels.length).toBe(declaration.edition.map?.pages.length)
  })

  test('has no character that a line break or a page break left behind', async () => {
    const pages = await readGlyphs(declaration.edition.bytes)
    const text = pages.flatMap(({ glyphs }) => glyphs.map((glyph) => glyph.text)).join('')
    expect(text).not.toMatch(/[\u00AD\u200B-\u200F\u2010\u2011\u2060\uFEFF\u2E80-\u2FDF]/)
  })

  test('fills the last line of a page whose paragraph goes on', async () => {
    const pages = await readGlyphs(declaration.edition.bytes)
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
    const again = await renderPdf(declaration.set, new VFile(), () => {})
    expect(Buffer.compare(declaration.edition.bytes, again?.bytes ?? new Uint8Array())).toBe(0)
  })

  test('has the same pages when it is laid out in gatherings', async () => {
    const browser = await launchBrowser(new VFile())
    if (!browser) throw new Error('no browser')
    const { printed, map } = await impose(browser, declaration.set, new VFile(), () => {}, 4000)
    await browser.close()
    expect(printed.length).toBeGreaterThan(1)
    expect(map.at).toEqual(declaration.edition.map?.at)
    expect(map.pages).toEqual(declaration.edition.map?.pages)
  })
})

describe('a planted fault is found', { timeout: 60_000 }, () => {
  let small: Press
  beforeAll(async () => {
    small = await press('test/fixtures/small.md')
    expect(await problemsOf(small.edition, small.book)).toEqual([])
  }, 60_000)

  async function withStyle(style: string): Promise<ReadonlyArray<string>> {
    const set = { ...small.set, styles: small.set.styles + style }
    const edition = await renderPdf(set, new VFile(), () => {})
    return edition ? problemsOf(edition, small.book) : ['no edition']
  }

  async function withTree(change: (node: Element) => void): Promise<ReadonlyArray<string>> {
    const leaves = structuredClone(small.set.leaves)
    for (const { tree } of leaves) visit(tree, 'element', change)
    const edition = await renderPdf({ ...small.set, leaves }, new VFile(), () => {})
    return edition ? problemsOf(edition, small.book) : ['no edition']
  }

  async function withBytes(
    change: (document: PDFDocument) => void
  ): Promise<ReadonlyArray<string>> {
    const document = await PDFDocument.load(small.edition.bytes, { updateMetadata: false })
    change(document)
    return problemsOf({ ...small.edition, bytes: await document.save() }, small.book)
  }

  test.each([
    ['clipped by its box', '#p2{height:0;overflow:hidden}'],
    ['not displayed', '#p2{display:none}'],
    ['set off the sheet', '#p2{transform:translateX(-900mm)}'],
    ['transparent', '#p2{color:transparent}'],
    ['all but transparent', '#p2{opacity:.05}'],
    ['white on white', '#p2{color:#fff}'],
    ['hidden', '#p2{visibility:hidden}'],
    ['in capitals', '#p2{text-transform:uppercase}'],
    [
      'set before the paragraph above it',
      '.body>section{display:flex;flex-direction:column}#p2{order:-1}'
    ],
    ['followed by something added', '#p2::after{content:"。"}']
  ])('text that is %s', async (_, style) => {
    const problems = await withStyle(style)
    expect(problems.find((problem) => problem.startsWith('edition-text'))).toMatch(
      /^edition-text \d+ Unexpected .* in the PDF, page 5 \(folio 1\), expected /
    )
  })

  test('one character for another, at its line', async () => {
    const problems = await withTree((node) => {
      const [text] = node.children
      if (text?.type === 'text') text.value = text.value.replace('开会', '开再')
    })
    expect(problems).toEqual([
      expect.stringMatching(/^edition-text 12 Unexpected “再.*expected “会/)
    ])
  })

  test('a paragraph twice', async () => {
    const problems = await withTree((node) => {
      const index = node.children.findIndex(
        (child) => 'properties' in child && child.properties.id === 'p2'
      )
      const twin = node.children[index]
      if (twin) node.children.splice(index, 0, structuredClone(twin))
    })
    expect(problems[0]).toMatch(/^edition-text/)
  })

  test('characters one over the other', async () => {
    expect((await withStyle('#p2{letter-spacing:-.9em}'))[0]).toMatch(/^edition-overlap/)
  })

  test('an entry of the contents that is not its heading', async () => {
    const problems = await withTree((node) => {
      const [text] = node.children
      if (node.properties.className?.toString() === 'entry' && text?.type === 'text')
        text.value += '。'
    })
    expect(problems).toEqual([
      expect.stringMatching(/^edition-contents.*expected the entry 一、总则1,/)
    ])
  })

  test('a page label that is not the folio', async () => {
    const problems = await withBytes(({ catalog, context }) => {
      catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: [0, { S: 'D' }] }))
    })
    expect(problems[0]).toMatch(/^edition-contents - Unexpected folio —iii— on page 3/)
  })

  test('a destination on another page, and a link that leads nowhere', async () => {
    const problems = await withBytes((document) => {
      const names = document.catalog.lookup(PDFName.of('Names'), PDFDict)
      const leaf = names.lookup(PDFName.of('Dests'), PDFDict).lookup(PDFName.of('Names'), PDFArray)
      const id = (text: string) => PDFHexString.of(Buffer.from(text).toString('hex')).toString()
      const index = leaf.asArray().findIndex((entry) => entry.toString() === id('s1'))
      leaf.lookup(index + 1, PDFArray).set(0, document.getPage(0).ref)
      const other = leaf.asArray().findIndex((entry) => entry.toString() === id('s2'))
      leaf.set(other, PDFHexString.of('78'))
    })
    expect(problems).toEqual([
      expect.stringContaining('Unexpected page 1 as destination of s1'),
      expect.stringContaining('Unexpected page 0 as destination of s2'),
      expect.stringContaining('Unexpected link to s2')
    ])
  })

  test('an outline entry that is not its heading', async () => {
    const problems = await withBytes(({ catalog, context }) => {
      const first = catalog
        .lookup(PDFName.of('Outlines'), PDFDict)
        .lookup(PDFName.of('First'), PDFDict)
      first.set(PDFName.of('Title'), PDFHexString.fromText('别的'))
      context.assign(context.nextRef(), first)
    })
    expect(problems).toEqual([expect.stringContaining('Unexpected outline entry 别的')])
  })

  test('a Type 3 font, a font that is not embedded, and one that is whole', async () => {
    const fontsOf = ({ context }: PDFDocument) =>
      context
        .enumerateIndirectObjects()
        .flatMap(([, object]) => (object instanceof PDFDict ? [object] : []))
        .filter((dict) => dict.get(PDFName.of('Subtype')) === PDFName.of('CIDFontType2'))
    const stroked = await withStyle('#p2{-webkit-text-stroke:1px #000}')
    expect(stroked.join()).toMatch(/edition-(?:font|text)/)
    const broken = await withBytes((document) => {
      const [one, two] = fontsOf(document)
      one?.lookup(PDFName.of('FontDescriptor'), PDFDict).delete(PDFName.of('FontFile2'))
      two?.set(PDFName.of('BaseFont'), PDFName.of('Whole'))
    })
    const foreign = await problemsOf({ ...small.edition, fonts: ['NotoSansSC'] }, small.book)
    expect(foreign.join()).toMatch(/Unexpected font [A-Z]{6}\+NotoSerifSC-Regular: it is none of/)
    expect(broken.join()).toContain('it is not embedded as TrueType')
    expect(broken.join()).toContain('Unexpected font Whole: it is not a subset')
  })

  test('what asks for the network or the disk is refused, at its place', async () => {
    const leaves = structuredClone(small.set.leaves)
    const position = { start: { line: 99, column: 1 }, end: { line: 99, column: 9 } }
    const image: Element = {
      type: 'element',
      tagName: 'img',
      properties: { src: 'https://example.com/a.png' },
      children: [],
      position
    }
    leaves.at(-2)?.tree.children.push(image)
    const file = new VFile()
    const styles = `${small.set.styles}.leaf{background:url(file:///etc/passwd)}`
    await renderPdf({ ...small.set, leaves, styles }, file, () => {})
    const found = file.messages.map(
      ({ ruleId, line, reason }) => `${ruleId} ${line ?? '-'} ${reason}`
    )
    expect(found.sort()).toContain(
      'request-refused 99 Unexpected request for https://example.com/a.png, expected none'
    )
    expect(found.join()).toContain('file:///etc/passwd')
  })
})

describe('what Paged.js or an author could make go wrong', { timeout: 60_000 }, () => {
  const front = '---\ntitle: 测试\nlang: zh-Hans\ntype: law\ndate: 2020-01-01\n---\n\n'
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kanben-pdf-'))
    return () => rm(folder, { recursive: true })
  })

  async function problemsIn(text: string): Promise<ReadonlyArray<string>> {
    const path = join(folder, 'source.md')
    await writeFile(path, front + text)
    const { edition, book, file } = await press(path)
    return [...file.messages.map(String), ...(await problemsOf(edition, book))]
  }

  test.each([
    ['a paragraph that repeats itself over pages', '很长的段落，'.repeat(600)],
    ['texts that look alike in one paragraph', '同样**同样**同样2020年同样'.repeat(200)],
    ['code over pages', `\`\`\`\n${`${'代码行 '.repeat(30)}\n`.repeat(20)}\`\`\``],
    ['a table over pages', `| 甲 | 乙 |\n| - | -: |\n${'| 值 | 值 |\n'.repeat(60)}`],
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

test('a browser that does not start is an error that says what to do', async () => {
  const file = new VFile()
  const before = process.env.KANBEN_CHROME
  process.env.KANBEN_CHROME = '/nonexistent/chrome'
  expect(await launchBrowser(file)).toBeUndefined()
  if (before === undefined) delete process.env.KANBEN_CHROME
  else process.env.KANBEN_CHROME = before
  expect(file.messages[0]?.ruleId).toBe('browser-missing')
  expect(file.messages[0]?.note).toContain('KANBEN_CHROME')
})
