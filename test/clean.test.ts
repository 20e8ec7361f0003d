import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Root, RootContent } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { clean } from '../src/clean.ts'

const received = read('fixtures/declaration/received/declaration.txt')
const decisions = read('fixtures/declaration/received/declaration.yaml')
const made = run(received, decisions)

describe('the declaration', () => {
  it('is cleaned to the Markdown on record, and nothing is left to decide', async () => {
    expect(made.said).toEqual([
      'received 242:30 clean-character info',
      'received 242:33 clean-character info'
    ])
    expect(made.path).toBe('declaration.md')
    await expect(made.markdown).toMatchFileSnapshot('fixtures/declaration/declaration.md')
  })

  it('keeps every character but for the listed changes', () => {
    expect(compare(received, made.markdown)).toEqual({
      characters: 12_993,
      kept: 12_964,
      quotes: 26,
      dashes: 2,
      ranges: 1,
      digitSpaces: 26,
      separators: 4
    })
  })

  it('has the sections, paragraphs and signatories of the text', () => {
    const blocks = blocksOf(made.markdown)
    const kinds = blocks.map(({ kind }) => kind)
    const tops = blocks.flatMap(({ kind, text }) => (kind === 'heading2' ? [text.slice(0, 2)] : []))
    expect(tops).toEqual(['一、', '二、', '三、', '四、', '五、', '六、', '七、'])
    const sections = kinds.join(' ').split('heading2').slice(1)
    expect(sections.map((section) => section.split('heading3').length - 1)).toEqual([
      0, 0, 9, 12, 15, 2, 0
    ])
    expect(kinds.indexOf('heading2')).toBe(1 + 9)
    expect(kinds.filter((kind) => kind === 'paragraph')).toHaveLength(176)
    expect(blocks.filter(({ kind }) => kind === 'signatory').map(({ text }) => text)).toEqual([
      '印度共和国总理　莫迪',
      '哈萨克斯坦共和国总统　托卡耶夫',
      '中华人民共和国主席　习近平',
      '吉尔吉斯共和国总统　扎帕罗夫'
    ])
    expect(blocks.at(-1)).toEqual({
      kind: 'gap',
      text: '源文本至此中断，其后的签署人及落款未见。'
    })
  })

  it('tells in its front matter where it comes from and what was changed', () => {
    expect(frontMatterOf(made.markdown)).toEqual({
      title: '上海合作组织二十周年|杜尚别宣言',
      lang: 'zh-Hans',
      type: 'declaration',
      date: '2021-09-17',
      place: '杜尚别',
      body: '上海合作组织成员国元首理事会',
      source: {
        file: 'received/declaration.txt',
        sha256: createHash('sha256').update(received).digest('hex'),
        decisions: 'received/declaration.yaml',
        complete: false,
        normalised: [
          '接合硬换行186处',
          '删去分页空行10处',
          '删去汉字与数字之间的空格26处',
          '直引号改为弯引号13对',
          '“--”改为破折号1处',
          '年份起止的“－”改为一字线1处',
          '职务与姓名之间的空格改为全角空格4处'
        ]
      }
    })
  })

  it('comes out the same from bytes and from a string, and a second time', () => {
    const bytes = new TextEncoder().encode(received)
    const input = new VFile({ path: 'source/received/declaration.txt', value: bytes })
    const decided = new VFile({ path: 'source/received/declaration.yaml', value: decisions })
    expect(String(clean(input, decided, 'source').file)).toBe(made.markdown)
    expect(made.markdown).toMatch(/[^\n]\n$/u)
    expect(made.markdown).not.toContain('\r')
  })
})

describe('the check of the declaration', () => {
  it.each<readonly [string, (markdown: string) => string]>([
    ['a changed character', (text) => text.replace('各方重申', '各方重伸')],
    ['a lost character', (text) => text.replace('作出一致决定', '作出一致定')],
    ['a doubled character', (text) => text.replace('致力于使', '致力于于使')],
    ['a turned quote', (text) => text.replace('“上海精神”', '”上海精神“')],
    ['a lost line', (text) => text.replace(received.split('\n')[54] ?? '', '')],
    ['a lost end', (text) => text.replace('- 吉尔吉斯共和国总统　扎帕罗夫\n', '')],
    ['an invented signatory', (text) => text.replace('扎帕罗夫\n', '扎帕罗夫\n- 某国总统　某某\n')],
    ['a lost separator', (text) => text.replace('总理　莫迪', '总理莫迪')],
    ['a range in a name', (text) => text.replace('反恐－2021', '反恐—2021')],
    [
      'a paragraph end within a line',
      (text) => text.replace('杜尚别声明指出', '杜尚别\n\n声明指出')
    ],
    [
      'two paragraphs that changed places',
      (text) => text.replace(/(\n总结本组织.+\n)\n(恪守.+\n)/u, '\n$2$1')
    ]
  ])('finds %s', (_, plant) => {
    const faulty = plant(made.markdown)
    expect(faulty).not.toBe(made.markdown)
    expect(() => compare(received, faulty)).toThrow(/^line \d+/u)
  })
})

describe('the received text', () => {
  it.each([
    ['source/received/a.txt', 'source', 'received/a.txt'],
    ['source/received/a.txt', 'source/', 'received/a.txt'],
    ['source/received/2021/甲 乙.txt', './source', 'received/2021/甲 乙.txt'],
    ['a.txt', '.', 'a.txt'],
    ['a.txt', '', 'a.txt'],
    ['/home/source/x/a.txt', '/home/source', 'x/a.txt']
  ])('%s is named as it is seen from %j', (path, folder, expected) => {
    const { file } = clean(new VFile({ path, value: '题\n\n文。\n' }), undefined, folder)
    expect(frontMatterOf(String(file))).toMatchObject({ source: { file: expected } })
  })

  it.each(['\n', '\r\n'])('is no Markdown with front matter (line end %j)', (lineEnd) => {
    const { markdown, said } = run(made.markdown.replaceAll('\n', lineEnd))
    expect(said).toEqual(['received 1:1 received-markdown error'])
    expect(markdown).toBe('')
  })
})

describe('decisions', () => {
  it('that are missing are asked for by file and line', () => {
    const wanted = (reasons: ReadonlyArray<string>): ReadonlyArray<string> =>
      reasons.filter((reason) => reason.includes('front matter without'))
    expect(wanted(run('题\n\n文。\n', 'complete: true').reasons)).toEqual([
      'Unexpected front matter without `type`, expected `type:` and a short word, for example `type: declaration`, in source/received/declaration.yaml',
      'Unexpected front matter without `date`, expected `date: YYYY-MM-DD` in source/received/declaration.yaml'
    ])
    expect(wanted(run('题\n\n文。\n').reasons)[1]).toBe(
      'Unexpected front matter without `date`, expected `date: YYYY-MM-DD` in a decisions file (--decisions FILE)'
    )
  })

  const doubtful = [51, 110, 142, 144, 170, 184, 190, 264, 332, 431, 661, 717]

  it('are asked for at the twelve line ends that are full and closed', () => {
    const { said, markdown } = run(received, 'complete: false\ntype: x\ndate: 2021-09-17\n')
    const asked = said.filter((message) => message.includes('clean-line-end'))
    expect(asked.map((message) => Number(/ (\d+):/u.exec(message)?.[1]))).toEqual(doubtful)
    expect(markdown).toContain('广泛合作。《上合组织宪章》为')
    expect(compare(received, markdown).kept).toBe(12_964)
  })

  it('are asked for in words that can be put into the file', () => {
    const [, head = '', tail = ''] =
      /^([\s\S]*?) {2}- at: 4704[\s\S]*?( {2}- at[\s\S]*)$/u.exec(decisions) ?? []
    const { said, reasons } = run(received, head + tail)
    expect(said[0]).toBe('received 264:45 clean-line-end warning')
    expect(reasons[0]).toContain('(at: 4704, context: 于犯罪目的。这些威胁达到)')
  })

  it('stop the work when the text beside them has changed', () => {
    const changed = received.replace('《上合组织宪章》为本组织', '《上合组织约章》为本组织')
    const { said, markdown } = run(changed, decisions)
    const line = decisions.split('\n').findIndex((each) => each.includes('at: 924')) + 1
    expect(said).toContain(`decisions ${line}:9 clean-decision error`)
    expect(said).toContain('received 51:45 clean-line-end warning')
    expect(markdown).toBe('')
  })

  it('tell where the text has moved to', () => {
    const { said, reasons } = run(received.replace('值此', '值此时'), decisions)
    expect(said.filter((message) => message.endsWith('clean-decision error'))).toHaveLength(12)
    expect(reasons.join('\n')).toContain('which stands at 925')
  })

  it.each([
    ['an unknown key', 'date: 2021-09-17\ntilte: 宣言\n', '2:'],
    [
      'a wrong value',
      'decisions:\n  - at: 5\n    context: 一二\n    decide: split\n    why: 因\n',
      '4:'
    ],
    ['a decision without reason', 'decisions:\n  - { at: 5, context: 一二, decide: join }\n', '2:'],
    ['a date that is none', 'date: 17.9.2021\n', '1:'],
    ['another title', 'title: 北京|宣言\n', '1:'],
    ['what is not YAML', 'title: "宣言\n', '2:']
  ])('refuse %s', (_, yaml, place) => {
    const { said, markdown } = run('宣言\n\n第一段。\n', yaml)
    expect(said).toContainEqual(
      expect.stringMatching(`^decisions ${place}\\d+ clean-decision error`)
    )
    expect(markdown).toBe('')
  })
})

describe('other texts', () => {
  it('keep what Markdown would read as its own', () => {
    const lines = [
      '* 甲。',
      '# 井。',
      '1. 数。',
      '2) 数。',
      '- 横。',
      '+ 加。',
      '> 引。',
      '*强*与**强**。',
      '_斜_。',
      '[链](接)与![图](a.png)。',
      '[^1]。',
      '[^1]: 注。',
      '&amp;与&#x4e00;。',
      '<b>粗</b>。',
      '`码`。',
      '时间:上午，a:b[c]{d=e}。',
      ':::gap',
      '::名',
      '_:名',
      'www.例子_甲_。',
      '~~删~~与~删~。',
      '|甲|乙|',
      '***',
      '===',
      '```甲',
      '行末\\',
      'https://例.cn与www.a.cn与a@b.cn。',
      '一、*甲*与_乙_:丙',
      '甲  乙。'
    ]
    const { markdown } = run(`题\n${lines.map((line) => `　　${line}`).join('\n')}\n`)
    expect(
      blocksOf(markdown)
        .map(({ text }) => text)
        .slice(1)
    ).toEqual(lines)
  })

  it('keep any mixture of marks', () => {
    const alphabet = [...'汉字，。（）*_[]()<>`:~|&#!\\/=+-{}^.@;$%ab12'].concat([
      ':::',
      '**',
      '&lt;',
      '1.',
      'www.'
    ])
    let state = 20_210_917
    const draw = (bound: number): number => {
      state = (state * 48_271) % 2_147_483_647
      return state % bound
    }
    const line = (): string =>
      Array.from({ length: 1 + draw(24) }, () => alphabet[draw(alphabet.length)]).join('')
    const lines = Array.from({ length: 1500 }, line).filter((each) => !each.includes('--'))
    const { markdown } = run(`题\n${lines.map((each) => `　　${each}。`).join('\n')}\n`)
    expect(lines.length).toBeGreaterThan(1400)
    expect(
      blocksOf(markdown)
        .map(({ text }) => text)
        .slice(1)
    ).toEqual(lines.map((each) => `${each}。`))
  })

  it.each([
    ['odd', '他说："甲。'],
    ['nested', '他说："甲""乙"丙"。'],
    ['turned', '他说"，甲："乙。'],
    ['mixed', '他说：“甲"乙"丙”。']
  ])('keep %s quotes and flag them', (_, line) => {
    const { said, markdown } = run(`题\n\n${line}\n`)
    expect(said).toContainEqual(expect.stringMatching(/^received 3:\d+ clean-character info/u))
    expect(blocksOf(markdown).at(-1)?.text).toBe(line)
  })

  it('keep what no text may hold and flag it', () => {
    const { said, markdown } = run('题\n\n甲\ufffd乙\u200b丙。\n')
    expect(said).toEqual(['received 3:2 clean-character info', 'received 3:4 clean-character info'])
    expect(markdown).toContain('甲\ufffd乙\u200b丙。')
  })

  it('take empty lines for paragraph ends where only paragraphs have them', () => {
    const text =
      '题\n\n甲乙丙丁戊己庚辛壬癸甲\n乙丙丁戊己庚辛壬癸甲。\n乙丙丁戊。\n\n' +
      '子丑寅卯辰巳午未申酉戌\n亥子丑寅卯辰巳午未申。\n\n戌亥子丑寅卯辰巳午未申\n\n\n\n酉戌。\n'
    const { said, markdown } = run(text, 'type: x\ndate: 2021-09-17')
    expect(blocksOf(markdown).map((block) => block.text)).toEqual([
      '题',
      '甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲。乙丙丁戊。',
      '子丑寅卯辰巳午未申酉戌亥子丑寅卯辰巳午未申。',
      '戌亥子丑寅卯辰巳午未申酉戌。'
    ])
    expect(said).toEqual(['received 4:12 clean-line-end warning'])
  })

  it('are not taken for broken at a measure if no line goes on', () => {
    const lines = ['甲乙丙丁戊己庚辛壬癸。', '子丑寅卯辰巳午未申酉。', '甲乙丙丁戊己庚辛壬申。']
    const { said, markdown } = run(`题\n${lines.join('\n')}\n第一行没有句号\n下一行。\n`)
    expect(
      blocksOf(markdown)
        .map((block) => block.text)
        .slice(1, 4)
    ).toEqual(lines)
    expect(said).toEqual(['received 5:8 clean-line-end warning'])
  })

  it('join Latin words by a space, Han and digits by nothing', () => {
    const text =
      '题\n\n甲乙丙丁戊己庚 Shanghai\nCooperation丙丁戊己庚辛\n甲乙丙丁戊己庚辛壬于2021\n年甲乙丙丁戊己庚。\n'
    expect(run(text).markdown).toContain(
      '\n甲乙丙丁戊己庚 Shanghai Cooperation丙丁戊己庚辛甲乙丙丁戊己庚辛壬于2021年甲'
    )
  })

  it('lose the space between Han and digits, but not after the number of a heading', () => {
    expect(run('题\n\n1.2 范围\n\n到 2021 年 9 月共 12 项。\n').markdown).toMatch(
      /\n1\.2 范围\n\n到2021年9月共12项。\n$/u
    )
  })

  it('are whole with a date line or a closing mark, and cut off without', () => {
    const signed = '题\n\n第一段。\n\n甲国总统 张三\n\n乙国总统 李四五\n'
    const dated = run(`${signed}\n2021年 9月 17日于杜尚别\n`)
    expect(blocksOf(dated.markdown).slice(-2)).toEqual([
      { kind: 'signatory', text: '乙国总统　李四五' },
      { kind: 'dateline', text: '2021年9月17日于杜尚别' }
    ])
    expect(frontMatterOf(dated.markdown)).toMatchObject({ source: { complete: true } })
    expect(run('题\n\n第一段。\n').said.join()).not.toContain('clean-end')
    const cut = run(signed)
    expect(cut.said).toContain('received 7:8 clean-end warning')
    expect(blocksOf(cut.markdown).at(-1)?.kind).toBe('gap')
    expect(run(signed, 'complete: true').markdown).not.toContain(':::gap')
  })

  it('are told from a list by their numbers, and gaps are flagged', () => {
    const { said, markdown } = run(
      '题\n\n第一章　总则\n\n一、甲\n\n正文。\n\n（一）乙；\n\n三、丙\n\n第二章　分则\n\n2. 丁\n\n正文。\n'
    )
    expect(markdown.split('---\n\n')[1]).toBe(
      '## 第一章　总则\n\n### 一、甲\n\n正文。\n\n（一）乙；\n\n### 三、丙\n\n## 第二章　分则\n\n2\\. 丁\n\n正文。\n'
    )
    expect(said.filter((message) => message.includes('clean-heading'))).toEqual([
      'received 11:1 clean-heading warning',
      'received 15:1 clean-heading warning'
    ])
  })

  it.each([
    '第一章　总则',
    '第十二条　各方应当合作。',
    '第一百二十条之一　各方应当合作。',
    '一、　甲',
    '（二）　乙。',
    '3.　丙。'
  ])('may have an ideographic space after an enumerator: %s', (line) => {
    const { said, markdown } = run(`题\n\n正文。\n\n${line}\n`, 'type: x\ndate: 2021-09-17')
    expect(said.filter((message) => message.includes('clean-character'))).toEqual([])
    expect(markdown).toContain('　')
  })

  it('have no heading under what is no number', () => {
    const { markdown } = run(
      '题\n\n一、团结\n\n正文。\n\n十一十、合作\n\n正文。\n\n二、发展\n\n正文。\n'
    )
    const headings = blocksOf(markdown).filter(({ kind }) => kind === 'heading2')
    expect(headings.map(({ text }) => text)).toEqual(['一、团结', '二、发展'])
  })

  it('have other spaces told by their name', () => {
    const told = (line: string): ReadonlyArray<string> =>
      run(`题\n\n${line}\n`).reasons.filter((reason) => reason.includes('space'))
    expect(told('第一条　各方　应当合作。')).toEqual([
      'Unexpected U+3000 (ideographic space), expected none between Han characters'
    ])
    expect(told('第一条　　各方。')).toHaveLength(1)
    expect(told('各方 应当合作。')).toEqual([
      'Unexpected space, expected none between Han characters'
    ])
    expect(told('文。\n\n甲国总统　张三\n\n乙国总统　李四五')).toEqual([])
  })

  it('lose a byte order mark, control characters and nothing else', () => {
    const { markdown } = run('\ufeff题\r\n\r\n　　第\u0007一段。\r\n\f　　第二段。\r\n')
    expect(blocksOf(markdown).map(({ text }) => text)).toEqual(['题', '第一段。', '第二段。'])
    expect(frontMatterOf(markdown)).toMatchObject({
      source: { normalised: ['删去分页空行1处', '删去控制字符1个'] }
    })
  })

  it('are refused if empty or not UTF-8', () => {
    expect(run(' \n\n').said).toEqual(['received - received-empty error'])
    const gb = new VFile({
      path: 'a.txt',
      value: Uint8Array.of(0x61, 0x0a, 0xd0, 0xfb, 0xd1, 0xd4)
    })
    const { file } = clean(gb, undefined, '.')
    expect(gb.messages.map(({ ruleId, line, fatal }) => [ruleId, line, fatal])).toEqual([
      ['source-encoding', 2, true]
    ])
    expect(String(file)).toBe('')
  })
})

type Said = Readonly<{ path: string; markdown: string; said: string[]; reasons: string[] }>

function run(text: string, yaml?: string): Said {
  const files: Record<string, VFile> = {
    received: new VFile({ path: 'source/received/declaration.txt', value: text }),
    ...(yaml === undefined
      ? {}
      : { decisions: new VFile({ path: 'source/received/declaration.yaml', value: yaml }) })
  }
  const { file } = clean(files.received ?? new VFile(), files.decisions, 'source')
  const all = Object.entries(files).flatMap(([name, { messages }]) =>
    messages.map((message) => ({ name, message }))
  )
  const severity = (fatal: boolean | undefined | null): string =>
    fatal ? 'error' : fatal === false ? 'warning' : 'info'
  return {
    path: file.path,
    markdown: String(file),
    said: all.map(({ name, message: { line, column, ruleId, fatal } }) =>
      [name, line ? `${line}:${column}` : '-', ruleId, severity(fatal)].join(' ')
    ),
    reasons: [...all.map(({ message }) => message), ...file.messages].map(({ reason }) => reason)
  }
}

type Count = Readonly<Record<'characters' | 'kept' | Change, number>>
type Change = 'quotes' | 'dashes' | 'ranges' | 'digitSpaces' | 'separators'

/**
 * Compare Markdown with the received text, character by character, independently of the cleaner.
 *
 * Throws at the first character that is neither kept nor one of the listed changes.
 */
function compare(raw: string, markdown: string): Count {
  const blocks = blocksOf(markdown).filter(({ kind }) => kind !== 'gap')
  const count = {
    characters: 0,
    kept: 0,
    quotes: 0,
    dashes: 0,
    ranges: 0,
    digitSpaces: 0,
    separators: 0
  }
  let at = 0
  for (const { kind, text } of blocks) {
    let open = false
    let fresh = true
    for (let index = 0; index < text.length; index += 1) {
      const char = text.charAt(index)
      const before = at
      if (char === '\u3000' && kind === 'signatory' && raw.charAt(at) === ' ') {
        count.separators += 1
        at += 1
        continue
      }
      while (/\s/u.test(raw.charAt(at))) at += 1
      const skipped = raw.slice(before, at)
      if (
        skipped === ' ' &&
        /[^\s\d]/u.test(raw.charAt(before - 1)) &&
        /\d/u.test(raw.charAt(at))
      ) {
        count.digitSpaces += 1
      } else if (skipped !== '' && !skipped.includes('\n')) fail('a space is lost')
      if (fresh && before > 0 && !skipped.includes('\n')) fail('a block begins within a line')
      fresh = false
      const from = raw.charAt(at)
      count.characters += 1
      if (from === char) count.kept += 1
      else if (from === '"' && char === (open ? '”' : '“')) {
        count.quotes += 1
        open = !open
      } else if (
        from === '-' &&
        char === '—' &&
        /^--[^-]/u.test(raw.slice(at - (count.dashes % 2)))
      ) {
        count.dashes += 1
      } else if (
        from === '－' &&
        char === '—' &&
        /^\d{4}－\d{4}年$/u.test(raw.slice(at - 4, at + 6))
      ) {
        count.ranges += 1
      } else fail(`unexpected “${char}”, expected “${from}”`)
      at += 1
    }
    if (open) fail('a quotation is not closed')
  }
  if (raw.slice(at).trim() !== '') fail('the end is lost')
  return count

  function fail(reason: string): never {
    throw new Error(`line ${raw.slice(0, at).split('\n').length}: ${reason}`)
  }
}

type Part = Readonly<{ kind: string; text: string }>

/** Read Markdown as CommonMark with GFM and directives; the title comes first. */
function blocksOf(markdown: string): ReadonlyArray<Part> {
  const { title } = frontMatterOf(markdown)
  const head = { kind: 'title', text: String(title).replaceAll('|', '') }
  return [head, ...treeOf(markdown).children.flatMap(partsOf)]
}

function partsOf(node: RootContent): ReadonlyArray<Part> {
  if (node.type === 'yaml') return []
  if (node.type === 'heading') return [{ kind: `heading${node.depth}`, text: textOf(node) }]
  if (node.type !== 'containerDirective') return [{ kind: node.type, text: textOf(node) }]
  const [list] = node.children
  if (node.name !== 'signatories') return [{ kind: node.name, text: textOf(node) }]
  const items = list?.type === 'list' ? list.children : []
  return items.map((item) => ({ kind: 'signatory', text: textOf(item) }))
}

function treeOf(markdown: string): Root {
  return unified()
    .use(remarkParse)
    .use(remarkFrontmatter)
    .use(remarkGfm)
    .use(remarkCjkFriendly)
    .use(remarkDirective)
    .parse(markdown)
}

function frontMatterOf(markdown: string): Readonly<Record<string, unknown>> {
  return parseYaml(/^---\n([\s\S]*?)\n---\n/u.exec(markdown)?.[1] ?? '')
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8')
}
