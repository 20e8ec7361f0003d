import type { Element } from 'hast'
import { h } from 'hastscript'
import { describe, expect, test } from 'vitest'
import type { Settings } from '../../../src/book.ts'
import {
  alter,
  bookOf,
  judgePages,
  paint,
  type Row,
  type Sample,
  set,
  settings,
  textAt
} from './sample.ts'

type Pages = ReturnType<typeof paint>

const title: Sample = { rows: [{ text: '题' }] }

/** Lines of a paragraph, one of them the first of a page. */
function lines(count: number, pageAt: number): ReadonlyArray<Row> {
  return Array.from({ length: count }, (_, index) => ({
    text: index === 0 ? '甲乙丙丁戊己庚辛' : '子丑寅卯辰巳午未申酉',
    ...(index === 0 ? { start: 2 } : {}),
    ...(index === count - 1 ? {} : { end: 10 }),
    page: index === pageAt
  }))
}

function heading(text: string, page = false): Row {
  return { text, page, font: 'NotoSansSC-Regular' }
}

/** Check blocks after the title, each given by an element's name and its lines. */
function judge(
  blocks: ReadonlyArray<readonly [name: string, rows: ReadonlyArray<Row>]>,
  template: Settings = settings
): ReadonlyArray<string> {
  const pages = paint([title, ...blocks.map(([, rows]) => ({ rows }))], template)
  const elements = blocks.map(([name, rows], index) => set(name, index + 5, rows))
  return judgePages(pages, bookOf(...elements), template).messages
}

function rulesOf(messages: ReadonlyArray<string>): ReadonlyArray<string | undefined> {
  return messages.map((message) => message.split(' ')[0])
}

describe('where a page ends', () => {
  test.each<readonly [string, ReadonlyArray<readonly [string, ReadonlyArray<Row>]>, string[]]>([
    [
      'two lines on both sides',
      [
        ['p', lines(3, 0)],
        ['p', lines(4, 2)]
      ],
      []
    ],
    [
      'one line at the head',
      [
        ['p', lines(3, 0)],
        ['p', lines(3, 2)]
      ],
      ['page-widow']
    ],
    [
      'one line at the foot',
      [
        ['p', lines(3, 0)],
        ['p', lines(1, -1)],
        ['p', lines(3, 1)]
      ],
      ['page-orphan']
    ],
    [
      'a heading with two lines',
      [
        ['p', lines(2, 0)],
        ['h2', [heading('一、总则')]],
        ['p', lines(4, 2)]
      ],
      []
    ],
    [
      'a heading at the foot',
      [
        ['p', lines(4, 0)],
        ['h2', [heading('一、总则')]],
        ['p', lines(3, 0)]
      ],
      ['page-heading']
    ],
    [
      'a chain of headings at the foot',
      [
        ['p', lines(3, 0)],
        ['h2', [heading('一、总则')]],
        ['h4', [{ text: '（一）范围' }]],
        ['p', lines(3, 0)]
      ],
      ['page-heading', 'page-heading']
    ],
    [
      'a heading with one line',
      [
        ['p', lines(3, 0)],
        ['h2', [heading('一、总则')]],
        ['p', lines(1, -1)],
        ['p', lines(3, 0)]
      ],
      ['page-heading']
    ],
    [
      'a heading in two',
      [
        ['p', lines(4, 0)],
        ['h2', [heading('一、总则总则总则总则'), heading('总则', true)]],
        ['p', lines(3, -1)]
      ],
      ['page-heading']
    ],
    [
      'a page that could have been fuller',
      [['p', lines(8, 0).map((line, index) => ({ ...line, page: index === 0 || index === 4 }))]],
      ['page-short']
    ]
  ])('%s', (_, blocks, rules) => {
    expect(rulesOf(judge(blocks))).toEqual(rules)
  })
})

describe('what a heading heads', () => {
  const cells = (row: string) => Array.from(row, (cell) => h('td', [textAt(cell, 4)]))
  const table = h('table', [h('tr', cells('甲乙')), h('tr', cells('丙丁'))])
  const start: Sample = { rows: [...lines(3, 0), heading('一、总则')] }
  const judge = (elements: Element[], samples: Sample[]) => {
    const under = [set('p', 3, lines(3, 0)), h('h2', [textAt('一、总则', 4)]), ...elements]
    const page = judgePages(paint([title, start, ...samples]), bookOf(...under))
    return rulesOf(page.messages).filter((rule) => rule !== 'table-head')
  }
  const row = (cells: string, page: boolean): Sample => ({
    rows: [
      { text: cells.slice(0, 1), page },
      { text: cells.slice(1), at: page ? 1 : 5, start: 5 }
    ]
  })

  test('page-heading: a row of a table is one line, however many cells it has', () => {
    expect(judge([table], [row('甲乙', false), row('丙丁', true)])).toEqual(['page-heading'])
    expect(judge([table], [row('甲乙', true), row('丙丁', false)])).toEqual(['page-heading'])
  })
  test('a picture is as good as two lines, behind a chain of headings too', () => {
    const image = h('p', [h('img')])
    const text = set('p', 9, lines(3, 0))
    const rows: Sample = { rows: lines(3, 0) }
    expect(judge([text], [rows])).toEqual(['page-heading'])
    expect(judge([image, text], [rows])).toEqual([])
    const chain = [h('h4', [textAt('（一）范围', 4)]), image, text]
    expect(judge(chain, [{ rows: [{ text: '（一）范围' }] }, rows])).toEqual([])
    const line = set('p', 8, [{ text: '甲乙' }])
    expect(judge([line, image, text], [{ rows: [{ text: '甲乙', start: 2 }] }, rows])).toEqual([])
  })
})

test('style-face: headings in the face of the text, and headings of one face in two', () => {
  const judgeFonts = (h2: string, h3: string) => {
    const same = { ...settings.styles, h3: settings.styles.h2 }
    const blocks = [
      ['h2', [{ text: '一、总则', page: true, font: h2 }]],
      ['h3', [{ text: '（一）范围', font: h3 }]],
      ['p', lines(2, -1)]
    ] as const
    return rulesOf(judge(blocks, { ...settings, styles: same }))
  }
  expect(judgeFonts('NotoSansSC-Regular', 'NotoSansSC-Regular')).toEqual([])
  expect(judgeFonts('NotoSerifSC-Regular', 'NotoSerifSC-Regular')).toEqual(['style-face'])
  expect(judgeFonts('NotoSansSC-Regular', 'LXGWWenKai-Regular')).toEqual(['style-face'])
})

describe('tables', () => {
  const head: ReadonlyArray<Row> = [
    { text: '头', page: true },
    { text: '脑', at: 1, start: 5 }
  ]
  const table = (...rows: string[]) =>
    h('table', [
      h('tr', [h('th', [textAt('头', 3)]), h('th', [textAt('脑', 3)])]),
      ...rows.map((row) =>
        h(
          'tr',
          Array.from(row, (cell) => h('td', [textAt(cell, 4)]))
        )
      )
    ])
  const again: Sample = {
    rows: [
      { text: '头', page: true },
      { text: '脑', at: 1, start: 5 }
    ],
    box: 'apparatus'
  }
  const first: Sample = { rows: [{ text: '甲' }, { text: '乙', at: 2, start: 5 }] }
  const faces = { ...settings, strong: { face: 'Song', weight: 400 } }
  const judge = (...samples: Sample[]) =>
    rulesOf(
      judgePages(paint([title, ...samples], faces), bookOf(table('甲乙', '丙丁')), faces).messages
    )

  test('a table over two pages has its head on both', () => {
    const second: Sample = { rows: [{ text: '丙' }, { text: '丁', at: 2, start: 5 }] }
    expect(judge({ rows: head }, first, again, second)).toEqual([])
  })
  test('table-head: a table without its head on the second page', () => {
    const second: Sample = {
      rows: [
        { text: '丙', page: true },
        { text: '丁', at: 1, start: 5 }
      ]
    }
    expect(judge({ rows: head }, first, second)).toEqual(['table-head'])
  })
  test('table-row: a row in two', () => {
    const parted: Sample = { rows: [{ text: '丁', start: 5 }] }
    expect(judge({ rows: head }, first, { rows: [{ text: '丙' }] }, again, parted)).toEqual([
      'table-row'
    ])
  })
})

describe('signatories', () => {
  const item = (office: string, name: string) =>
    h('li', [
      h('span.office', [textAt(office, 9)]),
      h('span.separator', [textAt('　', 9)]),
      h('span.name', [textAt(name, 9)])
    ])
  const list = h('section.signatories', [h('ul', [item('总统', '某甲'), item('总理兼', '某乙')])])
  const judge = (rows: ReadonlyArray<Row>) => {
    const faces = { ...settings, em: { face: 'Song', weight: 400 } }
    return rulesOf(judgePages(paint([title, { rows }], faces), bookOf(list), faces).messages)
  }
  const good: ReadonlyArray<Row> = [
    { text: '总统', page: true, start: 2 },
    { text: '某甲', at: 1, start: 6 },
    { text: '总理兼', start: 1 },
    { text: '某乙', at: 2, start: 6 }
  ]
  test('stand in two columns, the offices aligned at either side', () => {
    expect(judge(good)).toEqual([])
    expect(judge(good.with(2, { text: '总理兼', start: 2 }))).toEqual([])
  })
  test('signatory-columns: an office or a name out of its column, a page end among them', () => {
    expect(judge(good.with(3, { text: '某乙', at: 2, start: 6.1 }))).toEqual(['signatory-columns'])
    expect(judge(good.with(2, { text: '总理兼', start: 1.5 }))).toEqual(['signatory-columns'])
    const parted = [
      { text: '总理兼', start: 1, page: true },
      { text: '某乙', at: 1, start: 6 }
    ]
    expect(judge([...good.slice(0, 2), ...parted])).toEqual(['signatory-columns'])
  })
})

describe('folios', () => {
  const two = [...lines(5, 0), ...lines(5, 0)]
  const book = bookOf(set('p', 3, two.slice(0, 5)), set('p', 4, two.slice(5)))
  const judge = (folio: (page: number) => Row | undefined, ...more: Sample[]) =>
    rulesOf(judgePages(paint([title, { rows: two }, ...more], settings, folio), book).messages)
  const good = (page: number) => {
    return page === 0 ? undefined : { text: `${page}`, at: 7, start: page % 2 === 0 ? 8.5 : 1 }
  }
  test.each<readonly [string, (page: number) => Row | undefined, string[]]>([
    ['outside', good, []],
    ['in the middle', (page) => good(page) && { text: `${page}`, at: 7, start: 4.75 }, []],
    ['none on one page', (page) => (page === 1 ? good(page) : undefined), ['folio-place']],
    [
      'higher on one page',
      (page) => good(page) && { text: `${page}`, at: 7 + page / 9, start: page % 2 ? 1 : 8.5 },
      ['folio-place']
    ],
    [
      'inside',
      (page) => good(page) && { text: `${page}`, at: 7, start: page % 2 ? 8.5 : 1 },
      ['folio-place', 'folio-place']
    ]
  ])('%s', (_, folio, rules) => {
    expect(judge(folio)).toEqual(rules)
  })
  test('folio-place: one on a blank page; one with a picture is not blank', () => {
    const { painted, map } = paint([title, { rows: two }, { rows: [{ text: '', page: true }] }])
    expect(rulesOf(judgePages({ painted, map }, book).messages)).toEqual(['folio-place'])
    const picture = [{ x: 100, y: 100, width: 50, height: 50 }]
    const pages = map.pages.map((page, index) =>
      index === 3 ? { ...page, apparatus: picture } : page
    )
    expect(judgePages({ painted, map: { ...map, pages } }, book).messages).toEqual([])
  })
})

describe('running heads', () => {
  const section = (id: string, text: string) => h('h2', { id }, [textAt(text, 3)])
  const outline = [
    { id: 's1', depth: 2, enumerator: '一、', text: '一、甲' },
    { id: 's2', depth: 2, enumerator: '二、', text: '二、乙' }
  ]
  const book = { ...bookOf(section('s1', '一、甲'), section('s2', '二、乙')), outline }
  const heads = { ...settings, heads: { recto: 'section', verso: 'title' } } as const
  const judge = (first: string, second: string) => {
    const pages = paint([
      title,
      { rows: [heading('一、甲', true)] },
      { rows: [{ text: first, at: -0.5 }], box: 'margins' },
      { rows: [heading('二、乙', true)] },
      { rows: [{ text: second, at: -0.5 }], box: 'margins' }
    ])
    return judgePages(pages, book, heads).messages
  }
  test('repeat the title on versos, on rectos the section that goes on or begins', () => {
    expect(judge('题', '二、乙')).toEqual([])
    expect(judge('题', '一、甲')).toEqual([])
  })
  test('running-head: a page without the one its side asks for', () => {
    const body = lines(14, -1).map((row, index) => ({ ...row, page: index === 4 || index === 9 }))
    const text = h('section', { ariaLabelledBy: 's1' }, [
      section('s1', '一、甲'),
      set('p', 4, body)
    ])
    const judge = (verso: string, recto: string) => {
      const pages = paint([
        title,
        { rows: [heading('一、甲', true), ...body.slice(0, 4)] },
        { rows: body.slice(4, 9) },
        { rows: recto ? [{ text: recto, at: -0.5 }] : [], box: 'margins' },
        { rows: body.slice(9) },
        { rows: verso ? [{ text: verso, at: -0.5 }] : [], box: 'margins' }
      ])
      const outline = book.outline.slice(0, 1)
      return rulesOf(judgePages(pages, { ...bookOf(text), outline }, heads).messages)
    }
    expect(judge('题', '一、甲')).toEqual([])
    expect(judge('题', '')).toEqual(['running-head'])
    expect(judge('', '一、甲')).toEqual(['running-head'])
  })
  test('edition-contents: another head, or one on the wrong side', () => {
    expect(judge('甲', '二、乙')).toEqual([
      'edition-contents - Unexpected folio 甲 on page 2 of the PDF, expected —1—'
    ])
    expect(judge('题', '题')).toEqual([
      'edition-contents - Unexpected folio 题 on page 3 of the PDF, expected —2—'
    ])
  })
})

test('line-grid: lines of a page that stand otherwise than those of others', () => {
  const rows = [...lines(5, 0), ...lines(5, 0), ...lines(5, 0)]
  const book = bookOf(...[0, 5, 10].map((from) => set('p', from + 1, rows.slice(from, from + 5))))
  const pages = paint([title, { rows }])
  expect(judgePages(pages, book).messages).toEqual([])
  const painted = pages.painted.map((page, index) => {
    const glyphs = page.glyphs.map((glyph) => ({ ...glyph, base: glyph.base + 0.3 }))
    return index === 2 ? { ...page, glyphs } : page
  })
  expect(rulesOf(judgePages({ ...pages, painted }, book).messages)).toEqual(
    Array(5).fill('line-grid')
  )
})

describe('contents', () => {
  const entry = (text: string, dots: number, at: number): Row[] => [
    { text, at },
    { text: '·'.repeat(dots), at, start: 8.5 - dots / 2, gap: -0.5 },
    { text: '1', at, start: 9.5 }
  ]
  const judge = (rows: ReadonlyArray<Row>) => {
    const contents = rows.map((row, index) => ({ ...row, page: index === 0 }))
    const { painted, map } = paint([title, { rows: contents, box: 'apparatus' }])
    const pages = { painted, map: { ...map, at: { contents: { page: 1, x: 0, y: 0 } } } }
    return rulesOf(judgePages(pages, bookOf()).messages)
  }
  const good = [...entry('一、甲', 8, 1), ...entry('二、乙·丙', 6, 2)]
  test('have their dots under each other and their numbers flush right', () => {
    expect(judge(good)).toEqual([])
  })
  test('contents-place: a dot or a number out of line', () => {
    const stray = { text: '······', at: 2, start: 5.6, gap: -0.5 }
    expect(judge(good.with(4, stray))).toEqual(['contents-place'])
    expect(judge(good.with(5, { text: '1', at: 2, start: 9.4 }))).toEqual(['contents-place'])
  })
})

describe('vertical writing', () => {
  const vertical = { ...settings, writing: 'vertical', page: { width: 90, height: 90 } } as const
  const rows: ReadonlyArray<Row> = [
    { text: '甲乙丙丁戊己庚辛', page: true, start: 2, end: 10 },
    { text: '子丑寅：辰巳午未，申', end: 10 },
    { text: '年3月2021' }
  ]
  const judge = (
    change: (pages: Pages) => Pages = (pages) => pages,
    text: ReadonlyArray<Row> = rows
  ) => {
    const pages = change(paint([title, { rows: text }], vertical))
    return rulesOf(judgePages(pages, bookOf(set('p', 7, text)), vertical).messages)
  }
  test('lines run down, from right to left', () => {
    expect(judge()).toEqual([])
    const [first, ...others] = rows
    const short = { text: '子丑寅：辰巳午未，申', end: 9.95 }
    expect(judge(undefined, [...(first ? [first] : []), short, ...others.slice(1)])).toEqual([
      'line-flush'
    ])
  })
  test('vertical-digits: a number on its side, or two digits not side by side', () => {
    const turned = (pages: Pages) =>
      alter(pages, /3/, ({ base, size }) => ({ turned: true, base: base - 0.88 * size }))
    expect(judge(turned, rows.with(2, { text: '年月3' }))).toEqual(['vertical-digits'])
    const pair = rows.with(2, { text: '年月12' })
    const beside = (pages: Pages) =>
      alter(pages, /2/, ({ base, left, size }) => ({ base: base - size, left: left + size / 2 }))
    expect(judge(undefined, pair)).toEqual(['vertical-digits'])
    expect(judge(beside, pair)).toEqual([])
  })
  test('a line that begins with two digits side by side stands on the grid', () => {
    const pair = rows.with(2, { text: '17日，甲乙' })
    const beside = (wide: number) => (pages: Pages) =>
      alter(
        alter(pages, /1/, ({ left, size }) => ({ left: left + (wide - 0.5) * size })),
        /7/,
        ({ base, left, size }) => ({ base: base - size, left: left + size / 2 })
      )
    expect(judge(beside(0.5), pair)).toEqual([])
    expect(judge(beside(0.6), pair)).toEqual(['line-grid'])
  })
  test('vertical-quotes: a quotation mark on its side', () => {
    const quoted = rows.with(2, { text: '年“月”' })
    const turned = (pages: Pages) =>
      alter(pages, /”/, ({ base, size }) => ({ turned: true, base: base - 0.88 * size }))
    expect(judge(undefined, quoted)).toEqual([])
    expect(judge(turned, quoted)).toEqual(['vertical-quotes'])
  })
  test('an apostrophe lies with its word', () => {
    const turned = (pages: Pages) =>
      alter(pages, /[a-z’]/, ({ base, size }) => ({ turned: true, base: base - 0.88 * size }))
    expect(judge(turned, rows.with(2, { text: '年月it’s' }))).toEqual([])
    expect(judge(turned, rows.with(2, { text: '年月its’' }))).toEqual(['vertical-quotes'])
  })
  test('a number parted by a line end is no number of two digits', () => {
    const parted = rows.with(1, { text: '子丑寅：辰巳午未44', end: 10 }).with(2, { text: '44' })
    const centre = (pages: Pages) =>
      alter(pages, /4/, ({ left, size }) => ({ left: left + size / 4 }))
    expect(judge(centre, parted)).toEqual(['line-parted'])
  })
  test('a sign that stands by its own height is told neither gap nor end', () => {
    const sunk = (pages: Pages) => alter(pages, /％/, ({ base }) => ({ base: base - 0.5 }))
    const signs = rows.with(1, { text: '子丑寅：辰％巳午未％', end: 10 })
    expect(judge(sunk, signs)).toEqual([])
  })
})
