import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { panelsOf } from '../../samples/cover.ts'
import { type PrintedSample, printSample, problemsOf, reprint } from '../../samples/pdf.ts'

const templates = ['official', 'book', 'book-32k', 'large-print', 'vertical'] as const
const hard =
  'title: 关于“一切都要试一试”的|若干规定（2021—2023年）\nbody: 样本文件起草委员会\nplace: 北京'

const folder = mkdtempSync(join(tmpdir(), 'kanben-cover-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each(templates)('a thick spine has title and issuing body: %s', async (name) => {
  const { edition, book, set } = await printSample(sourceOf(hard), name, 'cover', { paper: 6 })
  const problems = await problemsOf(edition, book)
  expect(problems).toEqual([])
  const { pages, width } = set.block
  const [, spine] = await panelsOf({ edition, spine: Math.ceil(pages / 2) * 6, width })
  expect(spine).toBe('关于“一切都要试一试”的若干规定（2021—2023年）样本文件起草委员会')
})

test.each(['official', 'vertical'])(
  'a long title has room, an identifier the back: %s',
  async (name) => {
    const long = '关于进一步加强区域经济合作与互联互通促进贸易和投资便利化'
    const path = sourceOf(`title: ${long}${long}的决定\nidentifier: https://example.org/2021/17`)
    const { edition, book, set } = await printSample(path, name, 'cover', { paper: 4 })
    expect(await problemsOf(edition, book)).toEqual([])
    const { pages, width } = set.block
    const panels = await panelsOf({ edition, spine: Math.ceil(pages / 2) * 4, width })
    const [back, spine, front] = name === 'vertical' ? panels.toReversed() : panels
    expect(back).toBe('https://example.org/2021/17')
    expect(front).toBe(`${long}${long}的决定2020年2月29日`)
    expect(spine).toBe(`${long}${long}的决定`)
  }
)

test('a spine of 5 mm has text, 1.5 mm from its folds', async () => {
  const path = sourceOf('title: 一二三')
  const made = await printSample(path, 'official', 'cover', { paper: 2.5 })
  const { edition, book, set } = made
  expect(await problemsOf(edition, book)).toEqual([])
  const { pages, width } = set.block
  expect(Math.ceil(pages / 2) * 2.5).toBe(5)
  expect((await panelsOf({ edition, spine: 5, width }))[1]).toBe('一二三')
  const nearer = '.spine-text{position:relative;left:0.2mm}'
  const problems = await reprint(made, { styles: `${set.styles}\n${nearer}` })
  expect(problems.join()).toContain('at the edge of the spine of the cover, expected 1.5 mm free')
})

test('a spine of less than 5 mm, and one too short for its title, are bare', async () => {
  const path = sourceOf('title: 一二三四五六七八九十')
  const thin = await printSample(path, 'official', 'cover', { paper: 2.45 })
  expect(thin.set.block?.pages).toBe(4)
  expect(await problemsOf(thin.edition, thin.book)).toEqual([])
  expect((await panelsOf({ edition: thin.edition, spine: 4.9, width: 210 }))[1]).toBe('')
  const long = sourceOf(`title: ${'长'.repeat(100)}`)
  const { edition, book, set } = await printSample(long, 'book', 'cover', { paper: 4 })
  expect(await problemsOf(edition, book)).toEqual([])
  const { pages, width } = set.block
  expect((await panelsOf({ edition, spine: Math.ceil(pages / 2) * 4, width }))[1]).toBe('')
})

describe('a cover with a planted fault', () => {
  let made: PrintedSample<'cover'>
  beforeAll(async () => {
    made = await printSample(sourceOf(hard), 'official', 'cover', { paper: 6 })
  })

  test('of its pages or its paper is found', async () => {
    const { edition, book } = made
    const { block, settings } = edition
    const thicker = { ...edition, block: { ...block, pages: block.pages + 2 } }
    expect((await problemsOf(thicker, book)).join()).toContain('Unexpected size of the cover')
    const paper = {
      ...edition,
      settings: { ...settings, press: { ...settings.press, paper: 5.95 } }
    }
    expect((await problemsOf(paper, book)).join()).toContain('Unexpected size of the cover')
  })

  test('of two sheets is found', async () => {
    const document = await PDFDocument.load(made.edition.bytes)
    document.addPage([100, 100])
    const bytes = await document.save()
    const problems = await problemsOf({ ...made.edition, bytes }, made.book)
    expect(problems.join()).toContain('edition-cover')
  })

  const faults: ReadonlyArray<readonly [fault: string, css: string, told: string]> = [
    ['no date', '.front time{visibility:hidden}', 'on the front'],
    ['a title twice', '.front h1::after{content:"规定"}', 'on the front'],
    ['a title as white as the paper', '.front h1{color:#fff}', 'on the front'],
    ['no text on the spine', '.spine-text{visibility:hidden}', 'on the spine'],
    ['text on the back', '.panel.back::after{content:"规定"}', 'on the back'],
    ['a spine out of place', '.spine-text{position:relative;left:5mm}', 'at the edge of the spine'],
    ['a title at the fold', '.front h1{position:relative;left:-40mm}', 'at the edge of the front'],
    ['a title beyond the fold', '.front h1{position:relative;left:-65mm}', 'on the spine'],
    [
      'a body at the trim',
      '.front .issuer{position:relative;top:-57mm}',
      'at the edge of the front'
    ],
    ['a body beyond the trim', '.front .issuer{position:relative;top:-80mm}', 'on the front'],
    [
      'a line of the title over the other',
      '.front .title-line + .title-line{margin-top:-1.7em}',
      'edition-overlap'
    ]
  ]

  test.each(faults)('is found: %s', async (_, css, told) => {
    const problems = await reprint(made, { styles: `${made.set.styles}\n${css}` })
    expect(problems.join()).toContain(told)
  })
})

/** Write a source with some front matter and minimal text. */
function sourceOf(meta: string): string {
  const path = join(folder, `${createHash('sha256').update(meta).digest('hex')}.md`)
  writeFileSync(
    path,
    `---\n${meta}\nlang: zh-Hans\ntype: decision\ndate: 2020-02-29\n---\n\n正文在此，仅此而已。\n`
  )
  return path
}
