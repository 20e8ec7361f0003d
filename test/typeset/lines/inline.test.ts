import type { Element } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { expect, test } from 'vitest'
import { call, linesOf, looksOf, plainOf, t } from './sample.ts'

test('an element that goes on in another line is repeated there without its identifier', () => {
  const link = h('a', { id: 'x', href: '#s1' }, '四五六七八九')
  const lines = linesOf([t('一二三'), h('strong', [link]), t('十')], { measure: 6 })
  expect(lines.map(({ content }) => toHtml([...content]))).toEqual([
    '一二三<strong><a id="x" href="#s1">四五六</a></strong>',
    '<strong><a href="#s1">七八九</a></strong>十'
  ])
})

test('a text keeps its place in the source in every line', () => {
  const position = { start: { line: 7, column: 1 }, end: { line: 7, column: 16 } }
  const lines = linesOf([{ type: 'text', value: '一二三四五六七八', position }], { measure: 4 })
  expect(lines.map(({ content }) => content[0]?.position)).toEqual([position, position])
})

test('each face is measured by its own advances', () => {
  const strong = { face: 'Wide', weight: 700 }
  expect(linesOf([h('strong', 'ab'), t('ab')], { strong })[0]?.width).toBe(3)
  expect(linesOf([h('em', 'ab')], { em: strong, emphasis: 'face' })[0]?.width).toBe(2)
  expect(linesOf([h('em', 'ab')], { em: strong, emphasis: 'dots' })[0]?.width).toBe(1)
})

test('each dash is shaped by itself, and has no dot of emphasis', () => {
  expect(linesOf([h('em', '————重—')]).map(looksOf)).toEqual([
    'em<<——|dash><——|dash>i<|dot 0.5>重<—|dash>|>'
  ])
})

test('a dot stands at the middle of each character of emphasis, and at no mark or space', () => {
  expect(linesOf([h('em', '重，a 字')]).map(looksOf)).toEqual([
    'em<i<|dot 0.5>重，i<|dot 0.25>a i<|dot 0.5>字|>'
  ])
  expect(linesOf([h('em', '重')], { writing: 'vertical' }).map(looksOf)).toEqual([
    'em<i<|dot beside 0.5>重|>'
  ])
  expect(linesOf([h('em', '重')], { emphasis: 'face' }).map(looksOf)).toEqual(['em<重|>'])
})

test('a call stays with what it follows, takes the blank of a mark, and is listed', () => {
  const lines = linesOf([t('一二三四五六七八九十'), call('12'), t('，二。'), call('3'), t('三四')])
  expect(lines.map(looksOf)).toEqual([
    '<一二三四五六七八|0.125>九',
    '十sup<a<12|>|>，二<。|half>sup<a<3|>|>三四'
  ])
  expect(lines.map(({ calls }) => calls)).toEqual([[], ['note-12', 'note-3']])
  expect(lines[1]?.width).toBeCloseTo(1 + 0.6 + 1 + 1 + 0.5 + 0.3 + 2, 9)
})

test('a call of two digits is not parted, nor begins a line', () => {
  const content = [t('一二三四五六七八九十'), call('12'), t('一二三四')]
  expect(linesOf(content, { measure: 10.4 }).map(plainOf)).toEqual([
    '一二三四五六七八九',
    '十12一二三四'
  ])
})

test('a mark before a call at the line end is half-width', () => {
  const [line] = linesOf([t('一二三四。'), call('1'), t('五六七八')], { measure: 4.8 })
  expect(line && looksOf(line)).toBe('一二三四<。|half>sup<a<1|>|>')
})

test('a base takes the room of its reading, which begins where it is centred', () => {
  const ruby = (base: string, reading: string): Element => h('ruby', [base, h('rt', reading)])
  const lines = linesOf([ruby('漢', 'ha'), t('一'), ruby('字', 'zìzìzì')])
  expect(lines.map(({ content }) => toHtml([...content]))).toEqual([
    '<ruby>漢<rt style="text-indent:-1.5em">ha</rt></ruby>一' +
      '<ruby style="padding-inline:0.35em">字<rt style="text-indent:-2.5em">zìzìzì</rt></ruby>'
  ])
  expect(lines[0]?.width).toBeCloseTo(1 + 1 + 1.7, 9)
})

test('a base with its reading and an image are never parted, and are spaced as characters are', () => {
  const image = h('img', { src: 'a.png' })
  const ruby = h('ruby', ['二三', h('rt', 'er')])
  const lines = linesOf([t('一'), ruby, image, t('四五六七八')], { measure: 7.4 })
  expect(lines.map(looksOf)).toEqual([
    '<一|0.1><ruby<二三rt<er|-2.5>|>|0.1><img<|>|0.1><四|0.1>五',
    '六七八'
  ])
})

test('an image wider than a line is made as narrow as it', () => {
  const image = h('img', { src: 'a.png' })
  const lines = linesOf([t('一'), image, t('二')], { measure: 8, indent: 2, widthOf: () => 12 })
  expect(lines.map(({ width }) => width)).toEqual([1, 7])
  expect(lines[1]?.content[0]).toEqual(
    h('img', { src: 'a.png', style: 'inline-size:6em;block-size:0.5em' })
  )
})

test('a reading follows its base in the line if they are wider than one', () => {
  const lines = linesOf([h('ruby', ['一二三四五六七八九十一', h('rt', 'yi er')])], { measure: 8 })
  expect(lines.map(({ content }) => toHtml([...content]))).toEqual([
    '<ruby>一二三四五六七八</ruby>',
    '<ruby>九十一<rt class="run-on">yi er</rt></ruby>'
  ])
  expect(lines[1]?.width).toBeCloseTo(3 + 4 * 0.25 + 0.125, 9)
})

test('in a vertical line a sign takes an em, however wide its face draws it', () => {
  const advance = () => 0.8
  const [line] = linesOf('©℃', { writing: 'vertical', advance })
  expect(line && looksOf(line)).toBe('<©℃|upright>')
  expect(line?.width).toBe(2)
})

test.each([
  ['9', '<9|upright>', 1],
  ['17', '<17|tcy>', 1],
  ['2021', '<2021|upright>', 4],
  ['12345', '12345', 2.5],
  ['3.14', '3.14', 2],
  ['G20', 'G20', 1.5]
])('in a vertical line %s is set %s', (number, set, width) => {
  const [line] = linesOf(`甲${number}年`, { writing: 'vertical' })
  expect(line && looksOf(line)).toBe(`甲${set}年`)
  expect(line?.width).toBe(width + 2)
})

test('in a vertical line a number among Latin words lies with them', () => {
  const looks = (text: string) =>
    linesOf(text, { writing: 'vertical', measure: 40 }).map(looksOf).join()
  expect(looks('甲 © 2017–2024 Adobe 乙')).toBe('甲 <©|upright> 2017–2024 Adobe 乙')
  expect(looks('于 GB 12 乙')).toBe('于 GB <12|tcy> 乙')
})

test.each([
  ['1', '<1|upright>', 0.6],
  ['12', '<12|tcy>', 0.6],
  ['123', '<123|upright>', 1.8]
])('in a vertical line the call %s stands upright', (number, set, width) => {
  const [line] = linesOf([t('甲'), call(number)], { writing: 'vertical' })
  expect(line && looksOf(line)).toBe(`甲sup<a<${set}|>|>`)
  expect(line?.width).toBeCloseTo(1 + width, 9)
})

test('in a vertical line a call does not run into the next', () => {
  const [line] = linesOf([t('甲'), call('12'), call('3')], { writing: 'vertical' })
  expect(line && looksOf(line)).toBe('甲sup<a<<12|tcy>|>|>sup<a<<3|upright>|>|>')
})

test('in a vertical line quotation marks stand upright, and ；：！？ have no half', () => {
  const [line] = linesOf('甲：“乙”！', { writing: 'vertical' })
  expect(line && looksOf(line)).toBe('甲：<“|upright>乙<”|upright half>！')
  expect(line?.width).toBe(1 + 1 + 1 + 1 + 0.5 + 1)
})

test('digits side by side are spaced by a margin: letter-spacing would stand between them', () => {
  const [line] = linesOf('甲17年，乙丙丁', { writing: 'vertical', measure: 5.2 })
  expect(line?.content[1]).toEqual(
    h('span', { className: ['tcy'], style: 'margin-inline-end:0.05em' }, '17')
  )
})

test('a character and what stands on it are one, within the Basic Plane and beyond', () => {
  const texts = linesOf('e\u0301𠀀󠄀\u{E0100}𠀁葛\u{E0101}', { measure: 1.5 })
  expect(texts.map(({ width }) => width)).toEqual([1.5, 1, 1])
})
