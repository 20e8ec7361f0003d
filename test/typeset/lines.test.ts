import { h } from 'hastscript'
import { expect, test } from 'vitest'
import type { LineOptions } from '../../src/typeset/lines.ts'
import { call, linesOf, looksOf, t, textsOf } from './lines/sample.ts'

function looks(content: Parameters<typeof linesOf>[0], changed: Partial<LineOptions> = {}) {
  return linesOf(content, changed).map(looksOf)
}

test('a line takes as many characters as fit, and the last is not widened', () => {
  const lines = linesOf('一二三四五六七八九十一二三四五')
  expect(lines.map(looksOf)).toEqual(['一二三四五六七八九十', '一二三四五'])
  expect(lines.map(({ width }) => width)).toEqual([10, 5])
})

test('the indent is taken from the first line only, and a hanging one gives it room', () => {
  const text = '一二三四五六七八九十一二三四五六七八'
  expect(textsOf(text, { indent: 2 })[0]).toBe('一二三四五六七八')
  expect(textsOf(text, { indent: -2 })[0]).toBe('一二三四五六七八九十一二')
})

test('a mark at a line end takes half an em, and so does an opening one at a line start', () => {
  expect(looks('一二三四五六七八九，“二三四五')).toEqual([
    '<一二三四五六七八九|0.05556><，|half>',
    '<“|half>二三四五'
  ])
  const [, next] = linesOf('一二三四五六七八九十“二”三', { trimLineStart: false })
  expect(next && looksOf(next)).toBe('“二”三')
  expect(next?.width).toBe(4)
})

test.each([
  ['一》《二', '一》<《|half>二', 3.5],
  ['一”。二', '一<”|half>。二', 3.5],
  ['一：“二', '一：<“|half>二', 3.5],
  ['一（“二', '一（<“|half>二', 3.5],
  ['一（）二', '一（）二', 4],
  ['一，二', '一，二', 3],
  ['一·二', '<一·|0.0865>二', 2.5],
  ['一——二……三', '一<——|dash>二……三', 7]
])('%s is set %s: two marks that meet take an em and a half', (text, set, width) => {
  const [line] = linesOf(text)
  expect(line && looksOf(line)).toBe(set)
  expect(line?.width).toBeCloseTo(width, 9)
})

test.each([
  ['全角', '一，<“|half>二<”|half>。三'],
  ['开明', '一<，“|half>二<”|half>。三'],
  ['半角', '一<，“|half>二<”。|half>三']
] as const)('marks in the style %s', (marks, set) => {
  expect(looks('一，“二”。三', { marks })).toEqual([set])
})

test.each([
  [13, '一（二）三，四。ABCDEFGHIJ'],
  [12.5, '<一|0.25><（|half>二<）|half 0.25>三，四。ABCDEFGHIJ'],
  [12, '一<（|half>二<）|half>三，四。ABCDEFGHIJ'],
  [11.75, '一<（|half>二<）|half>三<，|half 0.25>四。ABCDEFGHIJ'],
  [11.25, '一<（|half>二<）|half>三<，|half>四<。|half 0.25>ABCDEFGHIJ']
])('squeezed to %d em, brackets go first, then pauses, then stops', (measure, set) => {
  expect(looks('一（二）三，四。ABCDEFGHIJ', { measure })).toEqual([set])
})

test('a line says what its gaps were widened by, and how much its marks gave up', () => {
  expect(linesOf('一二三四五六七八九，二三')[0]?.gap).toBeCloseTo(0.5 / 9, 9)
  expect(linesOf('一（二）三，四。ABCDEFGHIJ', { measure: 12.5 })[0]?.gap).toBeCloseTo(-0.25, 9)
})

test('white space is widened first, by half, then all gaps alike', () => {
  expect(looks('ab 一二三四 cd 五六七八九十一二三', { measure: 10.4 })[0]).toBe(
    'ab< |0.15938><一二三|0.03438>四< |0.15938>cd< |0.15938><五六|0.03438>七'
  )
})

test('white space is squeezed to a fifth of an em', () => {
  expect(looks('一 二三四五六七八九', { measure: 9.2 })).toEqual(['一< |-0.05>二三四五六七八九'])
})

test('white space vanishes at a line end, and stays in the text', () => {
  const [first, second] = linesOf('一二三四五六 ab cd 七八九十', { measure: 8 })
  expect(first && looksOf(first)).toMatch(/ab $/)
  expect(first?.width).toBeCloseTo(8, 9)
  expect(second && looksOf(second)).toMatch(/^cd/)
})

test('U+3000 takes no room at a line end, begins no line but the first, and keeps its em', () => {
  const [first, second] = linesOf('　一二三四五六七八　九　十', { measure: 9 })
  expect(first && looksOf(first)).toBe('　一二三四五六七八<　|-1>')
  expect(first?.width).toBe(9)
  expect(second && looksOf(second)).toBe('九　十')
  expect(second?.width).toBe(3)
  expect(textsOf('　')).toEqual(['　'])
  expect(textsOf('一二三四五六七八九　十一', { measure: 9 })).toEqual([
    '一二三四五六七八九　',
    '十一'
  ])
})

test('neither a number, nor ——, nor ……, nor a word, nor what a call follows is widened within', () => {
  const line = looks([t('一2021二——三……四word'), call('1'), t('五六七八九十')], {
    measure: 14.1
  })[0]
  expect(line).toBe(
    '<一|0.1>202<1二|0.1><——|dash 0.1><三|0.1><……|0.1><四|0.1>wordsup<a<<1|0.16667>|>|>五'
  )
})

test.each([
  ['one that closes', '一二三四五六七八九十，二三'],
  ['a range', '一二三四五六七八九十—二三'],
  ['%', '一二三四五六七八九十％二三'],
  ['an interpunct', '一二三四五六七八九十·二三'],
  ['a dash', '一二三四五六七八九十——二三'],
  ['an ellipsis', '一二三四五六七八九十……二三']
])('no line begins with %s', (_, text) => {
  expect(textsOf(text)[0]).toBe('一二三四五六七八九')
})

test.each([
  ['an image', h('img')],
  ['a reading', h('ruby', ['漢', h('rt', 'hàn')])],
  ['a call', call('12')],
  ['emphasis', h('strong', '重')],
  ['code', h('code', 'ab')],
  ['white space', t('\u3000')]
])('no line begins with a mark that follows %s', (_, node) => {
  for (const marks of ['全角', '开明', '半角'] as const) {
    for (const mark of '，；。」％') {
      for (let measure = 8; measure < 12; measure += 0.25) {
        const [, line] = linesOf([t('一二三四五六七八'), node, t(`${mark}二三四五`)], {
          ...{ measure, marks }
        })
        expect(line && looksOf(line)).not.toMatch(/^<?[，；。」％]/)
      }
    }
  }
})

test.each(['一二三四五六七八九“二”三', '一二三四五六七八九（二三）', '一二三四五六七八九／二三'])(
  'no line ends with the tenth character of %s',
  (text) => {
    expect(textsOf(text)[0]).toBe(text.slice(0, text[9] === '／' ? 8 : 9))
  }
)

test.each([
  ['一二三四五六七八九2021年', '一二三四五六七八九'],
  ['一二三四五六七八2021年二三', '一二三四五六七八'],
  ['一二三四五六七八第12条二三', '一二三四五六七八第'],
  ['一二三四五六七八九20个二三', '一二三四五六七八九'],
  ['一二三四五六七八3.14％二三', '一二三四五六七八'],
  ['一二三四五六七八九5％二三', '一二三四五六七八九'],
  ['一二三四五六七八九36℃二三', '一二三四五六七八九'],
  ['一二三四五六七八1,234二三', '一二三四五六七八'],
  ['一二三四五六七1,234元二三', '一二三四五六七'],
  ['一二三四五六七八2.5亿二三', '一二三四五六七八']
])('a number stays whole and with its unit: %s', (text, first) => {
  expect(textsOf(text)[0]).toBe(first)
})

test('a range is parted behind its dash, and only where gaps would grow wide', () => {
  expect(textsOf('一二三四五六七八2022—2023年二三', { measure: 11 })[0]).toBe(
    '一二三四五六七八2022—'
  )
  const before = '一二三四五六七八九十'.repeat(6).slice(0, 57)
  expect(textsOf(`${before}2022—2023年二三`, { measure: 60 })[0]).toBe(before)
})

test('for want of marks a line that is too full loses 1/64 em at most between its characters', () => {
  const [line] = linesOf('一二三四五六七八九十一2二三四五六七八九十', { measure: 20.2 })
  expect(line && looksOf(line)).toBe('<一二三四五六七八九十一2二三四五六七八九|-0.015>十')
  expect(line?.gap).toBeCloseTo(-0.3 / 20, 9)
  expect(linesOf('一二三四五六七八九十一2二三四五六七八九十', { measure: 20.1 })).toHaveLength(2)
})

test('two marks that meet keep their em and a half in a line that is squeezed', () => {
  expect(looks('一》《二（三）四ABCDEFGHIJ', { measure: 11.5 })).toEqual([
    '一》<《|half>二<（|half>三<）|half>四ABCDEFGHIJ'
  ])
})

test('the last line has two characters, or the paragraph one line', () => {
  expect(textsOf('一二三四五六七八九十一。')).toEqual(['一二三四五六七八九', '十一。'])
  expect(textsOf('一。')).toEqual(['一。'])
})

test('lines at the start or end are filled, and the last is free; in the middle they are of one length', () => {
  const text = '一二三四五六七八九十一二'
  for (const align of ['start', 'end'] as const) {
    expect(looks(text, { align })).toEqual(['一二三四五六七八九十', '一二'])
  }
  expect(looks(text, { align: 'center' })).toEqual(['一二三四五六', '七八九十一二'])
})

test('a line ends at a line break, two of which have an empty line between them', () => {
  expect(looks([t('一二'), h('br'), h('br'), t('三'), h('br')])).toEqual(['一二\n', '', '三'])
})

test('content without text has no line', () => {
  expect(linesOf([])).toEqual([])
  expect(linesOf([t(' \n')])).toEqual([])
})
