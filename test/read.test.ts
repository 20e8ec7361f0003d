import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSource, type Source } from '../src/read.ts'

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
    ['\0', 'path with a null character'],
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

  test.each([
    ['⽂', '2F42', '文'],
    ['⻓', '2ED3', 'the character it looks like']
  ])('the radical %s is refused, which looks like a character', async (radical, code, wanted) => {
    expect(problems(await read(`${text}正${radical}。\n`))).toEqual([
      `9:2 source-character Unexpected radical ${radical} (U+${code}), expected ${wanted}`
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
      'title: 2021|年 1.10\nlang: zh-cn\ntype: no\n# 签署日\ndate: 2021-09-07\nplace: ~'
    )
    expect(file.messages).toEqual([])
    expect(meta).toEqual({
      title: '2021年 1.10',
      titleLines: ['2021', '年 1.10'],
      lang: 'zh-cn',
      type: 'no',
      date: '2021-09-07',
      place: '~',
      supplement: false,
      corrections: []
    })
  })

  test('a title may be long', async () => {
    const title = '关于进一步加强'.repeat(11).slice(0, 74)
    const { meta } = await frontMatter(fields.replace('宣言', title))
    expect(meta?.title).toBe(title)
  })

  test.each([
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
    expect(problems(source)).toEqual([`${place} front-matter-field ${reason.join(' ')}`])
    expect(source.meta).toBeUndefined()
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
      '6:1 Unexpected end of the fields, expected a line `---` to close the front matter'
    ],
    [
      'nothing but its opening',
      '---',
      '2:1 Unexpected end of the fields, expected a line `---` to close the front matter'
    ],
    [
      'nothing but fields',
      `---\n${fields}`,
      '6:1 Unexpected end of the fields, expected a line `---` to close the front matter'
    ],
    [
      'closed by `--`, with a rule in the text',
      `---\n${fields}--\n\n正文。\n\n---\n\n正文。\n`,
      '6:1 Unexpected line `--`, expected a line `---` to close the front matter'
    ],
    [
      'closed by dashes of another kind',
      `---\n${fields}——\n正文。\n`,
      '6:1 Unexpected line `——`, expected a line `---` to close the front matter'
    ]
  ])('%s', async (_, value, message) => {
    const source = await read(value)
    const [place, ...reason] = message.split(' ')
    expect(problems(source)).toEqual([`${place} front-matter ${reason.join(' ')}`])
    expect(source.meta).toBeUndefined()
  })

  test('that is missing above a plain text points to cleaning', async () => {
    const note = async (value: string): Promise<string | undefined> =>
      (await read(value)).file.messages[0]?.note
    expect(await note('宣言\n\n正文。\n')).toContain('kanben clean')
    expect(await note('## 一、总则\n\n正文。\n')).not.toContain('kanben clean')
    expect(await note('title: 宣言\n\n正文。\n')).not.toContain('kanben clean')
  })

  test.each([
    ['tilte', 'title'],
    ['titel', 'title'],
    ['titles', 'title'],
    ['Title', 'title'],
    ['tile', 'title'],
    ['tytle', 'title']
  ])('a field `%s` may mean `%s`, which is not told to be missing', async (name, meant) => {
    const source = await frontMatter(fields.replace('title', name))
    expect(problems(source)).toEqual([
      expect.stringMatching(
        `^2:1 front-matter-field Unexpected field \`${name}\`, .*did you mean \`${meant}\`\\?$`
      )
    ])
    expect(source.file.messages[0]?.note).toContain('source/README.md')
    expect(source.meta).toBeUndefined()
  })

  test('a field of `source` may be misspelt too, and one far from all means none', async () => {
    const source = await frontMatter(
      `${fields}source:\n  file: a.txt\n  sha265: ${'0'.repeat(64)}\n  complete: true`
    )
    expect(problems(source)).toEqual([expect.stringContaining('did you mean `source.sha256`?')])
    const [far = ''] = problems(await frontMatter(`${fields}colour: red`))
    expect(far).toMatch(/Unexpected field `colour`.*, source, corrections$/)
  })

  test('aliases that would multiply are refused before they do', async () => {
    const lines = ['a0: &a0 [宣言]']
    for (let level = 1; level < 40; level += 1) {
      lines.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`)
    }
    const source = await frontMatter(lines.join('\n'))
    expect(problems(source)).toContain(
      '3:10 front-matter-field Unexpected YAML alias, expected the value itself'
    )
  })

  test('each field that is missing is told', async () => {
    expect(problems(await frontMatter('place: 杜尚别'))).toEqual([
      '1:1 front-matter-field Unexpected front matter without `title`, expected one line of text, with `|` only between two parts of it',
      '1:1 front-matter-field Unexpected front matter without `lang`, expected a language tag that begins with zh, for example zh-Hans',
      '1:1 front-matter-field Unexpected front matter without `type`, expected one word for the kind of document, for example declaration',
      '1:1 front-matter-field Unexpected front matter without `date`, expected a calendar date YYYY-MM-DD'
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
    const source = await read(value)
    expect(problems(source)).toEqual([message])
    expect(source.file.messages[0]?.note).toContain('Write the front matter and')
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
    ['../outside.txt', 'file outside the folder it is named in'],
    ['link.txt', 'file outside the folder it is named in'],
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

  test('is read with the decisions it was cleaned by, if they are named', async () => {
    await writeFile(join(folder, 'received.txt'), '源')
    await writeFile(join(folder, 'received.yaml'), 'type: law')
    const source = await withSource('received.txt', `${digest}\n  decisions: received.yaml`)
    expect(problems(source)).toEqual([])
    expect(source.received).toMatchObject({
      text: { path: 'received.txt' },
      decisions: { path: 'received.yaml' },
      places: { file: { line: 7, column: 9 }, decisions: { line: 9, column: 14 } }
    })
    expect(String(source.received?.decisions)).toBe('type: law')
    expect((await withSource('received.txt')).received).not.toHaveProperty('decisions')
  })

  test.each([
    ['nowhere.yaml', 'missing file'],
    ['../outside.txt', 'file outside the folder it is named in'],
    ['/etc/passwd', 'absolute path']
  ])('decisions in %s are refused', async (path, found) => {
    await writeFile(join(folder, 'received.txt'), '源')
    await writeFile(join(folder, '..', 'outside.txt'), 'type: law')
    const source = await withSource('received.txt', `${digest}\n  decisions: ${path}`)
    expect(source.received).toBeUndefined()
    expect(problems(source)).toEqual([
      `9:14 source-decisions Unexpected ${found} \`${path}\`, expected the decisions it was cleaned by`
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

function problems({ file }: Source): ReadonlyArray<string> {
  return file.messages.map(
    ({ line, column, ruleId, reason }) => `${line ? `${line}:${column}` : '-'} ${ruleId} ${reason}`
  )
}
