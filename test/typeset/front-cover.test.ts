import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { VFile } from 'vfile'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Meta, Template, Typeset } from '../../src/book.ts'
import { pngFault } from '../../src/read/png.ts'
import { readTemplate } from '../../src/read.ts'
import { renderEpub } from '../../src/render/epub.ts'
import { breakTitle } from '../../src/typeset/break-title.ts'
import { setFrontCover } from '../../src/typeset/front-cover.ts'
import { all, open, pagedTypeset } from '../render/epub/sample.ts'

const width = 1600
const height = 2560

/** A line of the grid, and the free head above it, in pixels: GB/T 9704 on this page. */
const pitch = (height * 225) / 297 / 22
const head = (height * 37) / 297
const side = (width * (210 - 156)) / 210 / 2

let official: Template
beforeAll(async () => {
  const template = await readTemplate('official', new VFile())
  if (!template) throw new Error('no template')
  official = template
})

describe('the cover', () => {
  test('is a grey PNG of 1600 × 2560, the same on every machine', async () => {
    const { bytes, ...size } = await coverOf('上海合作组织二十周年|杜尚别宣言')
    expect(size).toEqual({ width, height })
    expect(await pngFault(bytes)).toBeUndefined()
    // Width, height, eight bits, grey.
    expect([...bytes.subarray(16, 26)]).toEqual([0, 0, 6, 64, 0, 0, 10, 0, 8, 0])
    expect(bytes.length).toBeLessThan(64_000)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      '3dfb0c015bdd15eef0a6113b09bea20e687429a06d52c66efbb47eb7bb9b6bc4'
    )
  })

  test('has a shape on a white shelf: a light frame of six pixels along its edge', async () => {
    const rows = rowsOf((await coverOf('宣言')).bytes)
    const [top, below] = [rows[0], rows[6]]
    expect(new Set(top)).toEqual(new Set([217]))
    expect(rows.at(-1)).toEqual(top)
    expect([...(below ?? [])].slice(0, 7)).toEqual([...Array(6).fill(217), 255])
    expect([...(below ?? [])].slice(-7)).toEqual([255, ...Array(6).fill(217)])
  })

  test('has the title in lines 7 to 10, centred, and date and place low', async () => {
    const ink = inkOf((await coverOf('上海合作组织二十周年|杜尚别宣言')).bytes)
    const lines = ink.rows.map((row) => (row - head) / pitch)
    const title = lines.filter((line) => line > 5 && line < 15)
    expect(Math.min(...title)).toBeGreaterThan(6)
    expect(Math.max(...title)).toBeLessThan(10)
    expect(Math.max(...title)).toBeGreaterThan(9)
    expect(lines.some((line) => line > 19 && line < 20)).toBe(true)
    expect(lines.every((line) => line < 20)).toBe(true)
    expect(Math.abs(ink.left + ink.right - width)).toBeLessThan(8)
  })

  test.each([
    '宣言',
    '关于在上海合作组织框架内进一步加强粮食安全、能源安全与“数字化”领域合作并落实2022—2025年行动计划的若干问题的联合声明（草案）',
    'Agreement between the Governments of the Member States on Cooperation in Customs Matters',
    '论样本'.repeat(50)
  ])('holds a title of any length within the measure: %s', async (title) => {
    const ink = inkOf((await coverOf(title)).bytes)
    expect(ink.left).toBeGreaterThanOrEqual(side)
    expect(ink.right).toBeLessThanOrEqual(width - side)
    const lines = ink.rows.map((row) => (row - head) / pitch)
    // There is space between issuing body and title, and between title and date.
    for (const [from, to] of [
      [4.1, 5.4],
      [15, 18.9]
    ]) {
      expect(lines.filter((line) => line > (from ?? 0) && line < (to ?? 0))).toEqual([])
    }
  })

  test('keeps the lines its author chose, a little smaller if need be', async () => {
    const rows = async (title: string) => {
      const lines = inkOf((await coverOf(title)).bytes).rows.map((row) => (row - head) / pitch)
      return lines.filter((line) => line > 5 && line < 15)
    }
    const kept = await rows('关于“一切都要试一试”的|若干规定')
    expect(Math.max(...kept)).toBeLessThan(10)
    const parted = await rows('关于“一切都要试一试”的若干规定')
    expect(Math.max(...parted)).toBeLessThan(10)
    expect(kept.length).toBeLessThan(parted.length)
  })

  test('is not drawn with a character no font has', async () => {
    const file = new VFile()
    await setFrontCover(metaOf('宣\u{1E7E0}言'), official.settings, official.fonts, file)
    expect(file.messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([
      ['font-character', true]
    ])
  })
})

describe('a title that is too long for a line', () => {
  const widthOf = (text: string) => [...text].length

  test('is parted at words where it can be, into lines of about the same length', () => {
    expect(breakTitle('关于修改《样本法》的决定', 2, widthOf)).toEqual([
      '关于修改',
      '《样本法》的决定'
    ])
    expect(breakTitle('上海合作组织成员国', 3, widthOf)).toEqual(['上海', '合作组织', '成员国'])
    expect(breakTitle('A long Title', 2, widthOf)).toEqual(['A long ', 'Title'])
  })

  test('is not parted within a word, nor between a number and its unit', () => {
    expect(
      breakTitle('全国人民代表大会常务委员会关于完善香港特别行政区选举制度的决定', 3, widthOf)
    ).toEqual(['全国人民代表大会常务委员会', '关于完善香港特别行政区', '选举制度的决定'])
    expect(breakTitle('国民经济和社会发展2035年远景目标纲要', 2, widthOf)).toEqual([
      '国民经济和社会发展',
      '2035年远景目标纲要'
    ])
  })

  test('keeps every character, and no line begins or ends with a mark that may not', () => {
    const title = '关于（甲）、“乙”与《丙》：2022—2025年计划……的说明'
    for (const count of [1, 2, 3, 4, 5, 6, 7, 8, 40]) {
      const lines = breakTitle(title, count, widthOf)
      expect(lines.join('')).toBe(title)
      for (const line of lines) expect(line).not.toMatch(/^[）、”》：—…]|[（“《]$/u)
    }
  })
})

describe('the sheet of the cover', () => {
  const files = unzipSync(renderEpub(pagedTypeset()).bytes)
  const opf = open(files, 'EPUB/package.opf')

  test('is read first, and says in words what stands on it', () => {
    expect(all(opf, 'itemref')[0]?.attributes.idref).toBe('cover')
    const sheet = open(files, 'EPUB/text/cover.xhtml')
    expect(all(sheet, 'body')[0]?.attributes['epub:type']).toBe('cover')
    expect(all(sheet, 'section')[0]?.attributes['data-apparatus']).toBe('generated')
    expect(all(sheet, 'img')[0]?.attributes).toMatchObject({
      src: '../images/cover.png',
      alt: '封面：关于“样本”与<标记>的宣言，样本组织理事会，2021年9月17日，杜尚别'
    })
  })

  test('has its image named as EPUB 3 and Kindle look for it', () => {
    const [item] = all(opf, 'item').filter(({ attributes }) => attributes.id === 'cover-image')
    expect(item?.attributes).toMatchObject({
      href: 'images/cover.png',
      'media-type': 'image/png',
      properties: 'cover-image'
    })
    const named = all(opf, 'meta').filter(({ attributes }) => attributes.name === 'cover')
    expect(named.map(({ attributes }) => attributes.content)).toEqual(['cover-image'])
  })
})

function coverOf(title: string): Promise<NonNullable<Typeset<'epub'>['front']>> {
  return setFrontCover(metaOf(title), official.settings, official.fonts, new VFile())
}

function metaOf(title: string): Meta {
  return {
    title: title.replaceAll('|', ''),
    titleLines: title.split('|'),
    lang: 'zh-Hans',
    type: 'declaration',
    date: '2021-09-17',
    place: '杜尚别',
    body: '上海合作组织成员国元首理事会',
    supplement: false,
    corrections: []
  }
}

/** The rows of a cover that are darker than its frame, and the outermost such columns. */
function inkOf(png: Uint8Array): Readonly<{ rows: number[]; left: number; right: number }> {
  const rows: number[] = []
  let [left, right] = [width, 0]
  for (const [row, greys] of rowsOf(png).entries()) {
    const first = greys.findIndex((grey) => grey < 200)
    if (first < 0) continue
    rows.push(row)
    left = Math.min(left, first)
    right = Math.max(
      right,
      greys.findLastIndex((grey) => grey < 200)
    )
  }
  return { rows, left, right }
}

function rowsOf(png: Uint8Array): ReadonlyArray<Uint8Array> {
  const length = new DataView(png.buffer, png.byteOffset).getUint32(33)
  const data = inflateSync(png.subarray(41, 41 + length))
  return Array.from({ length: height }, (_, row) =>
    data.subarray(row * (width + 1) + 1, (row + 1) * (width + 1))
  )
}
