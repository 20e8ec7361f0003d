import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFStream
} from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readStream } from '../../../src/pdf/streams.ts'
import { pressProfile } from '../../../src/render/pdf/profiles.ts'
import { readGlyphs } from '../../../src/verify/read/pdf/glyphs.ts'
import { getDocument } from '../../../src/verify/read/pdf/pdfjs.ts'
import { publish } from '../../samples/browser.ts'

const mm = 72 / 25.4
const front = '---\ntitle: 出血\nlang: zh-Hans\ntype: law\ndate: 2020-01-01\n---\n\n'
const text = `## 一、图

正文[链接](https://example.org/)。[^1]

![彩图](colours.svg "图1　彩图")

文中![小图](small.svg)有图。

[^1]: 注文。
`
const svg = (inner: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">${inner}</svg>`
const pictures = {
  'colours.svg': svg(
    '<defs><linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="#00f"/>' +
      '</linearGradient></defs><rect width="90" height="60" fill="url(#g)" opacity=".5"/>'
  ),
  'small.svg': svg('<rect width="90" height="60" fill="green"/>'),
  'hue.svg': svg('<rect width="90" height="60" fill="red" style="mix-blend-mode:hue"/>')
}

let folder = ''
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'kanben-press-')))
  for (const [name, content] of Object.entries(pictures)) {
    await writeFile(join(folder, name), content)
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Make the press file of a text with a template of given settings and style sheet. */
async function make(body: string, settings = '', css = '') {
  const template = await mkdtemp(join(folder, 'template-'))
  await writeFile(join(template, 'settings.yaml'), `extends: book\n${settings}`)
  await writeFile(join(template, 'pdf.css'), css)
  await writeFile(join(template, 'gray.icc'), pressProfile())
  const source = join(template, '..', 'a.md')
  await writeFile(source, front + body)
  const options = { targets: ['press'], template, strict: false } as const
  const { file, editions } = await publish(source, options, () => {})
  const messages = file.messages
    .filter(({ ruleId }) => ruleId !== 'text-unheld')
    .map(({ ruleId, line, reason }) => `${ruleId} ${line} ${reason}`)
  return { bytes: editions[0]?.bytes, messages: messages.sort() }
}

describe('the press file of a document with images', { timeout: 300_000 }, () => {
  let bytes: Uint8Array = new Uint8Array()
  let messages: ReadonlyArray<string> = []
  let document: PDFDocument
  beforeAll(async () => {
    const css = 'h1 { color: #a11 } .pagedjs_page { background: #ddeeff }'
    const made = await make(text, '', css)
    bytes = made.bytes ?? bytes
    messages = made.messages
    document = await PDFDocument.load(bytes, { updateMetadata: false })
  }, 300_000)

  test('names each image and each colour of a style once, with its place', () => {
    expect(messages).toEqual([
      'press-grey 12 Unexpected colours in colours.svg on page 1, expected greys',
      'press-grey 14 Unexpected colours in small.svg on page 1, expected greys',
      'press-grey undefined Unexpected colour #aa1111 on page iii, expected greys',
      'press-grey undefined Unexpected colour #ddeeff on page i and 6 more, expected greys'
    ])
  })

  test('has no colour but greys, and registration marks in all plates', () => {
    const objects = document.context.enumerateIndirectObjects().map(([, object]) => object)
    const streams = objects.filter((object) => object instanceof PDFRawStream)
    const contents = document.getPages().map(({ node }) => node.Contents())
    const painted = streams
      .filter((stream) => contents.includes(stream) || isForm(stream))
      .flatMap(readStream)
    const operators = new Set(painted.map(({ operator }) => operator))
    expect(operators.has('g')).toBe(true)
    for (const operator of ['rg', 'RG', 'k', 'K', 'BDC', 'BMC', 'EMC']) {
      expect(operators.has(operator)).toBe(false)
    }
    const spaces = painted.filter(({ operator }) => /^cs$/i.test(operator))
    expect(new Set(spaces.map(({ operands }) => operands[0]))).toEqual(
      new Set(['/Pattern', '/All'])
    )
    const dicts = objects.map((object) =>
      String(object instanceof PDFStream ? object.dict : object)
    )
    expect(dicts.join('\n')).not.toMatch(/DeviceRGB|DeviceCMYK|ICCBased/)
  })

  test('has the boxes of the template, marks in the slug, and nothing else on its pages', () => {
    const [width, height, bleed, slug] = [148, 210, 3, 10]
    for (const { node } of document.getPages()) {
      const box = (name: string) =>
        node
          .lookup(PDFName.of(name), PDFArray)
          .asArray()
          .map((value) => Number(String(value)) / mm)
      const around = (by: number) => {
        const edge = slug + bleed - by
        return [edge, edge, slug + bleed + width + by, slug + bleed + height + by].map((length) =>
          expect.closeTo(length, 3)
        )
      }
      expect(box('TrimBox')).toEqual(around(0))
      expect(box('BleedBox')).toEqual(around(bleed))
      expect(box('MediaBox')).toEqual(around(bleed + slug))
      const keys = node.keys().map((key) => key.decodeText())
      expect(keys.sort()).toEqual(
        ['BleedBox', 'Contents', 'MediaBox', 'Parent', 'Resources', 'TrimBox', 'Type'].sort()
      )
    }
    expect(
      document.catalog
        .keys()
        .map((key) => key.decodeText())
        .sort()
    ).toEqual(['Lang', 'Metadata', 'OutputIntents', 'PageLabels', 'Pages', 'Type'].sort())
  })

  test('is made for a press of its own, and draws its slug line without text', async () => {
    expect(intentOf(document)).toMatchObject({ S: '/GTS_PDFX', N: '1' })
    const pdf = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise
    let words = ''
    for (let page = 1; page <= pdf.numPages; page++) {
      const { items } = await (await pdf.getPage(page)).getTextContent()
      words += items.map((item) => ('str' in item ? item.str : '')).join('')
    }
    await pdf.destroy()
    expect(words).toContain('正文链接。')
    // The colophon names the program once; the slug line would on every page.
    expect(words.match(/kanben/g)?.length).toBe(1)
  })

  test('paints what touches the edge to the end of the bleed, and not beyond', async () => {
    const page = document.getPage(1)
    const contents = page.node.Contents()
    if (!(contents instanceof PDFRawStream)) throw new Error('no contents')
    const operations = readStream(contents)
    const clip = operations.slice(0, 4).map(({ operator }) => operator)
    expect(clip).toEqual(['q', 're', 'W', 'n'])
    const box = page.getBleedBox()
    expect(operations[1]?.operands.map(Number)).toEqual(
      [box.x, box.y, box.width, box.height].map((length) => expect.closeTo(length, 2))
    )
    const [, painted] = await readGlyphs(bytes)
    const top = page.getHeight() - box.y - box.height
    const bleed = [box.x, top, box.x + box.width, top + box.height]
    // Chromium sets boxes on 1/64 px: a tenth of a CSS px is 0.03 mm.
    const short = bleed.map((edge, index) => (edge * 96) / 72 - (painted?.drawn[0]?.[index] ?? 0))
    expect(Math.max(...short.map(Math.abs))).toBeLessThan(0.1)
  })

  test('is the same to the byte when it is made again', async () => {
    const css = 'h1 { color: #a11 } .pagedjs_page { background: #ddeeff }'
    const again = await make(text, '', css)
    expect(Buffer.compare(bytes, again.bytes ?? new Uint8Array())).toBe(0)
  })
})

describe('a raster image in the press file', { timeout: 300_000 }, () => {
  test('is a warning at its place if it is too coarse in one direction', async () => {
    await writeFile(join(folder, 'hall.png'), raster(200, 100))
    await writeFile(join(folder, 'fine.png'), raster(1600, 800))
    // The content of an SVG is not checked.
    const data = `data:image/png;base64,${raster(20, 10).toString('base64')}`
    await writeFile(
      join(folder, 'drawn.svg'),
      svg(`<image width="90" height="45" href="${data}"/>`)
    )
    const body = '正文。\n\n![厅](hall.png)\n\n![细](fine.png)\n\n![画](drawn.svg)\n'
    const { bytes, messages } = await make(body)
    expect(bytes).toBeDefined()
    expect(messages).toEqual([
      'press-resolution 10 Unexpected 96 pixels per inch of hall.png on page 1, expected at least 150'
    ])
    const wide = await make(
      body,
      '',
      'img[alt="细"] { width: 9mm !important; height: 140mm !important }'
    )
    expect(wide.messages.find((message) => message.includes('fine.png'))).toContain('145 pixels')
  })
})

describe('what a press file cannot be made of', { timeout: 300_000 }, () => {
  test('a blend mode greys have not withholds it, and names its image', async () => {
    const { bytes, messages } = await make('正文。\n\n![色相](hue.svg)\n')
    expect(bytes).toBeUndefined()
    expect(messages).toEqual([
      'press-colour 10 Unexpected blend mode Hue in hue.svg on page 1, expected what can be printed in black',
      'press-grey 10 Unexpected colours in hue.svg on page 1, expected greys'
    ])
  })

  test('what blends colours otherwise than greys is a warning', async () => {
    const blend = pictures['hue.svg'].replace('hue', 'multiply')
    await writeFile(join(folder, 'multiply.svg'), blend)
    const { bytes, messages } = await make('正文。\n\n![正片叠底](multiply.svg)\n')
    expect(bytes).toBeDefined()
    expect(messages[0]).toBe(
      'press-blend 10 Unexpected blend mode Multiply in multiply.svg on page 1, expected greys'
    )
  })
})

describe('the profile of the printer’s', { timeout: 300_000 }, () => {
  const setting = (file: string) => `press: { profile: { file: ${file}, condition: FOGRA39 } }\n`

  test('is what the file says it is made for', async () => {
    const { bytes, messages } = await make('正文。\n', setting('gray.icc'))
    expect(messages).toEqual([])
    const document = await PDFDocument.load(bytes ?? new Uint8Array(), { updateMetadata: false })
    expect(intentOf(document)).toMatchObject({ S: '/GTS_PDFX', N: '1', condition: 'FOGRA39' })
  })

  const change = (at: number, ...values: ReadonlyArray<number>) => {
    const profile = Uint8Array.from(pressProfile())
    profile.set(values, at)
    return profile
  }
  const words = (text: string) => [...Buffer.from(text)]
  test.each([
    ['missing file', undefined],
    ['file that is no ICC profile', Buffer.from('not at all')],
    ['file that is no ICC profile', change(36, 0)],
    ['profile that is cut short or has more', pressProfile().subarray(0, 200)],
    ['profile of version 5', change(8, 5)],
    ['profile of class mntr', change(12, ...words('mntr'))],
    ['profile of RGB colours', change(16, ...words('RGB '))],
    ['profile without the tag wtpt', change(128, 0, 0, 0, 0)],
    ['profile without the tag A2B0', change(16, ...words('CMYK'))]
  ])('is refused at its place where it is a %s', async (fault, profile) => {
    const template = await mkdtemp(join(folder, 'profile-'))
    await mkdir(join(template, 'press'))
    const settings = `extends: book\npress:\n  profile:\n    file: press/own.icc\n    condition: X\n`
    await writeFile(join(template, 'settings.yaml'), settings)
    if (profile) await writeFile(join(template, 'press', 'own.icc'), profile)
    const source = join(folder, 'b.md')
    await writeFile(source, `${front}正文。\n`)
    const options = { targets: ['press'], template, strict: false } as const
    const { file, editions } = await publish(source, options, () => {})
    expect(editions).toEqual([])
    expect(file.messages.map(({ ruleId }) => ruleId)).toEqual(['template-profile'])
    const [message] = file.messages
    expect(message?.reason).toMatch(new RegExp(`^Unexpected ${fault} \`press/own.icc\`, expected `))
    expect(message?.name).toMatch(/profile-\w+\/settings\.yaml:4:11$/)
  })
})

/** Write a black PNG with so many pixels. */
function raster(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    return Buffer.concat([word(data.length), body, word(crc32(body))])
  }
  const head = Buffer.concat([word(width), word(height), Buffer.from([8, 0, 0, 0, 0])])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height))),
    chunk('IEND', Buffer.alloc(0))
  ])
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function isForm({ dict }: PDFRawStream): boolean {
  return (
    dict.get(PDFName.of('Subtype')) === PDFName.of('Form') || dict.has(PDFName.of('PatternType'))
  )
}

/** Read the output intent of a file. */
function intentOf(document: PDFDocument): Readonly<Record<string, string>> {
  const intents = document.catalog.lookup(PDFName.of('OutputIntents'), PDFArray)
  const intent = intents.lookup(0, PDFDict)
  const profile = intent.lookup(PDFName.of('DestOutputProfile'))
  const condition = intent.lookup(PDFName.of('OutputConditionIdentifier'))
  return {
    S: String(intent.get(PDFName.of('S'))),
    N: profile instanceof PDFStream ? String(profile.dict.get(PDFName.of('N'))) : '',
    condition: condition instanceof PDFHexString ? condition.decodeText() : ''
  }
}
