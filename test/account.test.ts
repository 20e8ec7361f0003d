import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hold, type Origin, withCorrections } from './account/sample.ts'

const declaration = read('declaration.md').replaceAll('received/declaration.', 'received/a.')
const origin: Origin = {
  text: read('received/declaration.txt'),
  decisions: read('received/declaration.yaml')
}

/** An unexplained change: the edit of the source, the messages, and the corrections that explain it. */
type Plant = Readonly<{
  name: string
  edit: (text: string) => string
  /** What each message must name. */
  told: ReadonlyArray<string>
  corrections: ReadonlyArray<object>
  /** Corrections that explain something else. */
  wrong: ReadonlyArray<object>
  /** Lines of the source the messages are at; by default the first line that differs. */
  lines?: (edited: string) => ReadonlyArray<number>
}>

const dropped = '决心巩固成员国间相互关系，促进人民世代友好。'
const sentence = '成员国呼吁早日在协商一致基础上通过《联合国全面反恐公约》。'

const plants: ReadonlyArray<Plant> = [
  words('one character', '各方重申，倡议', '各方重伸，倡议'),
  words('a negation', '反对实行双重标准', '支持实行双重标准'),
  words('a negation dropped', '不使用或威胁使用武力', '使用或威胁使用武力'),
  words('a negation added', '奉行对外开放原则', '不奉行对外开放原则'),
  words('digits of a year', '和2039年至2040年', '和2029年至2040年'),
  words('a day', '2021年9月17日在杜尚别', '2021年9月16日在杜尚别'),
  words('a name', '托卡耶夫', '托卡也夫'),
  words('the name of a country', '塔吉克斯坦共和国2020年', '土库曼斯坦2020年'),
  words(
    'the order of two countries',
    '哈萨克斯坦共和国、中华人民共和国、吉尔吉斯共和国、俄罗斯联邦和塔',
    '中华人民共和国、哈萨克斯坦共和国、吉尔吉斯共和国、俄罗斯联邦和塔',
    2
  ),
  words('a mark', '促进人民世代友好。', '促进人民世代友好；'),
  words('a mark dropped', '遵循互信、互利、平等', '遵循互信、互利平等'),
  words('a mark of half width', '会议成果声明如下：', '会议成果声明如下:'),
  words('brackets of half width', '（简称“上合组织”', '(简称“上合组织”'),
  words('a digit of full width', '成立20周年之际，成员国：', '成立２0周年之际，成员国：'),
  words('a sentence dropped', sentence, ''),
  words('a sentence added', '世代友好。', '世代友好。各方将继续努力。'),
  words('a word put before a paragraph', '总结本组织', '各方总结本组织'),
  words('quotation marks', '“上海精神”。', '「上海精神」。', 2),
  words('a quotation mark dropped', '“上海精神”。', '“上海精神。'),
  words('marks of a title', '《上合组织宪章》为本', '上合组织宪章为本', 2),
  words('a heading', '## 六、国际活动', '## 六、国际事务'),
  words('a year', '根据2021年', '根据2022年'),
  words('未 as 末', '展望未来，成员国坚信', '展望末来，成员国坚信'),
  words('已 as 己', '20年来，本组织已成为', '20年来，本组织己成为'),
  words('a dash as a minus', '2022—2023年', '2022−2023年'),
  words('a hyphen as a dash', '帕比－反恐－2021', '帕比—反恐—2021', 2),
  words('a traditional character', '恪守《上海合作组织宪章》', '恪守《上海合作組織宪章》'),
  words('a character twice', '致力于使', '致力于于使'),
  words('two characters turned', '坚定遵循', '坚定循遵'),
  words('a space in a number', '《上海合作组织至2025年', '《上海合作组织至20 25年'),
  words('Latin letters', '“帕比－', '“Pabi－'),
  words('a signatory’s office', '印度共和国总理　莫迪', '印度共和国总统　莫迪'),
  {
    ...words(
      'a character of the title',
      '上海合作组织二十周年|杜尚别宣言',
      '上海合作组织三十周年|杜尚别宣言'
    ),
    told: ['Unexpected “三十周年'],
    corrections: [{ from: '二十周年', to: '三十周年', at: 'title' }],
    wrong: [{ from: '二十年', to: '三十周年', at: 'title' }]
  },
  {
    name: 'a paragraph dropped',
    edit: replacing(`${dropped}\n\n`, ''),
    told: [`loss of “${dropped}”`],
    corrections: [{ from: dropped, to: '' }],
    wrong: [{ from: dropped.slice(0, 10), to: '' }]
  },
  {
    name: 'a paragraph added',
    edit: replacing(`${dropped}\n`, `${dropped}\n\n成员国另有约定的，从其约定。\n`),
    told: ['Unexpected “成员国另有约定的，从其约定。” in p7, expected nothing there'],
    corrections: [{ from: '', to: '成员国另有约定的，从其约定。', at: 'p7' }],
    wrong: [{ from: '', to: '成员国另有约定的，从其约定。', at: 'p8' }],
    lines: (edited) => [lineOf('成员国另有约定的', edited)]
  },
  {
    name: 'a signatory dropped',
    edit: replacing('- 吉尔吉斯共和国总统　扎帕罗夫\n', ''),
    told: ['loss of “吉尔吉斯共和国总统 扎帕罗夫”'],
    corrections: [{ from: '吉尔吉斯共和国总统　扎帕罗夫', to: '' }],
    wrong: [{ from: '吉尔吉斯共和国总统', to: '' }]
  },
  {
    name: 'a signatory added',
    edit: replacing('扎帕罗夫\n', '扎帕罗夫\n- 俄罗斯联邦总统　普京\n'),
    told: ['Unexpected “俄罗斯联邦总统 普京” in sig5, expected nothing there'],
    corrections: [{ from: '', to: '俄罗斯联邦总统　普京', at: 'sig5' }],
    wrong: [{ from: '', to: '俄罗斯联邦总统　普京', at: 'sig4' }]
  },
  {
    name: 'two signatories in another order',
    edit: (text) => text.replace(/(- 印度.+\n)(- 哈萨克斯坦共和国总统.+\n)/u, '$2$1'),
    told: ['Unexpected place of “'],
    corrections: [{ at: 'sig1' }],
    wrong: [{ at: 'sig3' }],
    lines: (edited) => [lineOf('- 印度共和国', edited)]
  },
  {
    name: 'two paragraphs in another order',
    edit: (text) => text.replace(/(\n总结本组织.+\n)(\n恪守.+\n)/u, '$2$1'),
    told: ['Unexpected place of “总结本组织'],
    corrections: [{ at: 'p4' }],
    wrong: [{ at: 'p5' }],
    lines: (edited) => [lineOf('总结本组织', edited)]
  },
  {
    name: 'a paragraph in another section',
    edit: (text) => {
      const [paragraph = ''] = /\n成员国支持联合国全球契约组织.+\n/u.exec(text) ?? []
      return text.replace(paragraph, '').replace('\n## 二、', () => `${paragraph}\n## 二、`)
    },
    told: ['Unexpected place of “成员国支持联合国全球契约组织'],
    corrections: [{ at: 's1' }],
    wrong: [{ at: 's6' }],
    lines: (edited) => [lineOf('成员国支持联合国全球契约组织', edited)]
  },
  {
    name: 'two sections in another order',
    edit: (text) =>
      text.replace(
        /### （十三）体育\n([\s\S]*?)### （十四）旅游\n([\s\S]*?)(?=### )/u,
        (_, sport: string, travel: string) =>
          `### （十三）旅游\n${travel}### （十四）体育\n${sport}`
      ),
    told: ['）体育” as', 'place of “（十四）体育”', '）旅游” as', 'place of “成员国认识到，体育'],
    corrections: [{ at: 's5-13' }, { at: 's5-14' }],
    wrong: [{ at: 's5-12' }, { at: 's5-11' }],
    lines: (edited) =>
      ['### （十三）旅游', '### （十四）体育', '成员国认识到，体育'].map((words) =>
        lineOf(words, edited)
      )
  },
  {
    name: 'two paragraphs joined',
    edit: replacing('大有可为。\n\n恪守', '大有可为。恪守'),
    told: ['¶恪守'],
    corrections: [{ at: 'p3' }],
    wrong: [{ at: 'p4' }]
  },
  {
    name: 'a paragraph parted',
    edit: replacing('奠定了坚实法律基础。20年来', '奠定了坚实法律基础。\n\n20年来'),
    told: ['¶20年来'],
    corrections: [{ at: 'p15' }],
    wrong: [{ at: 'p13' }],
    lines: (edited) => [lineOf('20年来，本组织已', edited)]
  },
  {
    name: 'text in another paragraph',
    edit: (text) =>
      text.replace(sentence, '').replace('贪腐领域的倡议。', `贪腐领域的倡议。${sentence}`),
    told: [
      `expected “情。${sentence}”`,
      `Unexpected “${sentence}” in p171, expected nothing there`
    ],
    corrections: [
      { from: sentence, to: '', at: 'p170' },
      { from: '', to: sentence, at: 'p171' }
    ],
    wrong: [{ from: sentence, to: '' }],
    lines: (edited) => [lineOf('《联合国全球反恐战略》', edited), lineOf('贪腐领域的倡议', edited)]
  },
  {
    name: 'a note of the document added',
    edit: (text) =>
      text
        .replace('高度评价上合组织为', '高度评价上合组织[^1]为')
        .replace('\n:::gap', '\n[^1]: 原文无此注。\n\n:::gap'),
    told: ['Unexpected “原文无此注。” in note-1, expected nothing there'],
    corrections: [{ from: '', to: '原文无此注。', at: 'note-1' }],
    wrong: [{ from: '', to: '原文无此注', at: 'note-1' }],
    lines: (edited) => [lineOf('[^1]: ', edited)]
  }
]

test('the declaration is accounted for: nothing is told', async () => {
  const { said, account } = await hold(declaration, origin)
  expect(said).toEqual([])
  expect(account).toMatchObject({ unexplained: [], corrections: [], undecided: 0, readings: 0 })
  expect(account?.decisions.map(({ line, decide }) => [line, decide])).toEqual(
    [51, 110, 142, 144, 170, 184, 190, 264, 332, 431, 661, 717].map((line) => [
      line,
      line === 264 ? 'join' : 'break'
    ])
  )
  expect(account?.normalised).toHaveLength(7)
})

describe.each(plants)('$name', ({ edit, told, corrections, wrong, lines }) => {
  const edited = edit(declaration)

  test('is told where it is, and nothing else is', async () => {
    expect(edited).not.toBe(declaration)
    const { said, lines: found } = await hold(edited, origin)
    expect(said.map((each) => each.split(' ')[1])).toEqual(told.map(() => 'text-unaccounted'))
    for (const [index, words] of told.entries()) expect(said[index]).toContain(words)
    expect([...new Set(found)]).toEqual(lines?.(edited) ?? [firstDifference(declaration, edited)])
  })

  test('is not told where corrections account for it', async () => {
    const { said, account } = await hold(withCorrections(edited, corrections), origin)
    expect(said).toEqual([])
    expect(account?.unexplained).toEqual([])
    expect(account?.corrections.every(({ places }) => places.length > 0)).toBe(true)
  })

  test('is told where corrections account for something else', async () => {
    const { said } = await hold(withCorrections(edited, wrong), origin)
    expect(said.join('\n')).toContain('text-unaccounted')
  })
})

/** A change of words within a paragraph, reported as so many. */
function words(name: string, from: string, to: string, count = 1): Plant {
  const right = { from: from.replace(/^#+ /, ''), to: to.replace(/^#+ /, '') }
  return {
    name,
    edit: replacing(from, to),
    told: Array.from({ length: count }, () => 'Unexpected “'),
    corrections: [right],
    wrong: [{ ...right, at: 'p2' }]
  }
}

function replacing(from: string, to: string): (text: string) => string {
  return (text) => {
    const parts = text.split(from)
    if (parts.length !== 2) throw new Error(`“${from}” stands ${parts.length - 1} times`)
    return parts.join(to)
  }
}

/** The line of the edited text at which it first differs, by its own reading. */
function firstDifference(old: string, now: string): number {
  const lines = old.split('\n')
  return now.split('\n').findIndex((line, index) => line !== lines[index]) + 1
}

function lineOf(words: string, text: string): number {
  return text.split('\n').findIndex((line) => line.includes(words)) + 1
}

function read(name: string): string {
  return readFileSync(new URL(`fixtures/declaration/${name}`, import.meta.url), 'utf8')
}
