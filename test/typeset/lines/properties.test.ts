import fc from 'fast-check'
import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { expect, test } from 'vitest'
import { breakLines, type LineOptions } from '../../../src/typeset/lines.ts'
import { call, linesOf, paintedWidth, setting as plain, plainOf, t } from './sample.ts'

const characters = fc.constantFrom(
  ...'天地玄黄宇宙洪荒日月盈昃，、；：。！？“”‘’（）《》〈〉【】「」〔〕·—…～－／％℃0123456789年月日abcdefgxyzAB -./\u3000𠀀'
)
const words = fc.constantFrom(
  ...['——', '……', 'international', 'semi-official', 'e\u0301', '2022—2023年', '3.14％', 'it’s'],
  ...['https://example.org/a?b=c', '“‘嵌套’”', '》《', '”。', ' and ', '尔·别']
)
const texts = fc.array(fc.oneof({ weight: 4, arbitrary: characters }, words), { maxLength: 60 })
const text = texts.map((parts) => parts.join(''))

const inline: fc.Arbitrary<ElementContent> = fc.letrec<{ node: ElementContent }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 5, arbitrary: text.map(t) },
    { weight: 1, arbitrary: fc.constantFrom(call('1'), call('12'), h('br'), h('img')) },
    { weight: 1, arbitrary: fc.constant(h('ruby', ['漢', h('rt', 'hàn')])) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom('strong', 'em', 'a', 'code', 'del', 'sub', 'sup', 'u', 'span'),
          fc.array(tie('node'), { maxLength: 3 })
        )
        .map(([name, children]) => h(name, children))
    }
  )
})).node

const settings: fc.Arbitrary<Partial<LineOptions>> = fc.record({
  measure: fc.integer({ min: 8, max: 30 }),
  indent: fc.constantFrom(0, 2, -2),
  align: fc.constantFrom('justify', 'justify', 'start', 'center'),
  marks: fc.constantFrom('全角', '开明', '半角'),
  trimLineStart: fc.boolean(),
  emphasis: fc.constantFrom('dots', 'face'),
  writing: fc.constantFrom('horizontal', 'vertical')
})

const runs = { numRuns: 400, seed: 20210917 }
const slack = 1e-6

function withoutSpace(value: string): string {
  return value.replaceAll(/[ \t\n\r\f]/g, '')
}

test('no character is lost, added or moved', () => {
  fc.assert(
    fc.property(fc.array(inline, { maxLength: 5 }), settings, (content, setting) => {
      const set = linesOf(content, setting).map(plainOf).join('')
      expect(withoutSpace(set)).toBe(withoutSpace(plainOf({ content })))
    }),
    runs
  )
})

test('no line is wider than its room, and those between are as wide as it', () => {
  fc.assert(
    fc.property(text, settings, (value, setting) => {
      const { measure = 0, indent = 0, align } = setting
      const lines = linesOf(value, setting)
      const texts = lines.map(plainOf)
      lines.forEach(({ width }, index) => {
        const room = measure - (index === 0 ? indent : 0)
        expect(width).toBeLessThan(room + slack)
        if (align !== 'justify' || index === lines.length - 1) return
        // A dash, or a line of one character, has no gap to widen.
        const isStiff = /^(?:[—…]+|.) *$/u.test(texts[index] ?? '')
        if (!isStiff) expect(width).toBeCloseTo(room, 6)
      })
    }),
    runs
  )
})

test('what is painted is as wide as the line says', () => {
  fc.assert(
    fc.property(fc.array(inline, { maxLength: 5 }), settings, (content, changed) => {
      const setting = { ...plain, ...changed }
      for (const line of linesOf(content, setting)) {
        expect(Math.abs(paintedWidth(line, setting) - line.width)).toBeLessThan(0.002)
      }
    }),
    runs
  )
})

const unbeginning = /^[，。、；：！？”’）》〉】」〕·—…～－／％℃]/u
const unending = /[“‘（《〈【「〔／]$/u

/** Text that can keep every rule on lines of eight em and more, including an indent of two. */
const proper = fc
  .array(
    fc.tuple(
      fc.constantFrom('天地', '玄', '黄宇宙', '21年', '5％', 'international', '36℃', 'a', '20'),
      fc.constantFrom('', '', '，', '。”', '）。', '！', '——', '……', '·', '～', '；', '》、'),
      fc.constantFrom('天地', '玄', '宇宙洪荒'),
      fc.constantFrom('', '', '“', '（', '《', '：“', '”（')
    ),
    { minLength: 1, maxLength: 20 }
  )
  .map((parts) => `${parts.flat().join('')}终`)

test('no line begins or ends with what may not stand there', () => {
  fc.assert(
    fc.property(proper, settings, (value, setting) => {
      const lines = linesOf(value, setting).map((line) => plainOf(line).trim())
      for (const line of lines.slice(1)) expect(line).not.toMatch(unbeginning)
      for (const line of lines.slice(0, -1)) expect(line).not.toMatch(unending)
    }),
    runs
  )
})

test('the same text gives the same lines', () => {
  fc.assert(
    fc.property(fc.array(inline, { maxLength: 3 }), settings, (content, setting) => {
      expect(linesOf(content, setting)).toEqual(linesOf(content, setting))
    }),
    { ...runs, numRuns: 50 }
  )
})

test.each([
  ['Han', '天地玄黄，宇宙洪荒。日月盈昃'],
  ['one word', 'abcdefghij'],
  ['white space', '\u3000'],
  ['an address', 'http://e.org/'],
  ['marks that may not begin a line', '，。；：'],
  ['marks that may not end one', '“‘（《']
])('the work grows with the length of the text: %s', (_, unit) => {
  /** The number of lines tried: each requests the measure. */
  const workOf = (length: number) => {
    let work = 0
    const counting = {
      get measure() {
        work++
        return 20
      }
    }
    breakLines(
      [t(unit.repeat(length))],
      Object.defineProperties({ ...plain }, Object.getOwnPropertyDescriptors(counting))
    )
    return work
  }
  expect(workOf(800) / workOf(400)).toBeLessThan(2.2)
})
