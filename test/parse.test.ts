import type { Nodes } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { parse } from '../src/parse.ts'

describe('colons', () => {
  test.each([
    ...['10:30', 'a:b', '注:说明[甲]{乙}', ':smile:', 'x::y', '时间：9:00—10:00'],
    ...[':span', '注:span', ':span {lang=en}', ':spa[甲]{lang=en}', ':spans[甲]{lang=en}']
  ])('%s is text', (text) => {
    expect(inline(text)).toEqual([`text ${text}`])
  })

  test('open a run of another language within a line', () => {
    expect(inline('见:span[*Shanghai*\n[甲]]{lang=en}，10:30')).toEqual([
      'text 见',
      'textDirective Shanghai\n[甲]',
      'text ，10:30'
    ])
  })

  test('open directives as blocks', () => {
    const [directive] = parse(new VFile(':::gap{a="1"}\n缺\n:::')).children
    expect(directive).toMatchObject({
      type: 'containerDirective',
      name: 'gap',
      attributes: { a: '1' }
    })
    expect(parse(new VFile('::leaf')).children).toMatchObject([{ type: 'leafDirective' }])
  })
})

describe('a literal address', () => {
  test.each([
    ['见https://a.cn/x，又', ['text 见', 'link https://a.cn/x', 'text ，又']],
    ['（https://a.cn/x_(1)）', ['text （', 'link https://a.cn/x_(1)', 'text ）']],
    ['https://a.cn/x.，又', ['link https://a.cn/x', 'text .，又']],
    ['https://a.cn汉字**粗：**体', ['link https://a.cn', 'text 汉字', 'strong 粗：', 'text 体']],
    ['https://中国.cn/x', ['text https://中国.cn/x']],
    ['见www.a.cn/x，又', ['text 见www.a.cn/x，又']],
    ['见 www.a.cn/x，又', ['text 见 ', 'link www.a.cn/x', 'text ，又']],
    ['致a.b@c.cn的信', ['text 致', 'link a.b@c.cn', 'text 的信']],
    ['https://a.cn/x?a=1&b=2#c d', ['link https://a.cn/x?a=1&b=2#c', 'text  d']],
    [
      'https://a.cn，https://b.cn。',
      ['link https://a.cn', 'text ，', 'link https://b.cn', 'text 。']
    ],
    ['𠮷https://a.cn/𠮷', ['text 𠮷', 'link https://a.cn/', 'text 𠮷']],
    ['[https://a.cn', ['text [https://a.cn']]
  ])('%s', (text, nodes) => {
    expect(inline(text)).toEqual(nodes)
  })

  test('knows its address', () => {
    const [paragraph] = parse(new VFile('见https://a.cn/x，又')).children
    expect(paragraph).toMatchObject({ children: [{}, { url: 'https://a.cn/x' }, {}] })
  })
})

test('emphasis stands beside Chinese marks', () => {
  expect(inline('**注意：**请看*“甲”*乙')).toEqual([
    'strong 注意：',
    'text 请看',
    'emphasis “甲”',
    'text 乙'
  ])
})

test('one tilde is a range, two strike out', () => {
  expect(inline('3~5、6~8')).toEqual(['text 3~5、6~8'])
  expect(inline('~~旧~~新')).toEqual(['delete 旧', 'text 新'])
  expect(inline('~~注意：~~请')).toEqual(['delete 注意：', 'text 请'])
})

describe('an annotation', () => {
  test.each([
    ['读{漢|hàn}字', ['text 读', 'readings 漢 hàn', 'text 字']],
    ['{漢字|hàn|zì}', ['readings 漢字 hàn zì']],
    ['{漢字|hàn zì}', ['readings 漢字 hàn zì']],
    ['{北京|_}的{史记|~}', ['proper-name 北京', 'text 的', 'book-title 史记']],
    ['{漢|_|~}{漢|constructor}', ['readings 漢 _ ~', 'readings 漢 constructor']],
    ['{a\\|b|c\\}\\{\\\\}', ['readings a|b c}{\\']],
    ['{a\\|b}', ['readings a b']],
    ['{&amp;|&#x26;}', ['readings & &']],
    ['{a{漢|hàn}}', ['text {a', 'readings 漢 hàn', 'text }']],
    ['**{漢|hàn}**字', ['strong 漢hàn', 'text 字']],
    ['[{漢|hàn}](#p1)', ['link 漢hàn']],
    ['{*漢*|[hàn](#p1)}', ['readings *漢* [hàn](#p1)']],
    ['`{漢|hàn}`', ['inlineCode {漢|hàn}']]
  ])('%s', (text, nodes) => {
    expect(inline(text)).toEqual(nodes)
  })

  test.each([
    ...[
      '{',
      '{漢}',
      '{漢|}',
      '{|hàn}',
      '{||}',
      '{漢||hàn}',
      '{x | x>0}',
      '{漢 |hàn}',
      '{漢|　hàn}'
    ],
    ...['{漢|hàn', '漢|hàn}', '{漢|hàn\\', '{漢\t|hàn}', '{{漢|{hàn}']
  ])('is not %j', (text) => {
    expect(inline(text)).toEqual([`text ${text}`])
  })

  test.each([
    ['\\{漢|hàn}', '{漢|hàn}'],
    ['{漢|hàn\\}', '{漢|hàn}'],
    ['{漢\n|hàn}', '{漢\n|hàn}']
  ])('is not %j', (text, shown) => {
    expect(inline(text)).toEqual([`text ${shown}`])
  })

  test('has its bars escaped in a table', () => {
    const source = '| {漢字\\|hàn\\|zì} | {a\\\\|\n|---|---|\n| {史记\\|~} | {a|b} |\n'
    const found: Array<string> = []
    visit(parse(new VFile(source)), 'tableCell', (cell) => {
      found.push(cell.children.map(tell).join('+'))
    })
    expect(found).toEqual([
      'readings 漢字 hàn zì',
      'text {a\\',
      'book-title 史记',
      'text {a',
      'text b}'
    ])
  })
})

test('the title of an image knows its place', () => {
  const source = '见![图](a.png "图\\"1&amp;\n2")和![图](<a.png> (题))'
  const found: Array<string | undefined> = []
  visit(parse(new VFile(source)), 'image', ({ title, data }) => {
    const { start, end } = data?.titlePosition ?? {}
    found.push(title ?? undefined, source.slice(start?.offset, end?.offset))
  })
  expect(found).toEqual(['图"1&\n2', '图\\"1&amp;\n2', '题', '题'])
})

test('front matter is a node of its own, and only at the top', () => {
  const { children } = parse(new VFile('---\na: 1\n---\n\n文\n\n---\n\nb: 2\n'))
  expect(children.map(({ type }) => type)).toEqual([
    'yaml',
    'paragraph',
    'thematicBreak',
    'paragraph'
  ])
})

test('every node has its place', () => {
  const source =
    '# a\n\n> - [x] 见https://a.cn，a@b.cn[^1]\n>   续\n\n| a |\n|--|\n| `b` |\n\n[^1]: 注 www.c.cn {漢字|hàn|zì}，{𠮷|~}\n'
  visit(parse(new VFile(source)), (node: Nodes) => {
    expect(node.position).toBeDefined()
    if (node.type !== 'text' || node.value.includes('\n')) return
    const { start, end } = node.position ?? {}
    expect(source.slice(start?.offset, end?.offset)).toBe(node.value)
  })
})

test.each([
  ['thirteen quotations', `文。\n\n${'> '.repeat(13)}文`, '3:25', '12 quotations and lists'],
  ['quotations without end', '>'.repeat(9000), '1:13', '12 quotations and lists'],
  ['lists', ladder(13), '13:25', '12 quotations and lists'],
  ['emphasis', `${'*'.repeat(300)}字${'*'.repeat(300)}`, '1:199', '100 levels']
])(
  'too many %s inside each other are a message at their place, no crash',
  (_, value, place, what) => {
    const file = new VFile(value)
    expect(parse(file).children).toEqual([])
    expect(file.messages.map(({ line, column, reason }) => `${line}:${column} ${reason}`)).toEqual([
      `${place} Unexpected nesting of more than ${what}, expected fewer`
    ])
    expect(file.messages[0]?.ruleId).toBe('source-nested')
  }
)

test.each(['>'.repeat(12), '> - '.repeat(6), `${'> '.repeat(12)}${'*'.repeat(160)}`, ladder(12)])(
  '%j is not too deep',
  (value) => {
    const file = new VFile(
      value.startsWith('-') ? value : `${value}文${value.replace(/[^*]/g, '')}`
    )
    expect(textOf(parse(file))).toMatch(/文$/)
    expect(file.messages).toEqual([])
  }
)

/** Nested lists, one item a line. */
function ladder(levels: number): string {
  return Array.from({ length: levels }, (_, level) => `${'  '.repeat(level)}- 文\n`).join('')
}

function inline(text: string): ReadonlyArray<string> {
  const [paragraph] = parse(new VFile(text)).children
  if (paragraph?.type !== 'paragraph') throw new Error(`No paragraph: ${paragraph?.type}`)
  return paragraph.children.map(tell)
}

function tell(node: Nodes): string {
  if (node.type !== 'annotation') return `${node.type} ${textOf(node)}`
  return [node.kind, ...node.children.map(({ value }) => value)].join(' ')
}
