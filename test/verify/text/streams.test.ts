import { h } from 'hastscript'
import { describe, expect, test } from 'vitest'
import { streamsOf, wordingOf } from '../../../src/verify/text/streams.ts'
import { bookOf, judgePages, paint, type Sample, textAt } from '../rules/sample.ts'

const call = h('sup', { dataApparatus: 'generated' }, '1')
const body = h('p', { id: 'p1' }, [
  textAt('甲乙', 5),
  call,
  h('ruby', [textAt('丙', 5), h('rt', [textAt('bing', 5)])]),
  textAt('丁戊。', 5)
])
const notes = h('section.notes', { dataFootnotes: '' }, [
  h('h2', { dataApparatus: 'generated' }, '注释'),
  h('ol', [
    h('li', { id: 'note-1' }, [
      h('p', [textAt('注', 9), h('ruby', [textAt('子', 9), h('rt', [textAt('zi', 9)])])])
    ])
  ]),
  h('ol', { type: 'a', dataApparatus: 'editor' }, [
    h('li', { id: 'note-a' }, [h('p', [textAt('编者', 11)])])
  ])
])
const book = bookOf(body, notes)

function wordsOf(streams: ReturnType<typeof streamsOf>): ReadonlyArray<readonly [string, string]> {
  return Object.entries(streams).flatMap(([name, { characters }]) => {
    const words = characters.map(({ value }) => value).join('')
    return words ? [[name, words] as const] : []
  })
}

describe('the texts of a PDF', () => {
  test('are the text, the notes at the foot, those of editors, and the readings of each', () => {
    expect(wordsOf(streamsOf(book, 'foot'))).toEqual([
      ['text', '题甲乙丙丁戊。'],
      ['notes', '注子'],
      ['editorNotes', '编者'],
      ['readings', 'bing'],
      ['noteReadings', 'zi']
    ])
  })
  test('have the notes in the text, if they stand behind it', () => {
    expect(wordsOf(streamsOf(book, 'end'))).toEqual([
      ['text', '题甲乙丙丁戊。注子编者'],
      ['readings', 'bingzi']
    ])
  })
  test('are one in the order of the document in an EPUB', () => {
    const { characters, startOf } = wordingOf(book)
    expect(characters.map(({ value }) => value).join('')).toBe('题甲乙丙bing丁戊。注子zi编者')
    expect(startOf.get('note-a')).toBe(15)
  })
  test('know where their identifiers begin, and where something stands between characters', () => {
    const { text, notes } = streamsOf(book, 'foot')
    expect([...text.startOf]).toEqual([
      ['title', 0],
      ['p1', 1]
    ])
    expect([...notes.startOf]).toEqual([['note-1', 0]])
    // The call, the reading, and what follows it.
    expect([...text.apart]).toEqual([3, 4])
  })
})

test('an accent is the same in one glyph with its letter and in one of its own', () => {
  const accented = bookOf(h('p', [textAt('e\u0301', 5)]))
  const judge = (text: string) =>
    judgePages(paint([{ rows: [{ text: '题' }, { text, page: true, start: 2 }] }]), accented)
  expect(judge('é').messages).toEqual([])
  expect(judge('è').messages[0]).toMatch(/^edition-text 5/)
  // A compatibility ideograph is a different character to readers, even if Unicode normalises it.
  const han = bookOf(h('p', [textAt('\uF9D1', 5)]))
  const other = paint([{ rows: [{ text: '题' }, { text: '\u516D', page: true, start: 2 }] }])
  expect(judgePages(other, han).messages[0]).toMatch(/^edition-text 5 .*U\+516D.*U\+F9D1/)
})

describe('a page with a call, a reading and notes', () => {
  const small = { size: 0.5 }
  const samples: ReadonlyArray<Sample> = [
    { rows: [{ text: '题' }] },
    { rows: [{ text: '甲乙', page: true, start: 2 }] },
    { rows: [{ text: '1', at: 0.96, start: 8, ...small }], box: 'apparatus' },
    { rows: [{ text: '丙', at: 1, start: 4.3 }] },
    { rows: [{ text: 'bing', at: 0.6, start: 8.6, gap: -0.7, ...small }], box: 'readings' },
    { rows: [{ text: '丁戊。', at: 1, start: 5.3 }] },
    { rows: [{ text: '注子', at: 4, size: 0.8 }], box: 'notes' },
    { rows: [{ text: 'zi', at: 3.6, start: 2, gap: -0.5, ...small }], box: 'readings' },
    { rows: [{ text: '编者', at: 5, size: 0.8 }], box: 'editorNotes' }
  ]
  /** The ruby in a note is in the box of the notes too. */
  const box = { x: 70, y: 150, width: 90, height: 35 }
  const judge = (changed: ReadonlyArray<Sample>) => {
    const { painted, map } = paint(changed)
    const pages = map.pages.map((page, index) => (index === 1 ? { ...page, notes: [box] } : page))
    return judgePages({ painted, map: { ...map, pages } }, book).messages
  }

  test('is right to the last character of each', () => {
    expect(judge(samples)).toEqual([])
  })
  test.each<readonly [fault: string, index: number, sample: Sample, message: string]>([
    [
      'another reading',
      4,
      { rows: [{ text: 'bang', at: 0.6, start: 8.6, gap: -0.7, ...small }], box: 'readings' },
      'edition-text 5 Unexpected “ang” (U+0061) in the PDF, page 2 (folio 1), expected “ing” (U+0069)'
    ],
    [
      'a character lost in a note',
      6,
      { rows: [{ text: '注', at: 4, size: 0.8 }] },
      'edition-text 9 Unexpected end of the text in the PDF, page 2 (folio 1), expected “子” (U+5B50)'
    ],
    [
      'another reading in a note',
      7,
      { rows: [{ text: 'zu', at: 3.6, start: 2, gap: -0.5, ...small }], box: 'readings' },
      'edition-text 9 Unexpected “u” (U+0075) in the PDF, page 2 (folio 1), expected “i” (U+0069)'
    ],
    [
      'a character too many in a note of the editor',
      8,
      { rows: [{ text: '编者按', at: 5, size: 0.8 }], box: 'editorNotes' },
      'edition-text 11 Unexpected “按” (U+6309) in the PDF, page 2 (folio 1), expected end of the text'
    ]
  ])('%s is found at its line', (_, index, sample, message) => {
    expect(judge(samples.with(index, sample))).toEqual([message])
  })
})
