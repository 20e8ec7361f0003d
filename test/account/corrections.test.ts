import { describe, expect, test } from 'vitest'
import { hold, type Origin, sourceOf, withCorrections } from './sample.ts'

const text = '各方反对甲事，各方主张乙事。'
const origin: Origin = { text: `题\n\n${text}\n\n另段文字，各方反对丁事。\n\n末段。\n` }

/** Compare a text of three paragraphs with the received one. */
async function told(
  first: string,
  corrections: ReadonlyArray<object>,
  second = '另段文字，各方反对丁事。'
): Promise<ReadonlyArray<string>> {
  const { said } = await hold(
    withCorrections(sourceOf(`${first}\n\n${second}\n\n末段。`, origin), corrections),
    origin
  )
  return said.map((each) => each.replace(/^\d+:\d+ /u, ''))
}

const unaccounted = expect.stringMatching(/^text-unaccounted /u)
const unfit = expect.stringMatching(/^correction-words /u)

describe('a correction', () => {
  test('of one place explains it once', async () => {
    const now = text.replaceAll('各方', '双方')
    const one = { from: '各方反对', to: '双方反对', at: 'p1' }
    expect(await told(now, [one])).toEqual([unaccounted])
    const other = { from: '各方主张', to: '双方主张', at: 'p1' }
    expect(await told(now, [one, other])).toEqual([])
    expect(await told(now, [{ from: '各方', to: '双方', at: 'p1' }])).toEqual([unaccounted])
  })

  test('of no place explains all of them', async () => {
    const all = [text, '另段文字，各方反对丁事。'].map((each) => each.replaceAll('各方', '双方'))
    const entry = { from: '各方', to: '双方' }
    expect(await told(all[0] ?? '', [entry], all[1])).toEqual([])
    expect(await told(all[0] ?? '', [{ ...entry, at: 'p1' }], all[1])).toEqual([
      unaccounted,
      unaccounted
    ])
  })

  test('has to have been made everywhere it says', async () => {
    const now = text.replace('各方反对', '双方反对')
    expect(await told(now, [{ from: '各方', to: '双方', at: 'p1' }])).toEqual([])
    expect(await told(text, [{ from: '各方', to: '主张', at: 'p1' }])).toEqual([
      'correction-words Unexpected “各方” still in p1 (line 14), expected “主张”'
    ])
    expect(await told(now, [{ from: '各方', to: '双方' }])).toEqual([
      'correction-words Unexpected “各方” still in the text (line 14), expected “双方”'
    ])
    expect(await told(now, [{ from: '各方反对甲', to: '双方反对甲' }])).toEqual([])
  })

  test('may keep what stood there as part of what stands there', async () => {
    const entry = { from: '反对甲', to: '坚决反对甲', at: 'p1' }
    expect(await told(text.replace('反对甲', '坚决反对甲'), [entry])).toEqual([])
  })

  test('that says where and not what explains what differs there, and nowhere else', async () => {
    const now = '双方主张丙事，双方也主张乙事。'
    expect(await told(now, [{ at: 'p1' }])).toEqual([])
    expect(await told(now, [{ at: 'p2' }])).not.toEqual([])
    expect(await told(now, [{ at: 'p3' }, {}])).not.toEqual([])
  })

  test('that says neither explains nothing', async () => {
    expect(await told(text.replace('甲', '丙'), [{}])).toEqual([unaccounted])
  })

  test('explains no more than its words', async () => {
    const now = '双方反对丙事，各方主张乙事。'
    expect(await told(now, [{ from: '各方反对', to: '双方反对', at: 'p1' }])).toEqual([
      'text-unaccounted Unexpected “对丙事，” in p1, expected “对甲事，” as received (received/a.txt:3)'
    ])
    expect(await told(now, [{ from: '反对甲', to: '反对丙', at: 'p1' }])).toEqual([
      'text-unaccounted Unexpected “双方反对” in p1, expected “各方反对” as received (received/a.txt:3)'
    ])
  })

  test('may be one of several that share a word around, or stand a character apart', async () => {
    const now = '双方赞成丙事，各方主张乙事。'
    const entries = [
      { from: '各方反对', to: '双方反对', at: 'p1' },
      { from: '反对甲', to: '赞成甲', at: 'p1' },
      { from: '甲事', to: '丙事', at: 'p1' }
    ]
    expect(await told(now, entries)).toEqual([])
    expect(await told(now, entries.slice(1))).toEqual([unaccounted])
    expect(await told(now, [entries[0] ?? {}, entries[2] ?? {}])).toEqual([
      unfit,
      'text-unaccounted Unexpected “方赞成” in p1, expected “方反对” as received (received/a.txt:3)'
    ])
  })

  test('may correct a correction, and take it back', async () => {
    const dates = ['2022-01-01', '2023-01-01', '2024-01-01']
    const chain = (...words: ReadonlyArray<string>) =>
      words.slice(1).map((to, index) => ({ date: dates[index], from: words[index], to, at: 'p1' }))
    const now = (words: string) => text.replace('反对甲', words)
    expect(await told(now('支持甲'), chain('反对甲', '主张甲', '支持甲'))).toEqual([])
    expect(await told(now('反对甲'), chain('反对甲', '主张甲', '反对甲'))).toEqual([])
    expect(await told(now('支持甲'), chain('反对甲', '主张甲', '赞成甲', '支持甲'))).toEqual([])
    // A step is missing: nobody said how 主张 became 赞成.
    const broken = chain('反对甲', '主张甲', '赞成甲', '支持甲').filter((_, index) => index !== 1)
    expect(await told(now('支持甲'), broken)).toEqual([unfit, unaccounted])
  })

  test('may correct part of what another one put there, or more', async () => {
    const now = '各方坚决支持甲事，各方主张乙事。'
    const part = [
      { from: '反对', to: '坚决主张', at: 'p1', date: '2022-01-01' },
      { from: '主张甲', to: '支持甲', at: 'p1', date: '2023-01-01' }
    ]
    expect(await told(now, part)).toEqual([])
    const more = [
      { from: '反对', to: '支持', at: 'p1', date: '2022-01-01' },
      { from: '各方支持甲', to: '各方坚决支持甲', at: 'p1', date: '2023-01-01' }
    ]
    expect(await told(now, more)).toEqual([])
    expect(await told(now, more.toReversed())).toEqual([])
    expect(await told(now, more.slice(1))).not.toEqual([])
  })

  test('may be in a section, in a heading, in a signature or in the title', async () => {
    const received = {
      text: '题\n\n一、总则\n\n各方反对甲事。\n\n文。\n\n甲国总统 张三\n\n乙国总统 李四五\n'
    }
    const body =
      '## 一、总纲\n\n各方支持甲事。\n\n文。\n\n:::signatories\n- 甲国总理　张三\n- 乙国总统　李四五\n:::'
    const source = sourceOf(body, received).replace('title: 题', 'title: 题|目')
    const entries = [
      { from: '总则', to: '总纲', at: 's1' },
      { from: '反对', to: '支持', at: 's1' },
      { from: '甲国总统　张三', to: '甲国总理　张三', at: 'sig1' },
      { from: '', to: '目', at: 'title' }
    ]
    const normalised = 'source-normalised'
    const rules = async (corrections: ReadonlyArray<object>) =>
      (await hold(withCorrections(source, corrections), received)).said.map(
        (each) => each.split(' ')[1]
      )
    expect(await rules(entries)).toEqual([normalised])
    for (const [index] of entries.entries()) {
      expect(await rules(entries.toSpliced(index, 1))).toEqual([normalised, 'text-unaccounted'])
    }
  })
})

describe('the words of a correction', () => {
  test.each([
    [
      'that do not stand there',
      { from: '甲', to: '戊', at: 'p1' },
      '“戊”, expected words that stand in p1'
    ],
    [
      'that stand elsewhere',
      { from: '戊', to: '丁事', at: 'p1' },
      'to: 丁事`, expected words that stand in p1'
    ],
    [
      'that stand nowhere',
      { from: '戊', to: '己' },
      'to: 己`, expected words that stand in the text'
    ],
    [
      'that were to be taken out',
      { from: '末段', to: '' },
      '“末段” still in the text (line 18), expected none of it'
    ]
  ])('%s are told at their place', async (_, fields, reason) => {
    const source = withCorrections(
      sourceOf(`${text}\n\n另段文字，各方反对丁事。\n\n末段。`, origin),
      [fields]
    )
    const { said } = await hold(source, origin)
    const [first = ''] = said
    expect(said.every((each) => each.includes('correction-words'))).toBe(true)
    expect(first).toContain(reason.replace(/^“戊”/u, 'to: 戊`'))
    const [, line, column] = /^(\d+):(\d+) /u.exec(first) ?? []
    const field = fields.to === '' ? JSON.stringify(fields.from) : JSON.stringify(fields.to)
    expect(source.split('\n')[Number(line) - 1]?.slice(Number(column) - 1)).toMatch(
      new RegExp(`^${field}`, 'u')
    )
  })

  test('are held against the text where there is nothing to hold that against', async () => {
    const source = sourceOf('各方支持甲事。', origin).replace(/source:\n(?: {2}.+\n)+/u, '')
    const right = [{ from: '反对', to: '支持', at: 'p1' }]
    expect((await hold(withCorrections(source, right))).said).toEqual([
      '1:1 text-unheld Unexpected source without a received text, expected one it can be held against'
    ])
    const { said } = await hold(withCorrections(source, [{ from: '支持', to: '反对', at: 'p1' }]))
    expect(said.filter((each) => each.includes('correction-words'))).toHaveLength(2)
  })
})
