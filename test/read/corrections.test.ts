import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account, Book, Correction, Meta } from '../../src/book.ts'
import type { Publication, Target } from '../../src/index.ts'
import { readSource } from '../../src/read.ts'
import { setColophon } from '../../src/typeset/colophon.ts'
import { publish } from '../samples/browser.ts'

const fields = 'title: 宣言\nlang: zh-Hans\ntype: declaration\ndate: 2021-09-17\n'
const text = '值此会议召开之际。\n\n## 一、总则\n\n各方声明如下。\n'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kanben-corrections-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the front matter', () => {
  test('may leave them out, or have them in any order; of one day they keep theirs', async () => {
    expect((await read('')).corrections).toEqual([])
    const { corrections, problems } = await read(`corrections:
  - date: 2022-03-01
    what: 甲
    at: p2
  - date: 2021-09-17
    what: 乙
  - { date: 2022-03-01, what: "丙：#1", at: s1 }
`)
    expect(problems).toEqual([])
    expect(corrections).toMatchObject([
      { date: '2021-09-17', what: '乙' },
      { date: '2022-03-01', what: '甲', at: 'p2', places: { at: { line: 9, column: 9 } } },
      { date: '2022-03-01', what: '丙：#1', at: 's1', places: { at: { line: 12, column: 43 } } }
    ])
  })

  test('may name words, some of them only added or only taken out', async () => {
    const { corrections, problems } = await read(`corrections:
  - { date: 2022-03-01, what: 甲, at: p2, from: 申明, to: 声明 }
  - { date: 2022-03-02, what: 乙, from: "", to: 均 }
  - date: 2022-03-03
    what: 丙
    from: " 各方 "
    to:
`)
    expect(problems).toEqual([])
    expect(corrections).toMatchObject([
      {
        ...{ from: '申明', to: '声明' },
        places: { entry: { line: 7, column: 5 }, from: { line: 7, column: 48 } }
      },
      { from: '', to: '均', places: { to: { line: 8, column: 48 } } },
      { from: ' 各方 ', to: '' }
    ])
  })

  test.each([
    [
      'older than the document',
      '  - date: 2021-09-16\n    what: 甲\n',
      '7:11 front-matter-field Unexpected `corrections.date: 2021-09-16`, expected a day not before `date: 2021-09-17`'
    ],
    [
      'told twice',
      '  - date: 2022-01-01\n    what: 甲\n  - date: 2022-01-01\n    what: 甲\n',
      '9:5 front-matter-field Unexpected correction once more, expected each correction once'
    ],
    [
      'without a day',
      '  - what: 甲\n',
      '7:5 front-matter-field Unexpected front matter without `corrections.date`, expected a calendar date YYYY-MM-DD'
    ],
    [
      'on no day',
      '  - date: 2022-02-30\n    what: 甲\n',
      '7:11 front-matter-field Unexpected `corrections.date: 2022-02-30`, expected a calendar date YYYY-MM-DD'
    ],
    [
      'without words',
      '  - date: 2022-01-01\n    what: ""\n',
      '8:11 front-matter-field Unexpected empty `corrections.what`, expected one line of text'
    ],
    [
      'with a misspelt field',
      '  - date: 2022-01-01\n    waht: 甲\n',
      '8:5 front-matter-field Unexpected field `corrections.waht`, expected date, what, at, from, to: did you mean `corrections.what`?'
    ],
    [
      'at what cannot be an identifier',
      '  - date: 2022-01-01\n    what: 甲\n    at: 第57段\n',
      '9:9 front-matter-field Unexpected `corrections.at: 第57段`, expected an identifier of the text, such as p57'
    ],
    [
      'with only the words it had',
      '  - { date: 2022-01-01, what: 甲, from: 申明 }\n',
      '7:40 front-matter-field Unexpected `from` without `to`, expected both or neither'
    ],
    [
      'with only the words it has',
      '  - { date: 2022-01-01, what: 甲, to: 声明 }\n',
      '7:38 front-matter-field Unexpected `to` without `from`, expected both or neither'
    ],
    [
      'with empty words',
      '  - date: 2022-01-01\n    what: 甲\n    from: ""\n    to:\n',
      '10:8 front-matter-field Unexpected two empty fields as `from` and `to`, expected what stood there and what stands there'
    ],
    [
      'with the same words twice',
      '  - date: 2022-01-01\n    what: 甲\n    from: 声明\n    to: 声明\n',
      '10:9 front-matter-field Unexpected “声明” twice as `from` and `to`, expected what stood there and what stands there'
    ],
    [
      'with words of two lines',
      '  - date: 2022-01-01\n    what: 甲\n    from: "一\\n二"\n    to: 声明\n',
      '9:11 front-matter-field Unexpected `corrections.from: 一\n二`, expected words on one line, or none'
    ],
    [
      'that are no list',
      '  date: 2022-01-01\n  what: 甲\n',
      '6:1 front-matter-field Unexpected list or map as `corrections`, expected a list of corrections, each with date and what'
    ]
  ])('refuses one %s', async (_, lines, problem) => {
    const { problems, meta } = await read(`corrections:\n${lines}`)
    expect(problems).toEqual([problem])
    expect(meta).toBeUndefined()
  })
})

describe('the place of one', () => {
  test.each(['p1', 'p2', 's1', 'title'])('may be %s', async (at) => {
    const { editions } = await build(one(at), ['html'])
    expect(editions).toHaveLength(1)
  })

  test.each([
    ['p3', ': did you mean `p2`?'],
    ['s-1', ': did you mean `s1`?'],
    ['colophon', '']
  ])('may not be %s', async (at, hint) => {
    const { editions, file } = await build(one(at), ['html'])
    expect(editions).toEqual([])
    expect(
      file.messages.map(({ line, column, ruleId, reason }) => [line, column, ruleId, reason])
    ).toEqual([
      [
        9,
        9,
        'correction-place',
        `Unexpected \`corrections.at: ${at}\`, expected an identifier of the text${hint}`
      ]
    ])
  })
})

describe('the colophon', () => {
  const corrections: ReadonlyArray<Correction> = [
    { date: '2021-10-08', what: '全文统一用字' },
    { date: '2022-03-01', what: '“申明”改为“声明”', at: 'p57' },
    { date: '2022-03-02', what: '补一字', at: 's1' },
    { date: '2022-03-02', what: '补二字', at: 's1-1' },
    { date: '2022-03-02', what: '补三字', at: 's2' },
    { date: '2022-03-02', what: '补四字', at: 's2-1' },
    { date: '2022-03-02', what: '补五字', at: 's2-1-1' },
    { date: '2022-03-03', what: '补姓名', at: 'sig4' },
    { date: '2022-03-04', what: '补副题', at: 'title' },
    { date: '2022-03-05', what: '注文改一字', at: 'note-1' },
    { date: '2022-03-06', what: '注文改二字', at: 'note-a' },
    { date: '2022-03-07', what: '改次序', at: 'signatories' }
  ]
  const meta: Meta = {
    title: '宣言',
    titleLines: ['宣言'],
    lang: 'zh-Hans',
    type: 'declaration',
    date: '2021-09-17',
    supplement: false,
    corrections
  }
  const heading = (id: string, enumerator: string, words: string) => {
    return { id, depth: 2, enumerator, text: `${enumerator}${words}` }
  }
  const signatories = h('section', { id: 'signatories', ariaLabel: '签署' }, [
    h('ul', h('li', { id: 'sig4' }, [h('span', '总理'), '　', h('span', '莫迪')]))
  ])
  const book: Book = {
    meta,
    body: { type: 'root', children: [signatories] },
    outline: [
      heading('s1', '第二章', '　总则'),
      heading('s1-1', '第一节', '　目的'),
      heading('s2', '三、', '合作'),
      heading('s2-1', '（二）', '政治'),
      heading('s2-1-1', '', '前景')
    ],
    assets: []
  }

  test('of a PDF tells them, and nothing of other editions', () => {
    const text = textOf(setColophon(book, []))
    expect(text).toContain(
      [
        '更正2021年10月8日　全文统一用字',
        '2022年3月1日　第57段：“申明”改为“声明”',
        '2022年3月2日　第二章：补一字',
        '2022年3月2日　第二章第一节：补二字',
        '2022年3月2日　三、合作：补三字',
        '2022年3月2日　三、（二）政治：补四字',
        '2022年3月2日　三、（二）前景：补五字',
        '2022年3月3日　总理　莫迪：补姓名',
        '2022年3月4日　题名：补副题',
        '2022年3月5日　注1：注文改一字',
        '2022年3月6日　编者注a：注文改二字',
        '2022年3月7日　签署：改次序'
      ].join('')
    )
    expect(text).not.toMatch(/页码|同版文件/)
    const none = { ...book, meta: { ...meta, corrections: [] } }
    expect(textOf(setColophon(none, []))).not.toContain('更正')
  })

  test('tells the words of corrections, and all that differs from the received text', () => {
    const place = { line: 1, column: 1, endLine: 1, endColumn: 1, receivedLine: 1 }
    const variant = (at: string) => ({ what: 'words', at, from: '', to: '甲', ...place }) as const
    const told: ReadonlyArray<Correction> = [
      { date: '2022-03-01', what: '改一词', at: 'p57', from: '申明', to: '声明' },
      { date: '2022-03-02', what: '补一字', at: 's1', from: '', to: '均' },
      { date: '2022-03-03', what: '删一字', from: '的', to: '' },
      { date: '2022-03-04', what: '改写', at: 's2' }
    ]
    const places = [['p57'], ['p3'], Array.from({ length: 14 }, (_, at) => `p${at + 1}`), []]
    const source = { file: 'a.txt', sha256: '', complete: true, normalised: ['整理1处'] }
    const account: Account = {
      ...{
        normalised: source.normalised,
        replaced: ['删去不可见字符1个'],
        undecided: 3,
        readings: 2
      },
      decisions: [
        { line: 3, decide: 'join', why: '因' },
        { line: 5, decide: 'break', why: '因' }
      ],
      corrections: told.map((correction, index) => ({
        correction,
        places: (places[index] ?? []).map(variant)
      })),
      unexplained: [variant('title'), variant('p9'), variant('p9')]
    }
    const accounted = { ...book, account, meta: { ...meta, source, corrections: told } }
    expect(textOf(setColophon(accounted, []))).toContain(
      [
        '文字整理整理1处删去不可见字符1个',
        '人工判定行末是否分段，由人判定2处行末是否分段存疑而未经判定3处',
        '更正2022年3月1日　第57段：改一词　误“申明”正“声明”',
        '2022年3月2日　第二章：补一字　脱“均”（第3段）',
        '2022年3月3日　删一字　衍“的”（第1段、第2段、第3段、第4段、第5段、第6段、第7段、第8段、第9段、第10段、第11段、第12段等14处）',
        '2022年3月4日　三、合作：改写',
        '注音注音2处，为来源文本所无',
        '异文与来源文本不同而未作说明：题名、第9段'
      ].join('')
    )
  })

  test('of another edition names its pages and the files made with it', () => {
    const pages = [{ label: '1', part: 'text', character: 0 }] as const
    const pagination = { characters: 2, pages, blocks: [] }
    const pdf = { target: 'pdf', name: 'a.pdf', size: 1, sha256: 'ab'.repeat(32) } as const
    const text = textOf(setColophon(book, [], { siblings: [pdf], pagination }))
    expect(text).toContain('页码同 a.pdf（1页）')
    expect(text).toContain(`同版文件a.pdf　SHA-256 ${'ab'.repeat(32)}`)
    expect(textOf(setColophon(book, [], { siblings: [], pagination }))).toContain('同印刷版（1页）')
    const alone = textOf(setColophon(book, [], { siblings: [] }))
    expect(alone).toContain('页码本版未附印刷页码')
    expect(alone).not.toContain('同版文件')
  })

  test('leads to the place in the web edition, and over files in the EPUB', async () => {
    const { editions } = await build(one('p2'), ['epub', 'html'])
    const [epub, html] = editions.map(({ bytes }) => bytes)
    if (!epub || !html) throw new Error('Not both editions')
    expect(new TextDecoder().decode(html)).toContain('<a href="#p2">第2段</a>')
    const colophon = unzipSync(epub)['EPUB/text/colophon.xhtml']
    expect(colophon && strFromU8(colophon)).toContain('<a href="s1.xhtml#p2">第2段</a>')
  })
})

test('the PDF has the same bytes whatever else is made', { timeout: 300_000 }, async () => {
  const [alone, together] = await Promise.all([
    build(one('p2'), ['pdf']),
    build(one('p2'), ['pdf', 'html'], true)
  ])
  const [first, other] = [alone, together].map(({ editions }) => editions[0])
  expect(first?.target).toBe('pdf')
  expect(Buffer.compare(first?.bytes ?? Buffer.alloc(0), other?.bytes ?? Buffer.alloc(1))).toBe(0)
})

describe('page numbers', { timeout: 300_000 }, () => {
  const told = ({ file }: Publication) =>
    file.messages.filter(({ ruleId }) => ruleId === 'pages-unknown')

  test('are told to be missing once, where there is no PDF, as a remark', async () => {
    const publication = await build('', ['epub', 'html'], true)
    const made = publication.editions.map(({ target, isOnSite }) => [target, isOnSite])
    expect(made).toEqual([
      ['epub', undefined],
      ['html', undefined],
      ['html', true]
    ])
    expect(told(publication).map(({ reason, fatal }) => [reason, fatal])).toEqual([
      [
        'Unexpected epub without page numbers, expected those of a PDF made in the same run',
        undefined
      ]
    ])
  })

  test('are there with a PDF or a press file', async () => {
    const publication = await build('', ['press', 'html'])
    expect(told(publication)).toEqual([])
    expect(publication.editions[1]?.pagination?.pages.length).toBeGreaterThan(2)
    expect(new TextDecoder().decode(publication.editions[1]?.bytes)).toContain('同印刷版')
  })
})

function one(at: string): string {
  return `corrections:\n  - date: 2022-01-01\n    what: 改一字\n    at: ${at}\n`
}

async function read(
  lines: string
): Promise<Readonly<{ meta?: Meta; corrections: unknown; problems: ReadonlyArray<string> }>> {
  const path = join(folder, 'read.md')
  await writeFile(path, `---\n${fields}${lines}---\n\n${text}`)
  const { file, meta } = await readSource(path)
  const problems = file.messages.map(
    ({ line, column, ruleId, reason }) => `${line}:${column} ${ruleId} ${reason}`
  )
  return { ...(meta ? { meta } : {}), corrections: meta?.corrections, problems }
}

async function build(
  lines: string,
  targets: ReadonlyArray<Target>,
  site = false
): Promise<Publication> {
  const path = join(await mkdtemp(join(folder, 'build-')), 'a.md')
  await writeFile(path, `---\n${fields}${lines}---\n\n${text}`)
  return publish(path, { targets, site, template: 'official', strict: true }, () => {})
}
