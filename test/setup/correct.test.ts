import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { correct } from './correct.ts'

test('a text is corrected in every way, and its front matter is left', () => {
  const text = readFileSync('test/fixtures/declaration/declaration.md', 'utf8')
  const { markdown, done } = correct(text)
  expect(done).toEqual([
    'a character changed',
    'a sentence added',
    'a paragraph deleted',
    'two sections exchanged',
    'a heading renamed',
    'emphasis added'
  ])
  const front = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0] ?? ''
  expect(front).not.toBe('')
  expect(markdown.startsWith(front)).toBe(true)
  const lines = (all: string) => new Set(all.split('\n'))
  const gone = [...lines(text)].filter((line) => !lines(markdown).has(line))
  // Changed, extended, deleted, renamed, emphasised; swapped text is still there.
  expect(gone).toHaveLength(5)
})

test('a text that has no room for them is left', () => {
  const text = '---\ntitle: 题\n---\n\n- 一\n- 二\n'
  expect(correct(text)).toEqual({ markdown: text, done: [] })
})
