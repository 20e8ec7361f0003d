import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { graphemesOf } from '../src/book.ts'
import { blocksOf, compareBlocks, ordinalAt, pointAt } from '../src/diff.ts'
import { wordingOf } from '../src/verify/text/streams.ts'
import { bookOf, compare, declaration, edit, tell } from './diff/sample.ts'

const sentence = '形成构建人类命运共同体的共同理念具有重要现实意义。'

describe('blocks', () => {
  const torture = readFileSync(new URL('fixtures/torture/torture.md', import.meta.url), 'utf8')

  test.each([
    ['the declaration', declaration],
    ['every construct', torture]
  ])('are counted as the check of an edition counts: %s', (_, markdown) => {
    const book = bookOf(markdown)
    const { startOf, characters } = wordingOf(book)
    const blocks = blocksOf(book)
    const first = new Map([...blocks].reverse().map(({ id, from }) => [id, from]))
    expect(first.size).toBeGreaterThan(30)
    for (const [id, from] of first)
      if (id && startOf.has(id)) expect([id, from]).toEqual([id, startOf.get(id)])
    const last = blocks.at(-1)
    expect(last && ordinalAt(last, last.text.length)).toBe(characters.length)
  })

  test('know where in the source they stand', () => {
    const block = blocksOf(bookOf('## 一、总则\n\n甲**乙**丙。')).find(({ id }) => id === 'p1')
    expect(block && [0, 1, 2].map((at) => pointAt(block, at))).toEqual([
      { line: 3, column: 1 },
      { line: 3, column: 4 },
      { line: 3, column: 7 }
    ])
  })
})

describe('a change of words', () => {
  test.each([
    ['a word', '反对实行双重标准', '支持实行双重标准', ['反对 → 支持']],
    ['two characters less', '成员国坚定遵循', '成员国遵循', ['坚定 → ']],
    ['a sentence added', sentence, `${sentence}各方将继续努力。`, [' → 各方将继续努力。']],
    ['a sentence less', `各方重申，`, '', ['各方重申， → ']],
    [
      'a heading',
      '## 一、上合组织的建立、发展建设和主要原则',
      '## 一、总则',
      ['上合组织的建立、发展建设和主要原则 → 总则']
    ],
    ['a mark', '谋求共同发展的“上海精神”。', '谋求共同发展的“上海精神”；', ['。 → ；']]
  ])('%s', (_, from, to, told) => {
    const difference = compare(declaration, edit(declaration, from, to))
    expect(tell(difference)).toEqual(told)
    expect(difference.moves).toEqual([])
    expect(difference.forms).toEqual([])
  })

  test('a paragraph taken out stands behind the one before it', () => {
    const gone = '决心巩固成员国间相互关系，促进人民世代友好。'
    const { changes, pairs } = compare(declaration, edit(declaration, `${gone}\n\n`, ''))
    expect(changes).toHaveLength(1)
    expect(changes[0]?.now.passage).toMatchObject({ blocks: [], before: { id: 'p5' } })
    const shifted = pairs.filter(({ old, now }) => old[0]?.id !== now[0]?.id)
    expect(shifted.slice(0, 2).map(({ old, now }) => [old[0]?.id, now[0]?.id])).toEqual([
      ['p6', undefined],
      ['p7', 'p6']
    ])
  })

  test('several in one sentence are one change with several places', () => {
    const { changes } = compare(
      '甲说明情况，乙申明立场，丙同意。',
      '甲说明实情，乙声明立场，丙同意。'
    )
    expect(changes.map(({ hunks }) => hunks.length)).toEqual([2])
  })

  test('characters of several code points stay whole', () => {
    expect(tell(compare('葛\u{E0100}氏。', '葛\u{E0101}氏。'))).toEqual([
      '葛\u{E0100} → 葛\u{E0101}'
    ])
    expect(tell(compare('家👩‍👩‍👦人。', '家👩‍👩‍👧人。'))).toEqual(['👩‍👩‍👦 → 👩‍👩‍👧'])
    expect(graphemesOf('a\u0301葛\u{E0100}𠂇')).toEqual(['a\u0301', '葛\u{E0100}', '𠂇'])
  })
})

describe('what is no change of words', () => {
  test.each([
    ['markup', '成员国坚定遵循', '成员国**坚定**遵循', 'markup'],
    ['paragraphs joined', '大有可为。\n\n恪守', '大有可为。恪守', 'joined'],
    ['a paragraph parted', '坚实法律基础。20年来', '坚实法律基础。\n\n20年来', 'parted']
  ])('%s', (_, from, to, what) => {
    const difference = compare(declaration, edit(declaration, from, to))
    expect(tell(difference)).toEqual([])
    expect(difference.forms.map((form) => form.what)).toEqual([what])
  })

  test('two sections exchanged are one move, and their enumerators two changes', () => {
    const parts = declaration.split(/^(?=## )/mu)
    const [, , second = '', third = ''] = parts
    const exchanged = [
      ...parts.slice(0, 2),
      third.replace('三、', '二、'),
      second.replace('二、', '三、'),
      ...parts.slice(4)
    ]
    const difference = compare(declaration, exchanged.join(''))
    expect(tell(difference).toSorted()).toEqual(['三 → 二', '二 → 三'])
    expect(difference.moves).toHaveLength(1)
    expect(difference.moves[0]?.old.map(({ id }) => id)).toEqual([
      's2',
      'p24',
      'p25',
      'p26',
      'p27',
      'p28'
    ])
  })

  test('nothing', () => {
    expect(compare(declaration, declaration)).toMatchObject({
      changes: [],
      moves: [],
      forms: [],
      common: 1
    })
  })
})

test('texts that have nothing in common are told by their share', () => {
  expect(compare(declaration, '全新的文字。\n\n没有关系。').common).toBeLessThan(0.01)
})

test('what is changed and what is kept make up both texts, whatever they are', () => {
  const letters = [...'甲乙丙丁，。“”\n']
  let seed = 7
  const next = () => {
    seed = (seed * 48271) % 2147483647
    return seed
  }
  const random = () =>
    Array.from({ length: next() % 60 }, () => letters[next() % letters.length]).join('')
  for (let round = 0; round < 2000; round++) {
    const [old, now] = [random(), random()]
    const block = (text: string) =>
      ({ kind: 'heading', depth: 2, text, spans: [], from: 0, origins: [] }) as const
    const { changes } = compareBlocks([block(old)], [block(now)])
    let at = 0
    let rebuilt = ''
    const bare = (text: string) => text.replaceAll('\n', '')
    for (const hunk of changes.flatMap(({ hunks }) => hunks)) {
      rebuilt += old.slice(at, hunk.old.from) + now.slice(hunk.now.from, hunk.now.to)
      at = hunk.old.to
    }
    expect(bare(rebuilt + old.slice(at))).toBe(bare(now))
  }
})
