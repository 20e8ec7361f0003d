import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Line } from '../../../src/typeset/lines.ts'
import { linesOf, looksOf, plainOf } from './sample.ts'

/** The paragraphs of the declaration, which only contain text. */
const paragraphs = readFileSync('test/fixtures/declaration/declaration.md', 'utf8')
  .replace(/^---\n.*?\n---\n/s, '')
  .split('\n')
  .filter((line) => /^[^#:\-\s]/.test(line))

function setAll(measure: number): ReadonlyArray<ReadonlyArray<Line>> {
  return paragraphs.map((paragraph) => linesOf(paragraph, { measure, indent: 2 }))
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

test.each([
  [28, 1 / 22],
  [36, 1 / 32]
])('in lines of %d em no gap of the declaration is wider than %d em', (measure, widest) => {
  const gaps = setAll(measure).flatMap((lines) => lines.map(({ gap }) => gap))
  expect(Math.max(...gaps)).toBeCloseTo(widest, 9)
})
