import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Asset } from '../src/book.ts'
import { parse } from '../src/parse.ts'
import { readAssets, readSource, type Source } from '../src/read.ts'

const fields = 'title: 宣言\nlang: zh-Hans\ntype: declaration\ndate: 2021-09-17\n'
const text = `---\n${fields}---\n\n正文。\n`

let folder = ''
beforeAll(async () => {
  folder = join(await realpath(await mkdtemp(join(tmpdir(), 'kanben-read-'))), 'source')
  await mkdir(join(folder, 'images'), { recursive: true })
})
afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }))

describe('a file that cannot be read', () => {
  test.each([
    ['nowhere.md', 'missing file'],
    ['images', 'folder'],
    ['\0', 'failure ERR_INVALID_ARG_VALUE'],
    ['nowhere/a.md', 'missing file']
  ])('%j', async (name, found) => {
    const source = await readSource(join(folder, name))
    expect(problems(source)).toEqual([
      `- source-unreadable Unexpected ${found}, expected a readable file`
    ])
    expect(source.meta).toBeUndefined()
  })

  test('an empty path', async () => {
    expect(problems(await readSource(''))).toEqual([
      '- source-unreadable Unexpected empty path, expected a readable file'
    ])
  })

  test.skipIf(process.platform === 'win32')('a FIFO, without waiting for a writer', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.md')])
    expect(problems(await readSource(join(folder, 'pipe.md')))).toEqual([
      '- source-unreadable Unexpected FIFO, expected a readable file'
    ])
  })

  test.skipIf(process.platform === 'win32')('a device that never ends', async () => {
    expect(problems(await readSource('/dev/zero'))).toEqual([
      '- source-unreadable Unexpected device, expected a readable file'
    ])
  })
})

describe('bytes', () => {
  test('a byte order mark and CR LF leave no trace', async () => {
    const { file, meta } = await read(`\uFEFF${text.replaceAll('\n', '\r\n')}`)
    expect(String(file)).toBe(text)
    expect(meta?.title).toBe('宣言')
    expect(file.messages).toEqual([])
  })

  test.each([
    ['UTF-16', Buffer.from(text, 'utf16le'), '1:1', 0],
    ['a lone continuation byte', [...Buffer.from('一\r\n二'), 0x80], '2:2', 0x80],
    ['an overlong form', [0x61, 0xc0, 0xaf], '1:2', 0xc0],
    ['a surrogate', [0x61, 0xed, 0xa0, 0x80], '1:2', 0xed],
    ['the first half of a character at the end', [...Buffer.from('一'), 0xe4, 0xb8], '1:2', 0xe4]
  ])('%s is refused at its place', async (name, bytes, place, first) => {
    const { file } = await readBytes(Uint8Array.from(bytes))
    if (name === 'UTF-16') return expect(file.messages.length).toBeGreaterThan(0)
    expect(problems({ file })).toEqual([
      `${place} source-encoding Unexpected byte 0x${first.toString(16).toUpperCase()}, expected UTF-8`
    ])
    expect(file.value).toBeUndefined()
  })

  test.each([
    '\u0000',
    '\u0007',
    '\u000b',
    '\r',
    '\u0085',
    '\u00ad',
    '\u061c',
    '\u200b',
    '\u200d',
    '\u2028',
    '\u202e',
    '\u2060',
    '\u2067',
    '\u3164',
    '\ue000',
    '\ufeff',
    '\ufff9',
    '\ufffd',
    '\ufffe',
    '\u{e0041}',
    '\u{f0000}',
    '\u{1ffff}'
  ])('%j is refused', async (character) => {
    const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    expect(problems(await read(`${text}正${character}文。\n`))).toEqual([
      `9:2 source-character Unexpected U+${code}, expected characters a reader can see`
    ])
  })

  test('what can be seen is not: rare characters, variants, emoji, tabs, wide spaces', async () => {
    const seen = '𠮷\u{e0100}葛\u{e0100}〇—…·－～《》“”ñé\tа\u00a0\u3000❤\ufe0f😀'
    expect(problems(await read(text + seen))).toEqual([])
  })

  test('a hundred are told one by one', async () => {
    const found = problems(await read(text + '\u200b'.repeat(1000)))
    expect(found.length).toBe(101)
    expect(found.at(-1)).toBe(
      '9:101 source-character Unexpected 900 more characters of this kind, expected none'
    )
  })
})

describe('front matter', () => {
  test('is read as it is written', async () => {
    const { meta, file } = await frontMatter(
      'title: 2021|年 1.10\nlang: zh-cn\ntype: no\ndate: 2021-09-07 # 签署日\nplace: ~'
    )
    expect(file.messages).toEqual([])
    expect(meta).toEqual({
      title: '2021年 1.10',
      titleLines: ['2021', '年 1.10'],
      lang: 'zh-cn',
      type: 'no',
      date: '2021-09-07',
      place: '~',
      supplement: false
    })
  })

  test('a title may be long', async () => {
    const title = '关于进一步加强'.repeat(11).slice(0, 74)
    const { meta } = await frontMatter(fields.replace('宣言', title))
    expect(meta?.title).toBe(title)
  })

  test.each([
    [
      'none',
      '正文。\n',
      '1:1 Unexpected first line, expected front matter between two lines `---`'
    ],
    [
      'not closed',
      `---\n${fields}\n正文。\n`,
      '1:1 Unexpected first line, expected front matter between two lines `---`'
    ],
    ['a list', '---\n- 1\n---\n正文。\n', '2:1 Unexpected text, expected lines `name: value`'],
    [
      'a field twice',
      `---\n${fields}date: 2021-09-18\n---\n正文。\n`,
      '6:1 Unexpected field once more, expected each field once'
    ],
    [
      'an anchor',
      `---\n${fields.replace('宣言', '&a 宣言')}---\n正文。\n`,
      '2:11 Unexpected YAML anchor, expected the value itself'
    ],
    [
      'a tag',
      `---\n${fields.replace('宣言', '!!binary AAAA')}---\n正文。\n`,
      '2:17 Unexpected YAML tag, expected the value itself'
    ]
  ])('%s', async (_, value, message) => {
    const source = await read(value)
    const [place, ...reason] = message.split(' ')
    expect(problems(source)).toEqual([`${place} front-matter ${reason.join(' ')}`])
    expect(source.meta).toBeUndefined()
  })

  test('aliases that would multiply are refused before they do', async () => {
    const lines = ['a0: &a0 [宣言]']
    for (let level = 1; level < 40; level += 1) {
      lines.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`)
    }
    const source = await frontMatter(lines.join('\n'))
    expect(problems(source)).toContain(
      '3:10 front-matter Unexpected YAML alias, expected the value itself'
    )
  })

  test('each field that is missing is told', async () => {
    expect(problems(await frontMatter('place: 杜尚别'))).toEqual([
      '1:1 front-matter Unexpected front matter without `title`, expected one line of text, with `|` only between two parts of it',
      '1:1 front-matter Unexpected front matter without `lang`, expected a language tag that begins with zh, for example zh-Hans',
      '1:1 front-matter Unexpected front matter without `type`, expected one word for the kind of document, for example declaration',
      '1:1 front-matter Unexpected front matter without `date`, expected a calendar date YYYY-MM-DD'
    ])
    expect(problems(await read('---\n---\n正文。\n')).length).toBe(4)
  })

  test.each([
    [
      'date',
      ['2021-02-29', '2021-13-01', '2021-00-10', '2021-9-7', '0000-01-01', '2021-09-31'],
      ['2020-02-29', '0001-01-01', '1949-10-01']
    ],
    ['lang', ['en', 'zhx', 'zh-', 'zh_CN', 'zh-x', ''], ['zh', 'zh-Hans', 'zh-Hant-HK', 'zh-TW']],
    ['type', ['two words', '-a', 'a/b'], ['declaration', '公报', 'joint-statement']],
    [
      'identifier',
      ['example.org', '/a', 'urn:a b', 'https://', 'https://a.cn/文'],
      ['urn:uuid:1', 'https://example.org/1']
    ],
    ['title', ['"|宣言"', '宣言|', '宣|　|言', '"a\\nb"', '"\\u202E"'], ['上海|合作', '"a: b"']],
    ['supplement', ['yes', 'True', '1'], ['true', 'false', '"true"']]
  ])('%s', async (name, wrong, right) => {
    const others = fields.split('\n').filter((line) => !line.startsWith(name))
    for (const value of wrong) {
      const found = problems(await frontMatter([`${name}: ${value}`, ...others].join('\n')))
      expect([value, found.length, found[0]?.split(' ')[0]]).toEqual([
        value,
        1,
        `2:${name.length + 3}`
      ])
    }
    for (const value of right) {
      const source = await frontMatter([`${name}: ${value}`, ...others].join('\n'))
      expect([value, ...problems(source)]).toEqual([value])
    }
  })
})

describe('an empty source', () => {
  test.each([
    ['', '1:1 source-empty Unexpected empty file, expected front matter and text'],
    [' \n\n', '1:1 source-empty Unexpected empty file, expected front matter and text'],
    [
      `---\n${fields}---`,
      '6:1 source-empty Unexpected end of file, expected text below the front matter'
    ],
    [
      `---\n${fields}---\n\n \n`,
      '7:1 source-empty Unexpected end of file, expected text below the front matter'
    ]
  ])('%j', async (value, message) => {
    expect(problems(await read(value))).toEqual([message])
  })
})

describe('the received text', () => {
  const digest = createHash('sha256').update('源').digest('hex')
  const withSource = (file: string, sha256 = digest): Promise<Source> =>
    frontMatter(`${fields}source:\n  file: ${file}\n  sha256: ${sha256}\n  complete: false`)

  test('is held against its digest', async () => {
    await writeFile(join(folder, 'received.txt'), '源')
    const { meta, file } = await withSource('received.txt')
    expect(file.messages).toEqual([])
    expect(meta?.source).toEqual({
      file: 'received.txt',
      sha256: digest,
      complete: false,
      normalised: []
    })
    expect(problems(await withSource('received.txt', '0'.repeat(64)))).toEqual([
      `8:11 source-digest Unexpected SHA-256 ${digest} of \`received.txt\`, expected ${'0'.repeat(64)}`
    ])
  })

  test.each([
    ['nowhere.txt', 'missing file'],
    ['../outside.txt', 'file outside the folder of the source'],
    ['link.txt', 'file outside the folder of the source'],
    ['/etc/passwd', 'absolute path'],
    ['images', 'folder']
  ])('%s is refused', async (path, found) => {
    await writeFile(join(folder, '..', 'outside.txt'), '源')
    await symlink(join(folder, '..', 'outside.txt'), join(folder, 'link.txt')).catch(
      () => undefined
    )
    expect(problems(await withSource(path))).toEqual([
      `7:9 source-digest Unexpected ${found} \`${path}\`, expected the received text`
    ])
  })
})

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

  test('outside the folder are refused, whatever way leads there', async () => {
    await writeFile(join(folder, '..', 'out.gif'), gif(1, 1))
    await symlink(join(folder, '..', 'out.gif'), join(folder, 'in.gif'))
    await symlink(join(folder, '..'), join(folder, 'up'))
    const urls = ['../out.gif', 'in.gif', 'up/out.gif', '..%2Fout.gif', 'images/../../out.gif']
    for (const url of urls) {
      const { assets, found } = await readImages(`字![图](${url})`)
      expect(assets).toEqual([])
      expect(found).toEqual([
        `1:2 image-missing Unexpected file outside the folder of the source \`${url}\`, expected an image`
      ])
    }
  })

  test('that are none are refused', async () => {
    await writeFile(join(folder, 'short.gif'), 'GIF89a')
    await writeFile(join(folder, 'empty.png'), '')
    await writeFile(join(folder, 'flat.gif'), gif(0, 5))
    await writeFile(join(folder, 'a.tiff'), Uint8Array.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, 0, 0]))
    for (const url of ['short.gif', 'empty.png', 'flat.gif', 'a.tiff', '%00', 'images']) {
      const { found } = await readImages(`![图](${url})`)
      expect([url, found.length, found[0]?.slice(0, 17)]).toEqual([url, 1, '1:1 image-missing'])
    }
  })

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
    ['<style><![CDATA[*{background:url("//a")}]]></style>', 'style sheet that loads something']
  ])('an SVG with %s is refused', async (content, found) => {
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
    ['', '<g>', 'SVG that is no well-formed XML in UTF-8']
  ])('an SVG with %s%s is refused', async (before, content, found) => {
    await writeFile(
      join(folder, 'unsafe.svg'),
      `${before}<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">${content}</svg>`
    )
    expect((await readImages('![图](unsafe.svg)')).found).toEqual([
      `1:1 image-missing Unexpected ${found} \`unsafe.svg\`, expected an image`
    ])
  })
})

function read(value: string): Promise<Source> {
  return readBytes(new TextEncoder().encode(value))
}

async function readBytes(bytes: Uint8Array): Promise<Source> {
  await writeFile(join(folder, 'source.md'), bytes)
  return readSource(join(folder, 'source.md'))
}

function frontMatter(lines: string): Promise<Source> {
  return read(`---\n${lines.trimEnd()}\n---\n\n正文。\n`)
}

async function readImages(
  markdown: string
): Promise<Readonly<{ assets: ReadonlyArray<Asset>; found: ReadonlyArray<string> }>> {
  const { file } = await read('')
  file.value = markdown
  file.messages.length = 0
  const assets = await readAssets(parse(file), file)
  return { assets, found: problems({ file }) }
}

function problems({ file }: Source): ReadonlyArray<string> {
  return file.messages.map(
    ({ line, column, ruleId, reason }) => `${line ? `${line}:${column}` : '-'} ${ruleId} ${reason}`
  )
}

function gif(width: number, height: number): Uint8Array {
  return Buffer.concat([Buffer.from('GIF89a'), Buffer.from([width, 0, height, 0, 0, 0, 0, 0x3b])])
}

function webp(width: number, height: number): Uint8Array {
  const chunk = Buffer.alloc(18)
  chunk.write('VP8X', 0)
  chunk.writeUInt32LE(10, 4)
  chunk.writeUIntLE(width - 1, 12, 3)
  chunk.writeUIntLE(height - 1, 15, 3)
  const head = Buffer.alloc(12)
  head.write('RIFF', 0)
  head.writeUInt32LE(4 + chunk.length, 4)
  head.write('WEBP', 8)
  return Buffer.concat([head, chunk])
}

/** A JPEG of nothing but its sizes and the way a camera was held (Exif, 0x0112). */
function jpeg(width: number, height: number, orientation: number): Uint8Array {
  const exif = Buffer.from(
    '45786966000049492a000800000001001201030001000000000000000000000000000000',
    'hex'
  )
  exif.writeUInt16LE(orientation, 24)
  const app1 = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, height, 0, width, 1, 1, 0x11, 0, 0xff, 0xd9])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), app1, exif, frame])
}
