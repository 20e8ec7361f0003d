import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toJsonSchema } from '@valibot/to-json-schema'
import { Ajv } from 'ajv'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PageMapFile, pageMapSchema } from '../../src/cli/page-map/schema.ts'
import { writePageMap } from '../../src/cli/page-map.ts'
import type { Edition, Pagination, Publication, Target } from '../../src/index.ts'
import { parse } from '../../src/parse.ts'
import { readAssets, readSource } from '../../src/read.ts'
import { shape } from '../../src/shape.ts'
import { wordingOf } from '../../src/verify/text/streams.ts'
import { publish } from '../samples/browser.ts'
import { pagesOfEpub, pagesOfPage, textOfEpub, textOfPage } from '../samples/read-back.ts'

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
    { from: 8, to: 9, first: 3, last: 3 },
    { from: 9, to: 12, first: 3, last: 4 }
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
  "version": 2,
  "title": "宣“言”",
  "identifier": "urn:x:1",
  "template": "official",
  "pdf": { "file": "a.pdf", "sha256": "${'1'.repeat(64)}", "pages": 6 },
  "markdown": { "file": "a.md", "sha256": "${'2'.repeat(64)}" },
  "characters": 12,
  "pages": [
    { "label": "i", "part": "title", "block": "title", "offset": 0 },
    { "label": "ii", "part": "blank" },
    { "label": "1", "part": "text", "block": "p1", "offset": 0 },
    { "label": "2", "part": "text", "block": "p1", "offset": 4 },
    { "label": "3", "part": "text", "block": "p1+2", "offset": 1 },
    { "label": "4", "part": "colophon" }
  ],
  "blocks": [
    { "block": "title", "characters": 2, "pages": ["i"] },
    { "block": "p1", "characters": 6, "pages": ["1", "2"] },
    { "block": "p1+1", "characters": 1, "pages": ["2"] },
    { "block": "p1+2", "characters": 3, "pages": ["2", "3"] }
  ]
}
`)
  expect(read(text).pages).toHaveLength(6)
})

test('its schema is one of JSON Schema, takes what is written, and nothing else', () => {
  const map = writePageMap({ ...files, title: '', template: 'official', pagination })
  // As published.
  const schema = JSON.parse(JSON.stringify(toJsonSchema(pageMapSchema)))
  expect(schema).toMatchObject({ title: 'Page map', additionalProperties: false })
  const validate = new Ajv({ strict: false }).compile(schema)
  const wrong = [
    ['"version": 2', '"version": 1'],
    ['"part": "blank"', '"part": "bare"'],
    ['"offset": 4', '"offset": -4'],
    ['"offset": 4', '"character": 4'],
    [`${'1'.repeat(64)}`, `${'1'.repeat(63)}`],
    ['"pages": ["i"]', '"pages": "i"'],
    ['"characters": 12,', '']
  ] as const
  expect([validate(JSON.parse(map)), isPageMap(map)]).toEqual([true, true])
  for (const [what, instead] of wrong) {
    const text = map.replace(what, instead)
    expect(text).not.toBe(map)
    expect([instead, validate(JSON.parse(text)), isPageMap(text)]).toEqual([instead, false, false])
  }
})

test('blocks are the whole text, one behind the other: their places can be reckoned', async () => {
  const torture = new URL('../fixtures/torture/torture.md', import.meta.url).pathname
  const { file, meta } = await readSource(torture)
  if (!meta) throw new Error(String(file.messages[0]))
  const tree = parse(file)
  const { blocks, characters } = wordingOf(shape(tree, file, meta, await readAssets(tree, file)))
  expect(blocks.length).toBeGreaterThan(1000)
  const ends = [0, ...blocks.map(({ to }) => to)]
  expect(blocks.map(({ from }) => from)).toEqual(ends.slice(0, -1))
  expect(ends.at(-1)).toBe(characters.length)
})

type Shown = Readonly<{
  characters: number
  pages: ReadonlyArray<{ label: string; character: number; block?: string | undefined }>
  blocks: ReadonlyArray<{ block: string; from: number; to: number; pages: ReadonlyArray<string> }>
}>

describe('of the declaration', { timeout: 300_000 }, () => {
  // Frozen, and without its received text.
  const frozen = new URL('../fixtures/declaration/declaration.md', import.meta.url)
  const text = readFileSync(frozen, 'utf8').replace(/^source:\n(?: .*\n)+/m, '')
  let folder = ''
  let made: Publication
  let written = ''
  let map: Shown
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kanben-page-map-'))
    made = await publishText(text, ['pdf', 'epub', 'html'])
    written = mapOf(made)
    map = placesOf(read(written))
  }, 300_000)
  afterAll(() => rm(folder, { recursive: true }))

  async function publishText(text: string, targets: ReadonlyArray<Target>): Promise<Publication> {
    const source = join(folder, 'declaration.md')
    await writeFile(source, text)
    return publish(source, { targets, template: 'official', strict: true }, () => {})
  }

  function editionOf(target: Edition['target']): Edition {
    const edition = made.editions.find((edition) => edition.target === target)
    if (!edition) throw new Error(`No ${target}`)
    return edition
  }

  test.each([
    ['epub', textOfEpub, pagesOfEpub],
    ['html', textOfPage, pagesOfPage]
  ] as const)('what it says of pages is what stands in the %s', (target, readText, readPages) => {
    const { bytes } = editionOf(target)
    const text = [
      ...readText(bytes)
        .map(({ text }) => text)
        .join('')
    ].filter(isSeen)
    expect(text).toHaveLength(map.characters)
    const marks = readPages(bytes)
    const placed = new Map(marks.map((mark) => [mark.label, mark.character]))
    for (const { label, character } of map.pages) {
      expect([label, placed.get(label)]).toEqual([label, character])
    }
    expect(marks).toHaveLength(map.pages.length)
    expect(marks.length).toBeGreaterThan(30)
  })

  test('its blocks stand in the Markdown, and the pages in its blocks', async () => {
    const markdown = await readFile(made.file.path, 'utf8')
    const paragraphs = new Set(
      markdown.split('\n').map((line) => [...line.replaceAll(/[*\\]/g, '')].filter(isSeen).join(''))
    )
    const { bytes } = editionOf('html')
    const text = [
      ...textOfPage(bytes)
        .map(({ text }) => text)
        .join('')
    ].filter(isSeen)
    const numbered = map.blocks.filter(({ block }) => /^p\d+$/.test(block))
    expect(numbered.length).toBeGreaterThan(100)
    for (const { block, from, to } of numbered) {
      const own = text.slice(from, to).join('')
      expect([block, paragraphs.has(own)]).toEqual([block, true])
    }
    for (const { label, block } of map.pages) {
      const home = map.blocks.find((row) => row.block === block)
      if (block) expect([label, home?.pages.includes(label)]).toEqual([label, true])
    }
  })

  test('a correction changes the head, its block, and pages that begin elsewhere', async () => {
    const [wrong, right] = ['反对实行双重标准', '反对双重标准']
    expect(text.split(wrong)).toHaveLength(2)
    const corrected = mapOf(await publishText(text.replace(wrong, right), ['pdf']))
    const [old, now] = [written, corrected].map((map) => map.split('\n'))
    expect(now).toHaveLength(old?.length ?? 0)
    const changed = (old ?? []).flatMap((line, index) => (line === now?.[index] ? [] : [line]))
    // The digests of PDF and Markdown are made up.
    expect(changed.slice(0, 1)).toEqual([expect.stringMatching(/^ {2}"characters": \d+,$/)])
    expect(changed.slice(1)).toEqual([
      expect.stringMatching(/^ {4}\{ "block": "p\d+", "characters": \d+, "pages": \[.*\] \},$/)
    ])
  })

  test('the painted PDF begins its pages with the same characters', async () => {
    const pdfjs = await import('../../src/verify/read/pdf/pdfjs.ts')
    const data = Uint8Array.from(editionOf('pdf').bytes)
    const document = await pdfjs.getDocument({ data, verbosity: 0 }).promise
    const { bytes } = editionOf('html')
    const text = [
      ...textOfPage(bytes)
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

function read(text: string): PageMapFile {
  return v.parse(pageMapSchema, JSON.parse(text))
}

function isPageMap(text: string): boolean {
  return v.is(pageMapSchema, JSON.parse(text))
}

function mapOf({ editions }: Publication): string {
  const pagination = editions.find(({ target }) => target === 'pdf')?.pagination
  if (!pagination) throw new Error('A PDF without pages')
  return writePageMap({ ...files, title: '', template: 'official', pagination })
}

/** Compute places in the text from those in the blocks, as a consumer of the file would. */
function placesOf({ characters, pages, blocks }: PageMapFile): Shown {
  let to = 0
  const placed = blocks.map((row) => {
    const from = to
    to += row.characters
    return { ...row, from, to }
  })
  expect(to).toBe(characters)
  const froms = new Map(placed.map(({ block, from }) => [block, from]))
  expect(froms.size).toBe(blocks.length)
  let next = characters
  const begun = [...pages].reverse().map(({ label, block, offset = 0 }) => {
    if (block !== undefined) next = (froms.get(block) ?? Number.NaN) + offset
    return { label, character: next, block }
  })
  return { characters, pages: begun.reverse(), blocks: placed }
}
