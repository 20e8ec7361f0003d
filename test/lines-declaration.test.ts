import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Line } from '../src/typeset/lines.ts'
import { linesOf, looksOf, plainOf } from './lines-sample.ts'

/** The paragraphs of the declaration, which hold nothing but text. */
const paragraphs = readFileSync('test/fixtures/clean/declaration.md', 'utf8')
  .replace(/^---\n.*?\n---\n/s, '')
  .split('\n')
  .filter((line) => /^[^#:\-\s]/.test(line))

function setAll(measure: number): ReadonlyArray<ReadonlyArray<Line>> {
  return paragraphs.map((paragraph) => linesOf(paragraph, { measure, indent: 2 }))
}

function widest(lines: ReadonlyArray<Line>): ReadonlyArray<Line> {
  return lines.toSorted((a, b) => b.gap - a.gap)
}

test.each([28, 36])('in lines of %d em the declaration keeps the rules', (measure) => {
  const set = setAll(measure)
  expect(set.map((lines) => lines.map(plainOf).join(''))).toEqual(paragraphs)
  for (const lines of set) {
    const texts = lines.map(plainOf)
    const last = texts.at(-1) ?? ''
    if (lines.length > 1) expect(last.replaceAll(/[\p{P}\p{S}]/gu, '').length).toBeGreaterThan(1)
    for (const line of lines) {
      if (/[，、；：。！？”’）》〉】」』〕]$/u.test(plainOf(line))) {
        expect(looksOf(line)).toMatch(/\|half>$/)
      }
    }
    for (const text of texts.slice(1))
      expect(text).not.toMatch(/^[\p{Pe}\p{Pf}，、；：。！？—…·％]/u)
    for (const text of texts.slice(0, -1)) expect(text).not.toMatch(/[\p{Ps}\p{Pi}]$/u)
    for (const { width } of lines.slice(1, -1)) expect(width).toBeCloseTo(measure, 6)
  }
})

test('in lines of 28 em no gap is wider than 1/22 em', () => {
  const lines = setAll(28).flat()
  expect(lines).toHaveLength(541)
  expect(widest(lines)[0]?.gap).toBeCloseTo(1 / 22, 9)
})

test('in lines of 36 em no gap is wider than 1/32 em, but for one that has no other way', () => {
  const [first, second] = widest(setAll(36).flat())
  expect(second?.gap).toBeCloseTo(1 / 32, 9)
  expect(first?.gap).toBeCloseTo(2 / 31, 9)
  // The paragraph has 34 characters and a full stop in 34 em: two have to go to the next line.
  expect(first && plainOf(first)).toBe(
    '成员国支持在上合组织地方领导人论坛机制框架内开展地区和行政主体间'
  )
})
