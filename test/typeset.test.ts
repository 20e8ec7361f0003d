import type { Element } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import { VFile } from 'vfile'
import { beforeAll, expect, test } from 'vitest'
import type { Book, Heading, Meta, Template } from '../src/book.ts'
import { readTemplate } from '../src/read.ts'
import { setBody } from '../src/typeset/body.ts'
import { setColophon } from '../src/typeset/colophon.ts'
import { setContents } from '../src/typeset/contents.ts'
import { setTitlePage } from '../src/typeset/title-page.ts'
import { typeset } from '../src/typeset.ts'

const meta: Meta = {
  title: '关于测试的宣言',
  titleLines: ['关于测试的', '宣言'],
  lang: 'zh-Hans',
  type: 'declaration',
  date: '2021-09-07',
  place: '杜尚别',
  supplement: false,
  corrections: [],
  source: {
    file: 'received/a.txt',
    sha256: '0'.repeat(64),
    complete: false,
    normalised: ['甲', '乙']
  }
}

let official: Template
beforeAll(async () => {
  const template = await readTemplate('official', new VFile())
  if (!template) throw new Error('no template')
  official = template
})

function bookOf(...children: Element[]): Book {
  return { meta, body: { type: 'root', children }, outline: [], assets: [] }
}

function heading(id: string, depth: number): Heading {
  return { id, depth, enumerator: '', text: id }
}

test('the title keeps its lines, and all else on the title page is apparatus', () => {
  const page = setTitlePage(meta)
  const title = page.children.flatMap((child) => (child.type === 'element' ? [child] : []))
  expect(title.map((child) => [child.tagName, child.properties.dataApparatus])).toEqual([
    ['h1', undefined],
    ['p', 'generated']
  ])
  expect(textOf(page)).toBe('关于测试的宣言2021年9月7日　杜尚别')
})

test('the contents nest as the headings do and hold no empty list', () => {
  const contents = setContents([
    heading('s1', 2),
    heading('s1-1', 3),
    heading('s1-1-1', 4),
    heading('s1-2', 3),
    heading('s2', 2)
  ])
  expect(shapeOf(contents)).toBe('nav(h2 ol(li(a ol(li(a ol(li(a))) li(a))) li(a)))')
})

function shapeOf(node: Element): string {
  const inner = node.children
    .flatMap((child) => (child.type === 'element' && child.tagName !== 'span' ? [child] : []))
    .map(shapeOf)
  return inner.length > 0 ? `${node.tagName}(${inner.join(' ')})` : node.tagName
}

test('the colophon says that the source is not whole, and names what was changed', () => {
  const text = textOf(setColophon({ ...bookOf(), meta }, []))
  expect(text).toContain('received/a.txt（源文本不全）')
  expect(text).toContain('文字整理甲乙')
})

test('the text of the web page stands as it was shaped', () => {
  const list = h('ol', { start: 3 }, [h('li', [h('p', '甲')]), h('li', '乙')])
  expect(textOf(setBody({ type: 'root', children: [list] }))).toBe('甲乙')
})

test('a character no face has is an error at its place', async () => {
  const file = new VFile()
  const position = { start: { line: 7, column: 1 }, end: { line: 8, column: 9 } }
  const paragraph = h('p', [{ type: 'text', value: '一二\n三😀四', position }])
  const { faces } = await typeset(bookOf(paragraph), official, 'pdf', file)
  expect(file.messages.map(({ ruleId, line, column }) => [ruleId, line, column])).toEqual([
    ['font-character', 8, 2]
  ])
  expect(file.messages[0]?.reason).toContain('U+1F600')
  expect(faces.length).toBeGreaterThan(0)
})

test('a face is cut to the characters of the document, as static TrueType, always alike', async () => {
  const set = () => typeset(bookOf(h('p', '春江花月夜')), official, 'pdf', new VFile())
  const [first, second] = await Promise.all([set(), set()])
  const sizes = first.faces.map((face) => face.bytes.length)
  expect(Math.max(...sizes)).toBeLessThan(120_000)
  for (const [index, { bytes }] of first.faces.entries()) {
    expect([...bytes.subarray(0, 4)]).toEqual([0, 1, 0, 0])
    expect(Buffer.compare(bytes, second.faces[index]?.bytes ?? bytes)).toBe(0)
  }
})

test('an image with text is an error in the PDF alone, at its first place', async () => {
  const image = (line: number, src: string): Element => ({
    ...h('img', { src }),
    position: { start: { line, column: 1 }, end: { line, column: 9 } }
  })
  const asset = { name: 'a.svg', type: 'image/svg+xml', bytes: new Uint8Array() }
  const book = {
    ...bookOf(h('p', [image(3, 'plain.svg'), image(4, 'g.svg'), image(5, 'g.svg')])),
    assets: [
      { ...asset, url: 'g.svg', width: 1, height: 1, hasText: true },
      { ...asset, url: 'plain.svg', width: 1, height: 1 }
    ]
  }
  for (const medium of ['pdf', 'cover', 'epub', 'html'] as const) {
    const file = new VFile()
    await typeset(book, official, medium, file)
    expect(file.messages.map(({ line, ruleId, reason }) => [line, ruleId, reason])).toEqual(
      medium === 'pdf' ? [[4, 'image-text', 'Unexpected text in g.svg, expected paths']] : []
    )
  }
})

test('a style sheet knows the bleed', async () => {
  const press = { ...official.settings.press, bleed: 4.5 }
  const template = { ...official, settings: { ...official.settings, press } }
  const { styles } = await typeset(bookOf(), template, 'pdf', new VFile())
  expect(styles).toContain('--bleed:4.5mm')
  expect(styles).toContain('@page{bleed:4.5mm}')
})

test('only the PDF embeds faces', async () => {
  const page = await typeset(bookOf(), official, 'html', new VFile())
  expect([Object.hasOwn(page, 'faces'), page.typefaces]).toEqual([false, []])
})
