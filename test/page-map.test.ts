import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { readEpub, readEpubPages } from '../src/check/epub.ts'
import { readHtml, readHtmlPages } from '../src/check/html.ts'
import { writePageMap } from '../src/cli/page-map.ts'
import { type Edition, type Pagination, type Publication, publish } from '../src/index.ts'

const files = {
  pdf: { file: 'a.pdf', sha256: '1'.repeat(64) },
  markdown: { file: 'a.md', sha256: '2'.repeat(64) }
}

/** A title of two characters, a blank page, a paragraph over two pages, a block without a name. */
const pagination: Pagination = {
  characters: 12,
  pages: [
    { label: 'i', part: 'title', character: 0 },
    { label: 'ii', part: 'blank', character: 2 },
    { label: '1', part: 'text', character: 2 },
    { label: '2', part: 'text', character: 6 },
    { label: '3', part: 'text', character: 10 },
    { label: '4', part: 'colophon', character: 12 }
  ],
  blocks: [
    { id: 'title', from: 0, to: 2, first: 0, last: 0 },
    { id: 'p1', from: 2, to: 8, first: 2, last: 3 },
    { from: 8, to: 12, first: 3, last: 4 }
  ]
}

test('a page map has a line a page and a block, in an order of its own', () => {
  const text = writePageMap({
    ...files,
    title: '宣“言”',
    identifier: 'urn:x:1',
    template: 'official',
    pagination
  })
  expect(text).toBe(`{
  "format": "kanben-pages",
  "version": 1,
  "title": "宣“言”",
  "identifier": "urn:x:1",
  "template": "official",
  "pdf": { "file": "a.pdf", "sha256": "${'1'.repeat(64)}", "pages": 6 },
  "markdown": { "file": "a.md", "sha256": "${'2'.repeat(64)}" },
  "characters": 12,
  "pages": [
    { "label": "i", "part": "title", "character": 0, "block": "title", "offset": 0 },
    { "label": "ii", "part": "blank", "character": 2 },
    { "label": "1", "part": "text", "character": 2, "block": "p1", "offset": 0 },
    { "label": "2", "part": "text", "character": 6, "block": "p1", "offset": 4 },
    { "label": "3", "part": "text", "character": 10, "block": "p1", "offset": 8 },
    { "label": "4", "part": "colophon", "character": 12 }
  ],
  "blocks": [
    { "id": "title", "from": 0, "to": 2, "pages": ["i"] },
    { "id": "p1", "from": 2, "to": 8, "pages": ["1", "2"], "breaks": [{ "page": "2", "character": 6, "offset": 4 }] },
    { "from": 8, "to": 12, "pages": ["2", "3"], "breaks": [{ "page": "3", "character": 10, "offset": 2 }] }
  ]
}
`)
  expect(JSON.parse(text).pages).toHaveLength(6)
})

type Shown = Readonly<{
  characters: number
  pages: ReadonlyArray<{ label: string; character: number; block?: string; offset?: number }>
  blocks: ReadonlyArray<{ id?: string; from: number; to: number; pages: ReadonlyArray<string> }>
}>

describe('of the declaration', { timeout: 300_000 }, () => {
  let made: Publication
  let map: Shown
  beforeAll(async () => {
    const source = fileURLToPath(new URL('fixtures/declaration/declaration.md', import.meta.url))
    const targets = ['pdf', 'epub', 'html'] as const
    made = await publish(source, { targets, template: 'official', strict: true }, () => {})
    const { pagination } = editionOf('pdf')
    if (!pagination) throw new Error('A PDF without pages')
    map = JSON.parse(writePageMap({ ...files, title: '', template: 'official', pagination }))
  }, 300_000)

  function editionOf(target: Edition['target']): Edition {
    const edition = made.editions.find((edition) => edition.target === target)
    if (!edition) throw new Error(`No ${target}`)
    return edition
  }

  test.each([
    ['epub', readEpub, readEpubPages],
    ['html', readHtml, readHtmlPages]
  ] as const)('what it says of pages is what stands in the %s', (target, readText, readPages) => {
    const { bytes } = editionOf(target)
    const text = [
      ...readText(bytes)
        .map(({ text }) => text)
        .join('')
    ].filter(isSeen)
    expect(text).toHaveLength(map.characters)
    expect(map.characters).toBe(13_013)
    const marks = readPages(bytes)
    const placed = new Map(marks.map((mark) => [mark.label, mark.character]))
    for (const { label, character } of map.pages) {
      expect([label, placed.get(label)]).toEqual([label, character])
    }
    expect(marks).toHaveLength(35)
  })

  test('its blocks stand in the Markdown, and the pages in its blocks', async () => {
    const markdown = await readFile(made.file.path, 'utf8')
    const paragraphs = new Set(
      markdown.split('\n').map((line) => [...line.replaceAll(/[*\\]/g, '')].filter(isSeen).join(''))
    )
    const { bytes } = editionOf('html')
    const text = [
      ...readHtml(bytes)
        .map(({ text }) => text)
        .join('')
    ].filter(isSeen)
    const numbered = map.blocks.filter(({ id = '' }) => /^p\d+$/.test(id))
    expect(numbered.length).toBeGreaterThan(100)
    for (const { id, from, to } of numbered) {
      const own = text.slice(from, to).join('')
      expect([id, paragraphs.has(own)]).toEqual([id, true])
    }
    for (const { label, character, block, offset } of map.pages) {
      const home = map.blocks.find(({ id }) => id !== undefined && id === block)
      if (home) expect([label, home.from + (offset ?? -1)]).toEqual([label, character])
      if (home) expect([label, home.pages.includes(label)]).toEqual([label, true])
    }
  })

  test('the painted PDF begins its pages with the same characters', async () => {
    const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const data = Uint8Array.from(editionOf('pdf').bytes)
    const document = await pdfjs.getDocument({ data, verbosity: 0 }).promise
    const { bytes } = editionOf('html')
    const text = [
      ...readHtml(bytes)
        .map(({ text }) => text)
        .join('')
    ].filter(isSeen)
    for (const [index, { character, block }] of map.pages.entries()) {
      if (block === undefined) continue
      const page = await document.getPage(index + 1)
      const { items } = await page.getTextContent()
      const painted = items.map((item) => ('str' in item ? item.str : '')).join('')
      const words = [...painted.normalize('NFC')].filter(isSeen).join('')
      const next = map.pages[index + 1]?.character ?? map.characters
      const first = text.slice(character, Math.min(next, character + 12)).join('')
      const last = text.slice(Math.max(character, next - 12), next).join('')
      expect([index, words.includes(first), words.includes(last)]).toEqual([index, true, true])
    }
  })
})

function isSeen(character: string): boolean {
  return /\S/u.test(character)
}
