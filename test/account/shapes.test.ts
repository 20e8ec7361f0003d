import { describe, expect, test } from 'vitest'
import { cleaned, hold, type Origin, sourceOf, withCorrections } from './sample.ts'

const facts = 'type: declaration\ndate: 2021-09-17\ncomplete: true\n'

const wrapped =
  '题\n\n甲乙丙丁戊己庚辛壬癸甲\n乙丙丁戊己庚辛壬癸甲。\n乙丙丁戊。\n\n' +
  '子丑寅卯辰巳午未申酉戌\n亥子丑寅卯辰巳午未申。\n\n戌亥子丑寅卯辰巳午未申\n\n\n\n酉戌。\n'

/** Texts as received. */
const shapes: ReadonlyArray<readonly [string, string]> = [
  ['broken at a measure and into pages', wrapped],
  [
    'with line ends of Windows, a byte order mark, controls',
    '\ufeff题\r\n\r\n　　第\u0007一段。\r\n\f　　第二段。\r\n'
  ],
  [
    'with straight quotes that cannot be paired',
    '题\n\n他说："甲。\n\n他说："乙""丙"丁"。\n\n"甲"与"乙"。\n'
  ],
  [
    'of a law',
    '某法\n\n第一章　总则\n\n第一条　各方应当合作。\n\n第二条　各方另有约定的，从其约定。\n\n第二章　附则\n\n第三条　本法自2022年1月1日起施行。\n'
  ],
  [
    'with numbers and marks of Markdown',
    '题\n\n1. 甲。\n\n2) 乙。\n\n- 丙。\n\n* 丁。\n\n> 戊。\n\n# 己。\n\n***\n\n{甲|乙}与[丙](丁)与<b>戊</b>。\n\n:::gap\n\n&amp;与`码`与$x$与~~删~~。\n'
  ],
  [
    'with Latin words over line ends',
    '题\n\n甲乙丙丁戊己庚 Shanghai\nCooperation丙丁戊己庚辛\n甲乙丙丁戊己庚辛壬于2021\n年甲乙丙丁戊己庚。\n'
  ],
  [
    'signed and dated',
    '题\n\n第一段。\n\n甲国总统 张三\n\n乙国总统 李四五\n\n2021年 9月 17日于杜尚别\n'
  ],
  ['that breaks off', '题\n\n第一段。\n\n第二段没有完'],
  ['with two lines of one wording', '题\n\n同文。\n\n同文。\n\n异文。\n\n同文。\n'],
  ['with radicals and characters nobody sees', '题\n\n甲\u200b乙\u2f08丙\u2fc5。\n\n丁。\n'],
  ['of spaces in odd places', '题\n\n各方　应当 合作  到 2021 年。\n\n1.2 范围\n']
]

describe('a received text', () => {
  test.each(shapes)('%s comes back from its own source: nothing is told', async (name, text) => {
    const origin = { text, decisions: facts }
    const markdown = cleaned(origin)
    // Whatever a source may not contain is corrected by hand.
    const source = markdown
      .replaceAll('\u200b', '')
      .replaceAll('\u2f08', '人')
      .replaceAll('\u2fc5', '鹿')
    expect(source !== markdown).toBe(name.includes('radicals'))
    const { said, account } = await hold(source, origin)
    expect(said).toEqual([])
    expect(account?.unexplained).toEqual([])
    const replaced = ['部首码位的字符改为汉字2处', '删去不可见字符1个']
    expect(account?.replaced).toEqual(name.includes('radicals') ? replaced : [])
  })

  test.each(shapes)('%s does not come back with a character changed', async (_, text) => {
    const origin = { text, decisions: facts }
    const [body = ''] =
      /.*[。甲乙范完段].*(?=[^。甲乙范完段]*$)/u.exec(cleaned(origin).trimEnd()) ?? []
    const source = cleaned(origin).replaceAll('\u200b', '').replaceAll('\u2f08', '人')
    const edited = source.replaceAll('\u2fc5', '鹿').replace(body, `${body.trimEnd()}某\n`)
    const { said } = await hold(edited, origin)
    expect(body).not.toBe('')
    expect(said.filter((each) => !each.includes('text-unaccounted'))).toEqual([])
    expect(said).toHaveLength(1)
  })
})

const plain: Origin = {
  text:
    '题\n\n一、总则\n\n上海精神是互信、互利*。\n\n1. 甲项；\n\n2. 乙项；\n\n（3）丙项。\n\n' +
    '· 丁项。\n\n国家 面积\n\n甲国 14.3\n\n床前明月光，\n\n疑是地上霜。\n\n见宪章 Article 5 各款。\n'
}

const own = (text: string) => sourceOf(text, plain).replace('  complete', `  ${spaces}  complete`)

const spaces = 'normalised:\n    - 删去汉字与数字之间的空格2处\n'

const table = '| 国家 | 面积 |\n|----|---:|\n| 甲国 | 14.3 |'
const list = '1. 甲项；\n2. 乙项；\n3. 丙项。\n\n- 丁项。'
const poem = ':::poem\n床前明月光，\n疑是地上霜。\n:::'
const source = `## 一、总则\n\n上海精神是互信、互利\\*。\n\n${list}\n\n${table}\n\n${poem}\n\n见宪章 Article 5 各款。`

describe('form is no text', () => {
  test.each<readonly [string, (text: string) => string]>([
    ['lists, tables and poems', (text) => text],
    ['emphasis', (text) => text.replace('上海精神', '**上海**精*神*')],
    ['a link', (text) => text.replace('上海精神', '[上海精神](https://example.org/)')],
    ['a language', (text) => text.replace('Article', ':span[Article]{lang=en}')],
    ['a line end', (text) => text.replace('是互信', '是\n互信')],
    [
      'an escape, and a character reference',
      (text) => text.replace('上海精神', '\\上海&#31934;神'.replace('\\上', '上'))
    ],
    ['names', (text) => text.replace('上海精神', '{上海|_}{精神|~}')],
    ['a reading', (text) => text.replace('上海精神', '{上海|shàng|hǎi}精神')],
    ['an editor’s note', (text) => `${text.replace('互信', '互信[^ed-1]')}\n\n[^ed-1]: 编者注。`],
    ['a gap', (text) => `${text}\n\n:::gap\n下文未见。\n:::`],
    ['a comment', (text) => text.replace('精神', '精<!-- 无 -->神')],
    ['no heading', (text) => text.replace('## 一、', '一、')],
    ['another heading', (text) => text.replace('见宪章', '## 见宪章')],
    ['quotations', (text) => text.replace('见宪章', '> 见宪章')],
    ['a heading set off', (text) => text.replace('上海精神是', '### 上海精神\n\n是')],
    ['a space between Han and Latin', (text) => text.replace('见宪章 Article', '见宪章Article')],
    ['an image', (text) => text.replace('\n\n见宪章', '\n\n![图](图.png)\n\n见宪章')]
  ])('%s', async (_, edit) => {
    const { said, account } = await hold(own(edit(source)), plain)
    expect(said.filter((each) => !each.includes('image-missing'))).toEqual([])
    expect(account?.unexplained).toEqual([])
  })

  test('and readings are counted', async () => {
    const read = source.replace('上海精神', '{上海|shàng|hǎi}精神')
    expect((await hold(own(read), plain)).account?.readings).toBe(2)
  })

  test.each<readonly [string, string, string, string, number]>([
    [
      'the number of an item',
      '1. 甲项；\n2. 乙项；\n3. 丙项。',
      '2. 甲项；\n3. 乙项；\n4. 丙项。',
      'Unexpected “2. 甲',
      3
    ],
    ['a number nobody received', '见宪章', '1. 见宪章', 'Unexpected “1. 见宪章', 1],
    ['items in another order', '1. 甲项；\n2. 乙项；', '1. 乙项；\n2. 甲项；', 'Unexpected “', 3],
    ['a cell', '14.3', '14.8', 'Unexpected “14.8”', 1],
    ['a line of a poem', '明月', '朗月', 'Unexpected “前朗月光', 1],
    ['a reading as text', '上海精神', '上海（shàng hǎi）精神', '（shàng hǎi）精神', 1],
    ['two words as one', 'Article 5', 'Article5', 'Unexpected “Article5', 1],
    [
      'a heading in a paragraph',
      '## 一、总则\n\n上海',
      '一、总则上海',
      'Unexpected “一、总则上海',
      1
    ]
  ])('but %s is text', async (_, from, to, told, count) => {
    expect(source).toContain(from)
    const { said } = await hold(own(source.replace(from, to)), plain)
    expect(said.map((each) => each.split(' ')[1])).toEqual(Array(count).fill('text-unaccounted'))
    expect(said[0]).toContain(told)
  })
})

describe('what is printed otherwise than it was received is told', () => {
  test.each<readonly [string, string, string, RegExp]>([
    ['words struck out', '各方不支持。', '各方~~不~~支持。', /“不\u0336支持”.*“不支持”/u],
    [
      'a paragraph struck out',
      '甲。\n\n各方不支持。',
      '甲。\n\n~~各方不支持。~~',
      /不\u0336支\u0336/u
    ],
    ['words nobody received, struck out', '各方支持。', '各方~~不~~支持。', /不\u0336/u],
    [
      'text pushed into a foot note',
      '面积20公里。\n\n注。',
      '面积20[^1]公里。\n\n[^1]: 注。',
      /place of “注。”/u
    ],
    ['a number above an item', '甲。\n\n本条如下。', '甲。\n\n7.\n   本条如下。', /“7\. 本条/u],
    ['a number before a quotation', '甲。\n\n本条如下。', '甲。\n\n7. > 本条如下。', /“7\. 本条/u],
    ['a number before a heading', '甲。\n\n本条如下', '甲。\n\n7. ## 本条如下', /“7\. 本条/u],
    ['a number with a bracket', '甲。\n\n本条如下。', '甲。\n\n7) 本条如下。', /“7\. 本条/u],
    ['a decimal as an item', '1.5亿美元用于教育。', '1. 5亿美元用于教育。', /“ 5亿.*“5亿/u],
    ['a space in a decimal', '增长3.5倍。', '增长3. 5倍。', /“\. 5倍”.*“\.5倍”/u],
    ['a space before a point', '增长3.5倍。', '增长3 .5倍。', /3 \.”.*3\.”/u]
  ])('%s', async (_, text, body, told) => {
    const origin = { text: `题\n\n各方重申本组织的宗旨。\n\n${text}\n` }
    const whole = (words: string) => sourceOf(`各方重申本组织的宗旨。\n\n${words}`, origin)
    expect((await hold(whole(text), origin)).said).toEqual([])
    const { said } = await hold(whole(body), origin)
    const unaccounted = said.filter((each) => each.includes('text-unaccounted'))
    expect(unaccounted.length).toBeGreaterThan(0)
    expect(unaccounted.join('\n')).toMatch(told)
  })

  test.each([
    ['题', '各方不支持。'],
    ['各国元首关于合作的联合声明', '各方同意']
  ])('a title %s that swallows %s, unless the decisions name it', async (title, first) => {
    const origin = { text: `${title}\n\n${first}\n\n各方支持发展。\n` }
    const swallowed = (each: Origin) =>
      sourceOf('各方支持发展。', each).replace('title: 题', `title: ${title}${first}`)
    const { said } = await hold(swallowed(origin), origin)
    expect(said.join('\n')).toContain('text-unaccounted')
    const named = { ...origin, decisions: `title: ${title}${first}\n${facts}` }
    expect((await hold(swallowed(named), named)).said.join('\n')).not.toContain('unaccounted')
  })
})

describe('places', () => {
  test.each<readonly [string, string, string]>([
    ['behind emphasis', '**上海**精*魂*是互信、互利\\*。', '魂'],
    ['behind escapes', '上海精神是互信、互利\\*！', '！'],
    ['behind a line end', '上海精神\n是亘信、互利\\*。', '亘'],
    ['behind a character reference', '上海&#31934;魂是互信、互利\\*。', '魂'],
    ['in a quotation', '> 上海精神是\n> 互信、互刊\\*。', '刊']
  ])('are exact %s', async (_, paragraph, changed) => {
    const markdown = own(source.replace('上海精神是互信、互利\\*。', paragraph))
    const { said, account } = await hold(markdown, plain)
    expect(said).toHaveLength(1)
    const [, line, column] = /^(\d+):(\d+) text-unaccounted/u.exec(said[0] ?? '') ?? []
    const found = markdown.split('\n')[Number(line) - 1]?.slice(Number(column) - 1)
    expect(found?.startsWith(changed)).toBe(true)
    const [variant] = account?.unexplained ?? []
    expect(variant?.endLine).toBe(variant?.line)
    expect((variant?.endColumn ?? 0) - (variant?.column ?? 0)).toBe(changed.length)
  })
})

describe('a doubtful line end', () => {
  const joined = '甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲。乙丙丁戊。'
  const rest = '子丑寅卯辰巳午未申酉戌亥子丑寅卯辰巳午未申。\n\n戌亥子丑寅卯辰巳午未申酉戌。'
  const parted = joined.replace('癸甲。', '癸甲。\n\n')
  const line = 'normalised:\n    - 接合硬换行4处\n    - 删去分页空行1处\n'
  const source = (body: string, origin: Origin) =>
    sourceOf(`${body}\n\n${rest}`, origin).replace('  complete', `  ${line}  complete`)
  const decided = (decide: string) =>
    `${facts}decisions:\n  - at: 26\n    context: 庚辛壬癸甲。乙丙丁戊。\n    decide: ${decide}\n    why: 因\n`

  test('nobody decided may end a paragraph or not', async () => {
    const origin = { text: wrapped }
    for (const body of [joined, parted]) {
      const { said, account } = await hold(source(body, origin), origin)
      expect(said).toEqual([])
      expect(account?.undecided).toBe(1)
    }
  })

  test.each(['join', 'break'])('does as was decided: %s', async (decide) => {
    const context = /context: (\S+)/u.exec(decided(decide))?.[1]
    const text = wrapped
    const at = text.indexOf('乙丙丁戊。') - 1
    const origin = { text, decisions: decided(decide).replace('at: 26', `at: ${at}`) }
    expect(context).toBe('庚辛壬癸甲。乙丙丁戊。')
    const told = async (body: string) =>
      (await hold(source(body, origin), origin)).said.filter((each) => each.includes('text-un'))
    expect(await told(decide === 'join' ? joined : parted)).toEqual([])
    expect(await told(decide === 'join' ? parted : joined)).toHaveLength(1)
  })
})

describe('a text that cannot be held against anything', () => {
  const wordless =
    '---\ntitle: 题\nlang: zh-Hans\ntype: declaration\ndate: 2021-09-17\n---\n\n文。\n'

  test('says so once, as a remark', async () => {
    expect((await hold(wordless)).said).toEqual([
      '1:1 text-unheld Unexpected source without a received text, expected one it can be held against'
    ])
  })

  test.each([
    ['empty', ' \n', 'Unexpected empty file'],
    ['a source itself', wordless, 'Unexpected front matter']
  ])('is %s', async (_, text, reason) => {
    const { said, account } = await hold(sourceOf('文。', { text }), { text })
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(new RegExp(`^7:9 text-unheld .*${reason}`, 'u'))
    expect(account).toBeUndefined()
  })

  test.each([
    [
      'do not fit',
      `${facts}decisions:\n  - at: 3\n    context: 甲乙\n    decide: join\n    why: 因\n`,
      ':5: Unexpected place within a line at 3'
    ],
    ['are no decisions', 'title: "题\n', ':2: Unexpected YAML'],
    ['name another title', `title: 别题\n${facts}`, ':1: Unexpected title “别题”']
  ])('has decisions that %s', async (_, decisions, reason) => {
    const origin = { text: '题\n\n文。\n\n另段。\n', decisions }
    const { said } = await hold(sourceOf('文。', origin), origin)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/^9:14 source-decisions /u)
    expect(said[0]).toContain(reason)
  })

  test('has next to nothing in common with what it names', async () => {
    const origin = { text: `题\n\n${'甲乙丙丁。\n\n'.repeat(40)}` }
    const { said } = await hold(
      sourceOf('子丑寅卯辰巳午未申酉戌亥。\n\n'.repeat(20), origin),
      origin
    )
    expect(said).toEqual([
      '2:8 text-unaccounted Unexpected text that has 0 % in common with `received/a.txt`, expected it as received'
    ])
  })

  test('tells what cleaning changed otherwise than it did', async () => {
    const origin = { text: '题\n\n到 2021 年。\n', decisions: facts }
    const right = cleaned(origin)
    expect((await hold(right, origin)).said).toEqual([])
    const { said } = await hold(right.replace('空格2处', '空格3处'), origin)
    expect(said).toEqual([
      '11:3 source-normalised Unexpected “删去汉字与数字之间的空格3处” under `normalised`, expected “删去汉字与数字之间的空格2处” as cleaning tells'
    ])
  })
})

test('five hundred changes in a long text are told one by one, and explained', async () => {
  const paragraph = (index: number) => `第${index}段，各方重申第${index * 7}号事项，并将继续合作。`
  const paragraphs = Array.from({ length: 1500 }, (_, index) => paragraph(index))
  const origin = { text: `题\n\n${paragraphs.join('\n\n')}\n`, decisions: facts }
  const edited = paragraphs.map((each, index) => (index % 3 ? each : each.replace('重申', '重伸')))
  const { said } = await hold(sourceOf(edited.join('\n\n'), origin), origin)
  expect(said).toHaveLength(500)
  const all = withCorrections(sourceOf(edited.join('\n\n'), origin), [
    { from: '重申第', to: '重伸第' }
  ])
  expect((await hold(all, origin)).said).toHaveLength(1)
  const own = edited.flatMap((_, index) =>
    index % 3 ? [] : [{ from: '重申', to: '重伸', at: `p${index + 1}`, what: `第${index}段` }]
  )
  expect(
    (await hold(withCorrections(sourceOf(edited.join('\n\n'), origin), own), origin)).said
  ).toEqual([])
})
