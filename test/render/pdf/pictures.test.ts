import { PDFDocument, rgb } from '@cantoo/pdf-lib'
import type { Page as Tab } from 'puppeteer-core'
import { VFile } from 'vfile'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawPages, type PagePicture, picturePages } from '../../../src/index.ts'
import type { Tabs } from '../../../src/render/pdf/shared-browser.ts'
import { browser } from '../../samples/browser.ts'
import { printSample } from '../../samples/pdf.ts'

describe('pictures of pages', { timeout: 300_000 }, () => {
  let tabs: Tabs | undefined
  let tab: Tab
  beforeAll(async () => {
    tabs = await browser.open(new VFile())
    if (tabs) tab = await tabs.newPage()
  }, 300_000)
  afterAll(() => tabs?.close())

  test('show the trimmed page, wherever it lies on its sheet', async () => {
    const document = await PDFDocument.create()
    const page = document.addPage([300, 400])
    page.setTrimBox(50, 100, 200, 250)
    // A black square of 20 pt, 10 pt from the left and 30 pt from the top of the trimmed page.
    page.drawRectangle({ x: 60, y: 300, width: 20, height: 20, color: rgb(0, 0, 0) })
    page.drawRectangle({ x: 0, y: 0, width: 49, height: 400, color: rgb(1, 0, 0) })
    const [picture] = await draw(await document.save())
    expect(picture).toMatchObject({ page: 0, width: 400, height: 500 })
    expect(await boxOf(picture)).toEqual([20, 60, 59, 99])
  })

  test('keep colours and tones, and nothing but four greys of black text', async () => {
    const document = await PDFDocument.create()
    const coloured = document.addPage([200, 200])
    coloured.drawRectangle({ x: 50, y: 50, width: 100, height: 100, color: rgb(0.8, 0.1, 0.1) })
    const toned = document.addPage([200, 200])
    toned.drawRectangle({ x: 50, y: 50, width: 100, height: 100, color: rgb(0.9, 0.9, 0.9) })
    const plain = document.addPage([200, 200])
    plain.drawCircle({ x: 100, y: 100, size: 50, color: rgb(0, 0, 0) })
    const pictures = await draw(await document.save())
    const [red = 0, green = 0] = await pixelOf(pictures[0], 200, 200)
    expect(Math.abs(red - 204)).toBeLessThan(12)
    expect(Math.abs(green - 26)).toBeLessThan(12)
    expect(Math.abs(((await pixelOf(pictures[1], 200, 200))[0] ?? 0) - 230)).toBeLessThan(6)
    expect(await greysOf(pictures[2])).toEqual([0, 85, 170, 255])
  })

  test.each(['official', 'vertical'])('have the same bytes each time, %s', async (template) => {
    const { edition } = await printSample('test/fixtures/small.md', template)
    const printed = await printSample('test/fixtures/small.md', template, 'press')
    const pictures = await draw(edition.bytes)
    expect(pictures.map(({ page }) => page)).toEqual(edition.map?.pages.map((_, index) => index))
    for (const { bytes } of pictures) expect(bytes.length).toBeLessThan(60_000)
    expect(await greysOf(pictures.at(-1))).toEqual([0, 85, 170, 255])
    expect(await draw(edition.bytes)).toEqual(pictures)
    // Only the trimmed page of a press sheet is visible, and it is the same page.
    expect(await draw(printed.edition.bytes)).toEqual(pictures)
  })

  test('come one after the other, of the pages that were asked for, in that order', async () => {
    const document = await PDFDocument.create()
    for (const height of [100, 200, 300]) document.addPage([100, height])
    const file = new VFile()
    const heights: number[] = []
    for await (const { page, height } of drawPages(
      await document.save(),
      [2, 0],
      { width: 50, browser },
      file
    )) {
      heights.push(page, height)
    }
    expect(heights).toEqual([2, 150, 0, 50])
    expect(file.messages).toEqual([])
    expect(await picturePages(await document.save(), [], { width: 50, browser }, file)).toEqual([])
  })

  const failing = [
    ['bytes that are no PDF', async () => new Uint8Array(9), undefined, 60_000, 'No PDF header'],
    ['a page there is not', blank, [0, 7], 60_000, 'there is no page 8'],
    ['a page that takes too long', blank, [0], 0, 'it took longer than 0 s'],
    ['a picture no canvas can hold', tall, [0], 60_000, '']
  ] as const

  test.each(failing)('%s: a message', async (_, make, pages, patience, reason) => {
    const file = new VFile()
    const bytes = await make()
    expect(
      await picturePages(bytes, pages, { width: 800, timeout: patience, browser }, file)
    ).toBeUndefined()
    const [message] = file.messages
    expect(file.messages).toHaveLength(1)
    expect(message?.ruleId).toBe('pictures-failed')
    expect(message?.fatal).toBe(false)
    expect(message?.reason).toContain(reason)
  })

  async function draw(bytes: Uint8Array): Promise<ReadonlyArray<PagePicture>> {
    const file = new VFile()
    const pictures = await picturePages(bytes, undefined, { width: 400, browser }, file)
    expect(file.messages).toEqual([])
    return pictures ?? []
  }

  /** The greys of a picture, darkest first. */
  async function greysOf(picture?: PagePicture): Promise<ReadonlyArray<number>> {
    const { data } = await pixelsOf(picture)
    return [...new Set(data)].sort((a, b) => a - b)
  }

  async function pixelOf(picture: PagePicture | undefined, x: number, y: number) {
    const { width, data } = await pixelsOf(picture)
    return data.slice((y * width + x) * 4, (y * width + x) * 4 + 3)
  }

  /** The first and last non-white column and row. */
  async function boxOf(picture?: PagePicture): Promise<ReadonlyArray<number>> {
    const { width, data } = await pixelsOf(picture)
    const dark = data.flatMap((value, at) => (at % 4 === 0 && value < 128 ? [at / 4] : []))
    const columns = dark.map((at) => at % width)
    const rows = dark.map((at) => Math.floor(at / width))
    return [Math.min(...columns), Math.min(...rows), Math.max(...columns), Math.max(...rows)]
  }

  async function pixelsOf(picture?: PagePicture) {
    const base64 = Buffer.from(picture?.bytes ?? []).toString('base64')
    return tab.evaluate(async (base64) => {
      const image = new Image()
      image.src = `data:image/webp;base64,${base64}`
      await image.decode()
      const { width, height } = image
      const context = new OffscreenCanvas(width, height).getContext('2d')
      context?.drawImage(image, 0, 0)
      const data = Array.from(context?.getImageData(0, 0, width, height).data ?? [])
      return { width, data }
    }, base64)
  }
})

async function blank(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage([100, 100])
  return document.save()
}

async function tall(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage([1, 10_000])
  return document.save()
}
