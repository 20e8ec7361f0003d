import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { parse } from '../../src/parse.ts'
import { readAssets, readTemplate } from '../../src/read.ts'
import { renderEpub } from '../../src/render/epub.ts'
import { render } from '../../src/render.ts'
import { shape } from '../../src/shape.ts'
import { typeset } from '../../src/typeset.ts'
import { epubChecks } from '../../src/verify/epub/check.ts'
import { findCharacters } from '../../src/verify/markup/characters.ts'
import { isOfType, isWholePng, sizeOf } from '../../src/verify/markup/media.ts'
import { readZip } from '../../src/verify/read/epub/zip.ts'
import { document, joinDocuments } from '../samples/documents.ts'
import { faultsOfEpub, faultsOfPage } from '../samples/read-back.ts'
import { bareTypeset, fullTypeset } from '../samples/render.ts'
import { trials } from '../samples/trials.ts'

const styles = readFileSync(new URL('../../templates/shared/epub.css', import.meta.url), 'utf8')
const full = fullTypeset('epub', styles)
const { bytes } = renderEpub(full)

const meta = {
  title: '任意的文件',
  titleLines: ['任意的文件'],
  lang: 'zh-Hans',
  type: 'sample',
  date: '2021-09-17',
  supplement: false,
  corrections: []
}

test.each([
  ['with every construct', full],
  ['of two paragraphs', bareTypeset('epub', styles)]
])('nothing is wrong with an EPUB %s', (_, laid) => {
  // A hand-made document has no Markdown; its colophon is short.
  const findings = faultsOfEpub(renderEpub(laid), laid.book, '')
  expect(findings.map(({ check }) => check.id)).toEqual(['metadata-record', 'document-colophon'])
  expect(epubChecks.length).toBeGreaterThan(25)
})

test('a fault is told with its file and its element', () => {
  const files = unzipSync(bytes)
  const path = 'EPUB/text/s1.xhtml'
  const text = new TextDecoder().decode(files[path])
  const changed = strToU8(text.replace('<h2 id="s1"', '<h2 onclick="x()" id="s1"'))
  const faulty = { ...renderEpub(full), bytes: zipSync({ ...files, [path]: changed }) }
  const findings = faultsOfEpub(faulty, full.book, '')
  const safety = findings.find(({ check }) => check.id === 'document-safety')
  expect(safety?.faults[0]?.what).toBe(
    'attribute onclick of h2#s1 in EPUB/text/s1.xhtml, EPUB/text/s1.xhtml,'
  )
  expect(findings.map(({ check }) => check.id)).toContain('zip-headers')
})

test('the headers of a zip file are read twice, from either place', () => {
  const { entries, end } = readZip(bytes)
  expect(entries[0]).toMatchObject({ name: 'mimetype', from: 0, comment: 0 })
  expect(entries.map(({ local }) => local)).toEqual(entries.map(({ central }) => central))
  expect(end).toMatchObject({ count: entries.length, to: bytes.length, comment: 0 })
  expect(() => readZip(bytes.slice(0, -30))).toThrow('No zip directory')
})

test('a character nobody sees is found, a radical only where the source has none', () => {
  const tell = (text: string, source = '') => findCharacters(text, source, 'x')[0]?.what
  expect(tell('甲\n\r\n乙')).toBeUndefined()
  expect(tell('甲\u200B')).toBe('U+200B in x')
  expect(tell('甲\uE000')).toBe('U+E000 in x')
  expect(tell('⼀')).toBe('U+2F00 in x')
  expect(tell('⼀', '⼀')).toBeUndefined()
})

test('files are what their media types say', () => {
  const jpeg = Uint8Array.from([
    255, 216, 255, 224, 0, 4, 0, 0, 255, 192, 0, 9, 8, 0, 7, 0, 5, 0, 0, 0
  ])
  expect(isOfType(jpeg, 'image/jpeg')).toBe(true)
  expect(isOfType(jpeg, 'image/png')).toBe(false)
  expect(sizeOf(jpeg)).toEqual([5, 7])
  expect(sizeOf(full.book.assets[0]?.bytes ?? jpeg)).toEqual([1, 1])
  expect(isOfType(strToU8('<?xml version="1.0"?><svg/>'), 'image/svg+xml')).toBe(true)
  expect(isOfType(strToU8('<html/>'), 'text/css')).toBe(false)
})

test('a PNG is whole to its last chunk', () => {
  const png = full.book.assets[0]?.bytes ?? new Uint8Array()
  expect(isWholePng(png)).toBe(true)
  expect(isWholePng(png.slice(0, -1))).toBe(false)
  expect(isWholePng(Uint8Array.from([...png, 0]))).toBe(false)
  expect(isWholePng(png.with(20, 9))).toBe(false)
})

test('whatever a source holds passes', { timeout: 300_000 }, async () => {
  const template = await readTemplate('official', new VFile())
  if (!template) throw new Error('Unexpected lack of a template')
  await fc.assert(
    fc.asyncProperty(fc.array(document, { minLength: 1, maxLength: 6 }), async (documents) => {
      const source = joinDocuments(documents)
      const file = new VFile({ path: 'test/fixtures/torture/any.md', value: source })
      const tree = parse(file)
      const book = shape(tree, file, meta, await readAssets(tree, file))
      for (const medium of ['epub', 'html'] as const) {
        const before = { siblings: [], digest: digestOf(source) }
        const laid = await typeset<'epub' | 'html'>(book, template, medium, file, before)
        const make = await render<'epub' | 'html'>(medium, laid, {}, file, () => {})
        const edition = await make?.(medium)
        if (!edition) throw new Error(String(file.messages[0]))
        const find = medium === 'epub' ? faultsOfEpub : faultsOfPage
        const told = find(edition, book, source).flatMap(({ check, faults }) =>
          faults.map(({ what, want }) => `${check.id}: ${what}, expected ${want}`)
        )
        expect(told).toEqual([])
      }
    }),
    { seed: 20_210_917, numRuns: trials(25) }
  )
})

function digestOf(source: string): string {
  return createHash('sha256').update(source).digest('hex')
}
