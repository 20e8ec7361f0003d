import { h } from 'hastscript'
import { describe, expect, test } from 'vitest'
import type { Settings } from '../../../src/book.ts'
import type { Glyph } from '../../../src/verify/read/pdf/glyphs.ts'
import {
  alter,
  bookOf,
  judgePages,
  type paint as Paint,
  paint,
  type Row,
  set,
  settings,
  textAt
} from './sample.ts'

/** A paragraph that keeps every rule, and its changes line by line. */
const good: ReadonlyArray<Row> = [
  { text: '甲乙丙丁戊己庚辛', page: true, start: 2, end: 10 },
  { text: '子丑寅卯，辰巳午未申', end: 10 },
  { text: '酉戌2021年亥天地玄，', end: 10 },
  { text: '“宇宙洪荒，日”《盈》', end: 10 },
  { text: '昃辰。' }
]

function withRow(index: number, row: Row): ReadonlyArray<Row> {
  return good.map((line, at) => (at === index ? row : line))
}

type Pages = ReturnType<typeof Paint>

/** Check a paragraph on the page after the title; messages as `rule line reason`. */
function judge(
  rows: ReadonlyArray<Row>,
  change: (pages: Pages) => Pages = (pages) => pages,
  template: Settings = settings
): ReadonlyArray<string> {
  const pages = change(paint([{ rows: [{ text: '题' }] }, { rows }], template))
  return judgePages(pages, bookOf(set('p', 7, rows)), template).messages
}

function rulesOf(messages: ReadonlyArray<string>): ReadonlyArray<string | undefined> {
  return messages.map((message) => message.split(' ')[0])
}

test('a paragraph that keeps the rules has no message', () => {
  expect(judge(good)).toEqual([])
})

test('a mark behind an image that begins a line does not begin it', () => {
  const behind = (start: number) => {
    const rows = good.slice(0, 1).concat({ text: '，子丑寅卯辰。', start })
    const image = h('p', [textAt('甲乙丙丁戊己庚辛', 7), h('img'), textAt('，子丑寅卯辰。', 7)])
    return rulesOf(
      judgePages(paint([{ rows: [{ text: '题' }] }, { rows }]), bookOf(image)).messages
    )
  }
  expect(behind(1)).toEqual([])
  expect(behind(0)).toEqual(['line-start'])
})

test('a range may end a line, behind its dash', () => {
  const rows = withRow(4, { text: '2023年辰。' }).with(3, { text: '宇宙洪荒日月盈2022—', end: 10 })
  expect(judge(rows)).toEqual([])
})

test('all gaps of a line may be tightened by 1/64 em, those beside marks too, and no more', () => {
  const tighten = (by: number) => rulesOf(judge(withRow(4, { text: '昃《辰》，宿列。', gap: -by })))
  expect(tighten(1 / 64)).toEqual([])
  expect(tighten(1 / 50)).toEqual(['line-gap'])
  expect(tighten(1 / 25)).toEqual(['mark-room', 'line-gap'])
})

describe('line-gap: a line torn apart', () => {
  const torn = (name: string, rows: ReadonlyArray<Row>, template?: Settings) => {
    const pages = paint([{ rows: [{ text: '题' }] }, { rows }], template)
    return rulesOf(judgePages(pages, bookOf(h(name, [set('p', 7, rows)])), template).messages)
  }
  const list = (end: number): ReadonlyArray<Row> => [
    { text: '子丑寅卯辰巳午', page: true, start: 2, end },
    { text: '未申', start: 2 }
  ]

  test('in a list or a quotation too', () => {
    expect(torn('li', list(9))).toEqual([])
    expect(torn('li', list(11.5))).toContain('line-gap')
    expect(torn('blockquote', list(11.5))).toContain('line-gap')
  })
  test('but the shorter the line, the wider its gaps may be: 1/4 em in 7 em', () => {
    expect(torn('li', list(10.4 - 0.5))).toEqual([])
    expect(torn('li', list(10.4 + 0.5))).toContain('line-gap')
  })
  test('beside a mark, where the line has no other gap', () => {
    const number = { text: '123456789012345、', end: 10 }
    expect(judge(withRow(1, number))).toEqual([
      expect.stringMatching(/^line-gap 7 Unexpected gap of 2\.000 em in line 2 /)
    ])
  })
})

test('a message names page, line, words, rule and the line of the source', () => {
  expect(judge(withRow(4, { text: '昃。' }))).toEqual([
    'lone-character 7 Unexpected last line of 1 character in line 5 of page 2 (folio 1), “昃。”, expected two or more'
  ])
})

type Fault = readonly [rule: string, fault: string, rows: ReadonlyArray<Row>]

describe('a planted fault is found by its rule and no other', () => {
  test.each<Fault>([
    ['type-area', 'a line that is too long', withRow(4, { text: '昃辰宿列张寒来暑往秋收' })],
    ['type-area', 'a line below the last', withRow(4, { text: '昃辰。', at: 6 })],
    [
      'line-flush',
      'a line that ends early',
      withRow(1, { text: '子丑寅卯，辰巳午未申', end: 9.95 })
    ],
    [
      'line-flush',
      'a first line without its indent',
      withRow(0, { text: '甲乙丙丁戊己庚辛壬癸', page: true, end: 10 })
    ],
    ['line-flush', 'a further line that is indented', withRow(4, { text: '昃辰。', start: 2 })],
    ['line-grid', 'a line off the grid', withRow(4, { text: '昃辰。', at: 5.06 })],
    ['glyph-size', 'a line that is scaled', withRow(4, { text: '昃辰。', size: 0.99 })],
    [
      'line-start',
      'a comma that begins a line',
      withRow(1, { text: '，子丑寅卯辰巳午未申', end: 10 })
    ],
    [
      'line-end',
      'a bracket that ends a line',
      withRow(1, { text: '子丑寅卯辰巳午未申《', end: 10 })
    ],
    ...[...'．‧・⸺′″%)]'].map(
      (mark): Fault => [
        'line-start',
        `${mark} that begins a line`,
        withRow(1, { text: `${mark}子丑寅卯辰巳午未申`, end: 10 })
      ]
    ),
    ...[...'·￥№('].map(
      (mark): Fault => [
        'line-end',
        `${mark} that ends a line`,
        withRow(1, { text: `子丑寅卯辰巳午未申${mark}`, end: 10 })
      ]
    ),
    [
      'line-parted',
      'a number without its unit, 亿',
      withRow(4, { text: '亿辰。' }).with(3, { text: '宇宙洪荒日月盈昃2021', end: 10 })
    ],
    [
      'line-parted',
      'a number without its unit',
      withRow(4, { text: '年辰。' }).with(3, { text: '宇宙洪荒日月盈昃2021', end: 10 })
    ],
    [
      'line-parted',
      'a number in two',
      withRow(4, { text: '21辰宿。' }).with(3, { text: '宇宙洪荒日月盈昃宿20', end: 10 })
    ],
    [
      'mark-line-end',
      'a whole mark at a line end',
      withRow(2, { text: '酉戌年亥天地玄黄张，', end: 10, whole: true })
    ],
    [
      'mark-line-start',
      'a whole mark at a line start',
      withRow(2, { text: '《酉戌年亥天地玄黄张', end: 10, whole: true })
    ],
    [
      'mark-room',
      'two marks with an em between them',
      withRow(2, { text: '酉戌年亥》《地玄黄张', end: 10, whole: true })
    ],
    ['line-gap', 'a line torn apart', withRow(1, { text: '子丑寅卯辰巳午未', end: 10 })],
    ['lone-character', 'one character in the last line', withRow(4, { text: '昃。”' })]
  ])('%s: %s', (rule, _, rows) => {
    expect(rulesOf(judge(rows))).toEqual([rule])
  })

  test('digit-width: a digit that is not half an em wide', () => {
    const rows = withRow(4, { text: '昃辰5' })
    const wide = (pages: Pages) => alter(pages, /5/, ({ width }) => ({ width: width * 1.1 }))
    expect(rulesOf(judge(rows, wide))).toEqual(['digit-width'])
  })

  test('gap-uneven: a character that is moved', () => {
    const moved = (pages: Pages) => alter(pages, /巳/, ({ left }) => ({ left: left + 1 }))
    expect(rulesOf(judge(good, moved))).toEqual(['gap-uneven'])
  })

  test('mark-room: a mark that is drawn over what follows', () => {
    const moved = (pages: Pages) => alter(pages, /丑/, ({ left }) => ({ left: left - 12 }))
    const rows = withRow(1, { text: '子，丑寅卯辰巳午未申', end: 10 })
    expect(rulesOf(judge(rows, moved))).toContain('mark-room')
  })

  test('edition-overlap: a character over another', () => {
    const back = ({ left, x, size }: Glyph) => ({ left: left - 0.95 * size, x: x - 0.95 * size })
    const over = (pages: Pages) => alter(pages, /巳/, back)
    expect(rulesOf(judge(good, over))).toContain('edition-overlap')
  })

  test('mark-room: an apostrophe, which has no room of its own, is no fault', () => {
    const near = (letter: string) =>
      judge(withRow(4, { text: `昃辰’${letter}` }), (pages) =>
        alter(pages, new RegExp(letter), ({ left, x, size }) => {
          return { left: left - 0.7 * size, x: x - 0.7 * size }
        })
      )
    expect(near('s')).toEqual([])
    expect(rulesOf(near('天'))).toContain('mark-room')
  })

  test('mark-room: full marks where the template wants half ones', () => {
    const narrow = { ...settings, marks: '半角' } as const
    expect(rulesOf(judge(good, undefined, narrow))).toEqual(['mark-room', 'mark-room'])
  })

  test('mark-line-start: a narrow mark where the template wants a whole one', () => {
    const whole = { ...settings, trimLineStart: false }
    expect(rulesOf(judge(good, undefined, whole))).toEqual(['mark-line-start'])
  })
})

test('an exception of the template silences its rule and tells why, once', () => {
  const exceptions = [{ rule: 'lone-character', reason: '从原件。' }]
  expect(judge(withRow(4, { text: '昃。' }), undefined, { ...settings, exceptions })).toEqual([
    'rule-excepted - Unexpected 1 breaches of lone-character, expected by the template: 从原件。'
  ])
  expect(judge(good, undefined, { ...settings, exceptions })).toEqual([])
})

test('name-mark: a name without its line, or with one that is short or drawn through it', () => {
  const rows: ReadonlyArray<Row> = [{ text: '甲乙丙丁。', page: true, start: 2 }]
  const name = h('u.proper-name', [textAt('乙丙', 7)])
  const book = bookOf(h('p', [textAt('甲', 7), name, textAt('丁。', 7)]))
  const px = 96 / 25.4
  // The name is 35 to 45 mm from the left, and the middle of its line 17.5 mm from the top.
  const judge = (nameMarks: boolean, ...boxes: ReadonlyArray<[number, number, number, number]>) => {
    const pages = paint([{ rows: [{ text: '题' }] }, { rows }])
    const drawn = boxes.map(([a, b, c, d]) => [a * px, b * px, c * px, d * px] as const)
    const painted = pages.painted.map((page) => ({ ...page, drawn }))
    return judgePages({ ...pages, painted }, book, { ...settings, nameMarks }).messages
  }
  const none = 'name-mark 7 Unexpected name 乙丙 without its line in line 1 of page 2 (folio 1)'
  expect(judge(true, [35, 20.4, 45, 20.6])).toEqual([])
  expect(judge(true, [35, 20.4, 40, 20.6], [40, 20.4, 45, 20.6])).toEqual([])
  expect(judge(true)).toEqual([expect.stringContaining(none)])
  expect(judge(true, [35, 17.4, 45, 17.6])).toEqual([expect.stringContaining(none)])
  expect(judge(true, [35, 20.4, 40, 20.6])).toEqual([expect.stringContaining('name 丙 without')])
  expect(judge(true, [35, 15, 45, 24])).toEqual([expect.stringContaining(none)])
  expect(judge(false)).toEqual([])
})

test('a remark is no breach, and neither is what the template does not keep', () => {
  const line = { text: '子丑寅卯辰巳午未申酉', end: 10 }
  const rows = [
    ...good.slice(0, 4),
    ...[true, false, false].map((page) => ({ ...line, page }))
  ].concat({ text: '昃。', page: false })
  const pages = paint([{ rows: [{ text: '题' }] }, { rows }])
  const exceptions = [{ rule: 'lone-character', reason: '从原件。' }]
  const template = { ...settings, exceptions }
  const { messages, statistics } = judgePages(pages, bookOf(set('p', 7, rows)), template)
  expect(rulesOf(messages).toSorted()).toEqual(['page-short', 'rule-excepted'])
  expect(statistics?.breaches).toEqual({})
})

test('the pages are counted and measured', () => {
  const rows = withRow(4, { text: '昃。' })
  const pages = paint([{ rows: [{ text: '题' }] }, { rows }])
  const { statistics } = judgePages(pages, bookOf(set('p', 7, rows)))
  expect(statistics).toEqual({
    pages: 2,
    lines: 6,
    gridLines: 5,
    onGrid: 5,
    gap: {
      mean: expect.closeTo((0 + 0 + 0.5 / 8 + 0.5 / 10) / 4, 6),
      most: expect.closeTo(0.5 / 8, 6),
      worst: expect.closeTo(0.5 / 8, 6)
    },
    breaches: { 'lone-character': 1 }
  })
})
