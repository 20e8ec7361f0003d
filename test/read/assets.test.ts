import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { VFile } from 'vfile'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Asset } from '../../src/book.ts'
import { parse } from '../../src/parse.ts'
import { readAssets } from '../../src/read.ts'

let folder = ''
beforeAll(async () => {
  folder = join(await realpath(await mkdtemp(join(tmpdir(), 'kanben-assets-'))), 'source')
  await mkdir(join(folder, 'images'), { recursive: true })
})
afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }))

describe('images', () => {
  test('are told by their content, and measured as a reader sees them', async () => {
    await writeFile(join(folder, 'images', 'a.bin'), gif(4, 3))
    await writeFile(join(folder, '图.webp'), webp(30, 20))
    await writeFile(join(folder, 'turned.jpg'), jpeg(6, 5, 6))
    await writeFile(
      join(folder, 'a.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"/>'
    )
    const { assets, found } = await readImages(
      '![一](images/a.bin) ![二](图.webp) ![三](turned.jpg) ![四](a.svg) ![又](images/a.bin) ![再](%E5%9B%BE.webp)'
    )
    expect(found).toEqual([])
    expect(assets.map(({ url, type, width, height }) => [url, type, width, height])).toEqual([
      ['images/a.bin', 'image/gif', 4, 3],
      ['图.webp', 'image/webp', 30, 20],
      ['turned.jpg', 'image/jpeg', 5, 6],
      ['a.svg', 'image/svg+xml', 10, 5],
      ['%E5%9B%BE.webp', 'image/webp', 30, 20]
    ])
    const digest = createHash('sha256').update(gif(4, 3)).digest('hex')
    expect(assets[0]?.name).toBe(`${digest.slice(0, 16)}.gif`)
    expect(assets[1]?.name).toBe(assets[4]?.name)
  })

  test.each([
    ['<text>字</text>', true],
    ['<text><tspan><![CDATA[字]]></tspan></text>', true],
    ['<s:text xmlns:s="http://www.w3.org/2000/svg"><s:textPath>A</s:textPath></s:text>', true],
    ['<text> <tspan> </tspan></text>', false],
    ['<text><title>字</title></text>', false],
    ['<title>字</title><desc>图</desc><path d="M0 0h9v9z"/>', false]
  ])('that are SVG are told to hold text: %s', async (content, hasText) => {
    const open = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    await writeFile(join(folder, 'words.svg'), `${open}${content}</svg>`)
    const { assets, found } = await readImages('![图](words.svg)')
    expect(found).toEqual([])
    expect(assets.map((asset) => asset.hasText ?? false)).toEqual([hasText])
  })

  test('outside the folder are refused, whatever way leads there', async () => {
    await writeFile(join(folder, '..', 'out.gif'), gif(1, 1))
    await symlink(join(folder, '..', 'out.gif'), join(folder, 'in.gif'))
    await symlink(join(folder, '..'), join(folder, 'up'))
    const urls = ['../out.gif', 'in.gif', 'up/out.gif', '..%2Fout.gif', 'images/../../out.gif']
    for (const url of urls) {
      const { assets, found } = await readImages(`字![图](${url})`)
      expect(assets).toEqual([])
      expect(found).toEqual([
        `1:2 image-missing Unexpected file outside the folder it is named in \`${url}\`, expected an image`
      ])
    }
  })

  test('that are none are refused', async () => {
    await writeFile(join(folder, 'short.gif'), 'GIF89a')
    await writeFile(join(folder, 'empty.png'), '')
    await writeFile(join(folder, 'flat.gif'), gif(0, 5))
    await writeFile(join(folder, 'a.tiff'), Uint8Array.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, 0, 0]))
    for (const url of ['short.gif', 'empty.png', 'flat.gif', 'a.tiff', 'images']) {
      const { found } = await readImages(`![图](${url})`)
      expect([url, found.length, found[0]?.slice(0, 17)]).toEqual([url, 1, '1:1 image-missing'])
    }
  })

  test.each([
    ['a%00.png', 'path with a null character'],
    [`${'a'.repeat(300)}.png`, 'path that is too long'],
    ['loop.png', 'link that leads back to itself']
  ])('a path that cannot be is told in plain words: %s', async (url, words) => {
    await symlink(join(folder, 'loop.png'), join(folder, 'loop.png')).catch(() => undefined)
    expect((await readImages(`![图](${url})`)).found).toEqual([
      `1:1 image-missing Unexpected ${words} \`${url}\`, expected an image`
    ])
  })
})

describe('a raster image', () => {
  test.each([
    ['grey of 1 bit', png(9, 3, [0, 1])],
    ['indexed', png(3, 2, [3, 4], { before: [chunk('PLTE', Buffer.alloc(6))] })],
    ['RGBA of 16 bits', png(2, 2, [6, 16])],
    ['interlaced', png(13, 11, [2, 8], { interlace: 1 })],
    ['interlaced and one pixel wide', png(1, 11, [0, 8], { interlace: 1 })],
    ['in many chunks', png(40, 40, [2, 8], { parts: 7 })],
    ['with words', png(2, 2, [0, 8], { before: [chunk('tEXt', Buffer.from('a'))] })],
    ['with something behind it', Buffer.concat([png(2, 2, [0, 8]), Buffer.from('more')])],
    ['GIF', gif(4, 3)],
    ['WebP', webp(4, 3)],
    ['JPEG', jpeg(4, 3, 1)],
    ['JPEG with something behind it', Buffer.concat([jpeg(4, 3, 1), Buffer.from('more')])]
  ])('%s is whole', async (_, bytes) => {
    expect(await faultOf(bytes)).toBeUndefined()
  })

  test.each([
    ['PNG', png(20, 20, [2, 8])],
    ['GIF', gif(4, 3)],
    ['WebP', webp(4, 3)],
    ['JPEG', jpeg(4, 3, 1)]
  ])('%s is refused when cut anywhere', async (_, bytes) => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect([length, await faultOf(bytes.subarray(0, length))]).not.toEqual([length, undefined])
    }
  })

  test('a PNG with one wrong bit is refused wherever it is', async () => {
    const sound = png(5, 5, [2, 8])
    for (let at = 0; at < sound.length; at += 1) {
      const bytes = Buffer.from(sound)
      bytes[at] = (bytes[at] ?? 0) ^ 0x10
      expect([at, await faultOf(bytes)]).not.toEqual([at, undefined])
    }
  })

  const data = 'PNG with broken image data'
  const header = 'PNG with a broken header'
  test.each([
    ['too little', png(5, 5, [2, 8], { raw: Buffer.alloc(79) }), data],
    ['too much', png(5, 5, [2, 8], { raw: Buffer.alloc(81) }), data],
    ['a filter there is not', png(5, 5, [2, 8], { raw: Buffer.alloc(80, 5) }), data],
    ['no data', png(5, 5, [2, 8], { parts: 0 }), data],
    [
      'half the data',
      png(5, 5, [2, 8], { packed: deflateSync(Buffer.alloc(80)).subarray(0, 8) }),
      data
    ],
    ['no zlib', png(5, 5, [2, 8], { packed: Buffer.from('nothing packed') }), data],
    ['no palette', png(5, 5, [3, 8]), header],
    ['a colour there is not', png(5, 5, [5, 8]), header],
    ['a depth there is not', png(5, 5, [2, 4]), header],
    ['an interlace there is not', png(5, 5, [2, 8], { interlace: 2 }), header],
    ['a bomb', png(50_000, 2, [0, 8], { raw: Buffer.alloc(50_000_000) }), data],
    [
      'an order there is not',
      png(5, 5, [0, 8], { before: [chunk('ABCD', Buffer.alloc(1))] }),
      'PNG with a chunk ABCD'
    ],
    ['too many pixels', png(20_000, 6000, [0, 1]), 'picture of 120 million pixels'],
    ['no image', Buffer.concat([gif(4, 3).subarray(0, 13), Buffer.from([0x3b])]), 'broken picture'],
    ['a block there is not', gif(4, 3).fill(1, 13, 14), 'broken picture'],
    ['no image in its chunks', webp(4, 3, 'ICCP'), 'broken picture'],
    ['no end', jpeg(4, 3, 1).subarray(0, -2), 'picture without its end'],
    ['no scan', noScan(), 'broken picture']
  ])('with %s is refused', async (_, bytes, words) => {
    expect(await faultOf(bytes)).toBe(words)
  })
})

describe('an SVG', () => {
  test.each([
    ['<script/>', '<script>'],
    ['<s:script xmlns:s="http://www.w3.org/2000/svg"/>', '<s:script>'],
    ['<g ONLOAD="x()"/>', 'event handler ONLOAD'],
    ['<foreignObject/>', '<foreignObject>'],
    ['<set attributeName="href"/>', '<set>'],
    ['<a href="java&#115;cript:x()"/>', 'external reference href="javascript:x()"'],
    [
      '<image xlink:href="a.png" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
      'external reference xlink:href="a.png"'
    ],
    [
      '<g fill="url(https://example.org/#a)"/>',
      'external reference fill="url(https://example.org/#a)"'
    ],
    ['<g style="fill:\\75rl(//a)"/>', 'external reference style="fill:\\75rl(//a)"'],
    ['<style>@import "a.css"</style>', 'style sheet that loads something'],
    ['<style><![CDATA[*{background:url("//a")}]]></style>', 'style sheet that loads something'],
    ['<style>@im<![CDATA[port "a.css"]]></style>', 'style sheet that loads something'],
    ['<style>*{fill:u<!-- x -->rl(//a)}</style>', 'style sheet that loads something'],
    ['<i:a/>', 'undeclared prefix of i:a'],
    ['<g xlink:href="#a"/>', 'undeclared prefix of xlink:href'],
    ['<g xmlns:a="urn:a" xmlns:b="urn:a" a:x="" b:x=""/>', 'attribute twice on <g>']
  ])('with %s is refused', async (content, found) => {
    await writeFile(
      join(folder, 'unsafe.svg'),
      `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">${content}</svg>`
    )
    expect((await readImages('![图](unsafe.svg)')).found).toEqual([
      `1:1 image-missing Unexpected ${found} in an SVG \`unsafe.svg\`, expected an image`
    ])
  })

  test.each([
    ['<?xml-stylesheet href="a.css"?>', '', 'instruction <?xml-stylesheet?> in an SVG'],
    ['<!DOCTYPE svg [<!ENTITY a "b">]>', '', 'document type declaration in an SVG'],
    ['<?xml version="1.0" encoding="GBK"?>', '', 'SVG in GBK'],
    ['', '<g>', 'SVG that is no well-formed XML in UTF-8'],
    ['', '&nbsp;', 'SVG that is no well-formed XML in UTF-8'],
    ['', '<g a="1" a="2"/>', 'SVG that is no well-formed XML in UTF-8']
  ])('with %s%s is refused', async (before, content, found) => {
    await writeFile(
      join(folder, 'unsafe.svg'),
      `${before}<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">${content}</svg>`
    )
    expect((await readImages('![图](unsafe.svg)')).found).toEqual([
      `1:1 image-missing Unexpected ${found} \`unsafe.svg\`, expected an image`
    ])
  })

  const wrap = (content: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">${content}</svg>`
  const patterns = (...fills: ReadonlyArray<string>): string =>
    fills.map((fill, index) => `<pattern id="p${index}"><path fill="${fill}"/></pattern>`).join('')
  const nested = Array.from(
    { length: 9 },
    (_, index) => `<g id="g${index}">${`<use href="#g${index + 1}"/>`.repeat(10)}</g>`
  ).join('')

  test.each([
    ['use in use', nested, '<use> of a <use>'],
    ['use of what is around it', '<g id="a"><use xlink:href="#%61"/></g>', '<use> of a <use>'],
    [
      'a thousand and one',
      `<path id="a"/>${'<use href="#a"/>'.repeat(1001)}`,
      'more than 1000 <use>'
    ],
    [
      'many of many',
      `<g id="a">${'<path/>'.repeat(200)}</g>${'<use href="#a"/>'.repeat(500)}`,
      '<use> of more than 100000 elements'
    ],
    [
      'three patterns',
      patterns('url(#p1)', 'url( &quot;#p2&quot; )', 'red'),
      'references inside each other'
    ],
    ['a pattern in itself', patterns('url(#p0)'), 'references inside each other'],
    ['two in each other', patterns('url(#p1)', "url('#p0')"), 'references inside each other'],
    [
      'a mask, a clip path and a marker',
      '<mask id="a"><path clip-path="url(#b)"/></mask><clipPath id="b"><path style="marker:url(#c)"/></clipPath><marker id="c"/>',
      'references inside each other'
    ],
    [
      'use on the way',
      '<pattern id="a"><use href="#x"/></pattern><path id="x" fill="url(#b)"/><pattern id="b" href="#c"/><pattern id="c"/>',
      'references inside each other'
    ],
    [
      'filters by a style sheet',
      '<style>.a{fill:red}.x,.y{filter:url("#b")}</style><filter id="a"><g class="y"/></filter><filter id="b"><g filter="url(#c)"/></filter><filter id="c"/>',
      'references inside each other'
    ],
    [
      'a style sheet that hides what it is for',
      `<style>.a{content:"}.b{";fill:url(#p1)}</style>${patterns('red', 'url(#p2)', 'red')}`,
      'references inside each other'
    ],
    [
      'inherited patterns',
      '<g fill="url(#b)"><pattern id="a"><path/></pattern></g><g fill="url(#c)"><pattern id="b"><path/></pattern></g><pattern id="c"/>',
      'references inside each other'
    ],
    ['depth', '<g>'.repeat(300) + '</g>'.repeat(300), 'more than 200 levels']
  ])('that grows by %s is refused', async (_, content, words) => {
    await writeFile(join(folder, 'bomb.svg'), wrap(content))
    expect((await readImages('![图](bomb.svg)')).found).toEqual([
      `1:1 image-missing Unexpected ${words} in an SVG \`bomb.svg\`, expected an image`
    ])
  })

  test.each([
    ['use of a symbol', '<symbol id="a"><path/></symbol><use href="#a"/><use xlink:href="#a"/>'],
    ['use of nothing', '<use href="#nowhere"/>'],
    ['a thousand', `<path id="a"/>${'<use href="#a"/>'.repeat(1000)}`],
    ['two patterns', patterns('url(#p1)', 'red')],
    [
      'gradients that inherit',
      '<style>*{fill:url(#a)}</style><linearGradient id="a" href="#b"/><linearGradient id="b" href="#c"/><linearGradient id="c" href="#d"/><radialGradient id="d"/>'
    ],
    [
      'what drawing programs write',
      '<defs><style>/* "a" */ .cls-1{clip-path:url(#c);font-family:\'A B\'}.cls-2{fill:url("#g")}</style><clipPath id="c"><rect class="cls-2"/></clipPath><linearGradient id="g"/></defs><g class="cls-1" mask="url(#m)"><mask id="m"><use href="#r"/></mask><rect id="r" class="cls-2"/></g>'
    ],
    ['a link in itself', '<g id="a"><a href="#a"><text>甲</text></a></g>'],
    ['names of others', '<g xmlns:i="urn:i" i:x="1"><i:y xml:lang="zh"/></g>']
  ])('with %s is a picture', async (_, content) => {
    await writeFile(join(folder, 'good.svg'), wrap(content))
    expect((await readImages('![图](good.svg)')).found).toEqual([])
  })

  test.each([
    '<svg width="1" height="1"/>',
    '<svg xmlns="http://www.w3.org/1999/xhtml" width="1" height="1"/>',
    '<s:svg xmlns="http://www.w3.org/2000/svg" xmlns:s="" width="1" height="1"/>'
  ])('without its namespace is none: %s', async (value) => {
    await writeFile(join(folder, 'none.svg'), value)
    const { found } = await readImages('![图](none.svg)')
    expect(found.map((message) => message.slice(0, 17))).toEqual(['1:1 image-missing'])
  })

  test('of a megabyte of anything is looked through at once', { timeout: 20_000 }, async () => {
    const large = [
      `<style>${'"'.repeat(500_000)}</style>`,
      `<style>${'/*'.repeat(500_000)}</style>`,
      `<path fill="url(${' '.repeat(1_000_000)}"/>`,
      `<style>${'.a{fill:url(#a)}'.repeat(60_000)}</style>${'<g class="a" id="a"/>'.repeat(1000)}`,
      `<g fill="${'url(#a)'.repeat(100_000)}">${'<g id="a"/>'.repeat(20_000)}</g>`,
      '<path d="M0 0"/>'.repeat(60_000)
    ]
    for (const content of large) {
      const start = performance.now()
      await writeFile(join(folder, 'large.svg'), wrap(content))
      await readImages('![图](large.svg)')
      expect(performance.now() - start).toBeLessThan(3000)
    }
  })
})

async function readImages(
  markdown: string
): Promise<Readonly<{ assets: ReadonlyArray<Asset>; found: ReadonlyArray<string> }>> {
  const file = new VFile({ path: join(folder, 'source.md'), value: markdown })
  const assets = await readAssets(parse(file), file)
  const found = file.messages.map(
    ({ line, column, ruleId, reason }) => `${line}:${column} ${ruleId} ${reason}`
  )
  return { assets, found }
}

/** Read an image and summarise what is wrong with it. */
async function faultOf(bytes: Uint8Array): Promise<string | undefined> {
  await writeFile(join(folder, 'raster'), bytes)
  const { found } = await readImages('![图](raster)')
  return found[0]?.replace(/^1:1 image-missing Unexpected (.*) `raster`, expected an image$/, '$1')
}

type Making = Readonly<{
  interlace?: number
  before?: ReadonlyArray<Uint8Array>
  raw?: Uint8Array
  packed?: Uint8Array
  parts?: number
}>

function png(
  width: number,
  height: number,
  [colour, depth]: readonly [number, number],
  { interlace = 0, before = [], raw, packed, parts = 1 }: Making = {}
): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, colour, 0, 0, interlace], 8)
  const samples = [1, 0, 3, 1, 2, 0, 4][colour] ?? 1
  const data = packed ?? deflateSync(raw ?? rows(width, height, depth * samples, interlace))
  const size = Math.ceil(data.length / Math.max(1, parts))
  const pieces = Array.from({ length: parts }, (_, index) =>
    chunk('IDAT', data.subarray(index * size, (index + 1) * size))
  )
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    ...before,
    ...pieces,
    chunk('IEND', Buffer.alloc(0))
  ])
}

/** Make the rows of an image, each with the filter 4; pixel by pixel, so that no formula is repeated here. */
function rows(width: number, height: number, bits: number, interlace: number): Buffer {
  const adam7 = '1646264677777777565656567777777736463646777777775656565677777777'
  const columns = new Map<string, number>()
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const pass = interlace === 1 ? adam7[(y % 8) * 8 + (x % 8)] : '1'
      columns.set(`${pass} ${y}`, (columns.get(`${pass} ${y}`) ?? 0) + 1)
    }
  }
  const ordered = [...columns].sort(([one], [other]) => Number(one[0]) - Number(other[0]))
  return Buffer.concat(
    ordered.map(([, count]) => Buffer.alloc(1 + Math.ceil((count * bits) / 8), 4))
  )
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

function gif(width: number, height: number): Buffer {
  const image = [0x2c, 0, 0, 0, 0, width, 0, height, 0, 0, 2, 2, 0x4c, 0x01, 0]
  return Buffer.from([...Buffer.from('GIF89a'), width, 0, height, 0, 0, 0, 0, ...image, 0x3b])
}

/** A WebP with an extended header and one more chunk. */
function webp(width: number, height: number, type = 'VP8L'): Buffer {
  const chunks = Buffer.alloc(32)
  chunks.write('VP8X', 0)
  chunks.writeUInt32LE(10, 4)
  chunks.writeUIntLE(width - 1, 12, 3)
  chunks.writeUIntLE(height - 1, 15, 3)
  chunks.write(type, 18)
  chunks.writeUInt32LE(5, 22)
  chunks.set([0x2f, width - 1, (height - 1) << 6, 0, 0], 26)
  const head = Buffer.alloc(12)
  head.write('RIFF', 0)
  head.writeUInt32LE(4 + chunks.length, 4)
  head.write('WEBP', 8)
  return Buffer.concat([head, chunks])
}

/** A minimal JPEG with its size and orientation (Exif, 0x0112). */
function jpeg(width: number, height: number, orientation: number): Buffer {
  const exif = Buffer.from(
    '45786966000049492a000800000001001201030001000000000000000000000000000000',
    'hex'
  )
  exif.writeUInt16LE(orientation, 24)
  const app1 = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, height, 0, width, 1, 1, 0x11, 0])
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0, 0xff, 0xd0, 0x34])
  const ends = [Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xd9])]
  return Buffer.concat([ends[0] ?? exif, app1, exif, frame, scan, ends[1] ?? exif])
}

function noScan(): Buffer {
  const whole = jpeg(4, 3, 1)
  return Buffer.concat([whole.subarray(0, -18), whole.subarray(-2)])
}
