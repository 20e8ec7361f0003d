import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import type { Book } from '../../../src/book.ts'
import { charactersOf } from '../../../src/verify/text/characters.ts'
import { compareText } from '../../../src/verify/text/compare.ts'
import { wordingOf } from '../../../src/verify/text/streams.ts'

const meta = {
  title: '题',
  titleLines: ['题'],
  lang: 'zh-Hans',
  type: 'law',
  date: '2000-01-01',
  supplement: false,
  corrections: []
}

function text(value: string, line: number): ElementContent {
  const point = { line, column: 1 }
  return { type: 'text', value, position: { start: point, end: point } }
}

const book: Book = {
  meta,
  body: {
    type: 'root',
    children: [
      h('p', { id: 'p1' }, [text('在New', 3), h('em', [text(' York', 3)]), text('开会。', 3)]),
      h('p', { id: 'p2' }, [
        text('会', 5),
        h('sup', { dataApparatus: 'generated' }, '1'),
        text('毕。', 5)
      ])
    ]
  },
  outline: [],
  assets: []
}

function differences(...found: ReadonlyArray<string>): ReadonlyArray<string> {
  const file = new VFile()
  const stretches = found.map((text, index) => ({ text, where: `block ${index}` }))
  compareText(wordingOf(book).characters, charactersOf(stretches), (where) => where, file)
  return file.messages.map((message) => `${message.line ?? '-'}: ${message.reason}`)
}

test('the same text has no difference, whatever its blocks and whatever apparatus there is', () => {
  expect(differences('题', '在New York开会。', '会毕。')).toEqual([])
  expect(differences('题', '在New', 'York开会。会毕。')).toEqual([])
})

test('identifiers know where their text begins', () => {
  expect([...wordingOf(book).startOf]).toEqual([
    ['title', 0],
    ['p1', 1],
    ['p2', 12]
  ])
})

test.each([
  [
    'a changed character',
    ['题', '在New York开會。', '会毕。'],
    '3: Unexpected “會。会毕。” (U+6703) in the block 1, expected “会。会毕。” (U+4F1A)'
  ],
  [
    'a lost character',
    ['题', '在New York开会。', '毕。'],
    '5: Unexpected “毕。” (U+6BD5) in the block 2, expected “会毕。” (U+4F1A)'
  ],
  [
    'an added character',
    ['题', '在New York开会。', '会毕。。'],
    '5: Unexpected “。” (U+3002) in the block 2, expected end of the text'
  ],
  [
    'a lost paragraph',
    ['题', '在New York开会。'],
    '5: Unexpected end of the text in the block 1, expected “会毕。” (U+4F1A)'
  ],
  [
    'swapped paragraphs',
    ['题', '会毕。', '在New York开会。'],
    '3: Unexpected “会毕。在New York开” (U+4F1A) in the block 1, expected “在New York开会。会” (U+5728)'
  ],
  [
    'a lost space',
    ['题', '在NewYork开会。', '会毕。'],
    '3: Unexpected “York开会。会毕。” (U+0059) in the block 1, expected “ York开会。会毕。” (U+0059)'
  ],
  [
    'an added space',
    ['题', '在New York 开会。', '会毕。'],
    '3: Unexpected “ 开会。会毕。” (U+5F00) in the block 1, expected “开会。会毕。” (U+5F00)'
  ],
  [
    'a changed title',
    ['標', '在New York开会。', '会毕。'],
    '-: Unexpected “標在New York开会。” (U+6A19) in the block 0, expected “题在New York开会。” (U+9898)'
  ],
  [
    'no text at all',
    [],
    '-: Unexpected end of the text in the edition, expected “题在New York开会。” (U+9898)'
  ]
])('%s is found at its line and place', (_, found, reason) => {
  expect(differences(...found)).toEqual([reason])
})
