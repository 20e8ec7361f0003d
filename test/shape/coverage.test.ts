import type { Element, ElementContent, Nodes, Parents, Root, Text } from 'hast'
import { h } from 'hastscript'
import type { Root as Markdown } from 'mdast'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import type { Meta } from '../../src/book.ts'
import { parse } from '../../src/parse.ts'
import { coverageMap } from '../../src/shape/coverage/coverage-map.ts'
import { rehypeCoverage } from '../../src/shape/rehype-coverage.ts'
import { shape } from '../../src/shape.ts'
import { trials } from '../samples/trials.ts'

const meta: Meta = {
  title: '宣言',
  titleLines: ['宣言'],
  lang: 'zh-Hans',
  type: 'declaration',
  date: '2021-09-17',
  supplement: true,
  corrections: []
}

/** Some of everything a source can contain. */
const markdown = `---
title: 宣言
---

前言**重**申
互信[^1]，see the
end &copy; \\*星\\*。<!-- 注 -->

{北京|_}的{史记|~}：{漢|hàn}，{漢字|hàn|zì}，:span[span *of* lang
\\*en\\*]{lang=en}

## 一、{总|zǒng}则

:::poem
床前*明月光，
  疑是*地上霜。  
举头\\*望

明月
:::

表1　两列

| \`x\\|y\` | {甲乙\\|jiǎ\\|yǐ} |
|----|----|
| 丙 | {丁\\|_} |

![会场](b.png "图1　会\\*场&amp;
次行")

> 引文
> 次行
懒行

1. 一
2. 二
   - [x] 完
   - \`码  值\`

| 甲 | 乙 |
|----|----|
| \`x\\|y\` | [链](https://example.org) |

\`\`\`js
if (a > b) {
　丙
}
\`\`\`

> ~~~
> 引码
> > 再
> ~~~

![图示](a.png) 见https://example.org/a_b，<https://example.org/汉>

:::signatories
- 某国总理　某甲
- 乙国 总统 某乙
:::

:::supplement{basis="公报" by="某人"}
- 丙国总统　某丙
:::

:::gap
此处中断。
:::

[^1]: 注文[^2]。

    第二段
[^2]: 又注
`

const rich = shapeSource(markdown)

test('the sound body has nothing to tell', () => {
  expect(rich.file.messages.map(String)).toEqual([])
  expect(textsOf(rich.body).length).toBeGreaterThan(30)
})

describe('of every text in the body, the proof misses', () => {
  const texts = textsOf(rich.body)

  test.each(texts.map((text, index) => [index, text.value] as const))('%i %j', (index, value) => {
    const place = placeOf(texts[index])
    const found = (change: Change): ReadonlyArray<string> => proveChanged(index, change)
    const gone = [...value].length > 1 ? value.slice(1) : ''
    expect(found((text, parent) => without(parent, text))).not.toEqual([])
    expect(found((text) => ({ ...text, value: `${value}字` }))[0]).toMatch(place)
    expect(found((text) => ({ ...text, value: gone }))[0]).toMatch(place)
    expect(found((text) => ({ ...text, value: value === '错' ? '对' : '错' }))[0]).toMatch(place)
    expect(found((text) => [text, { ...text }]).join()).toMatch(/Unexpected (?:repetition|place)/)
    expect(found((text) => h('span', { dataApparatus: 'generated' }, [text]))).not.toEqual([])
    expect(found(({ value }) => ({ type: 'text', value }))).toContain(
      value.trim() === ''
        ? found((text, parent) => without(parent, text))[0]
        : `- Unexpected text “${show(value)}”, expected only text of the source`
    )
  })

  test.each(blocksOf(rich.body).map((block, index) => [index, block.tagName] as const))(
    'block %i, a <%s>',
    (index) => {
      const body = structuredClone(rich.body)
      const block = blocksOf(body)[index]
      visit(body, 'element', (node, at, parent) => {
        if (node === block && parent && at !== undefined) parent.children.splice(at, 1)
      })
      const problems = prove(body)
      expect(problems.length).toBeGreaterThan(0)
      expect(problems[0]).toMatch(/^\d+:\d+ Unexpected loss of “/)
    }
  )
})

describe('the proof finds', () => {
  test('two paragraphs that have changed places', () => {
    const { body, map, file } = shapeSource('甲。\n\n乙。\n\n丙。\n')
    body.children.reverse()
    expect(prove(body, map, file)).toEqual([
      '3:1 Unexpected place of “乙。”, expected it in order',
      '1:1 Unexpected place of “甲。”, expected it in order'
    ])
  })

  test('two paragraphs of a note that have changed places', () => {
    const { body, map, file } = shapeSource('字[^1]\n\n[^1]: 甲\n\n    乙\n')
    visit(body, { tagName: 'li' }, (node) => {
      if (node.type === 'element') node.children.reverse()
    })
    expect(prove(body, map, file)).toEqual(['3:7 Unexpected place of “甲”, expected it in order'])
  })

  test.each([
    ['word\nword', 'wordword'],
    ['汉\n字', '汉 字'],
    ['汉\n字', '汉\n字'],
    ['&copy;字', '&copy;字'],
    ['&copy;字', '(c)字'],
    ['\\*字', '\\*字'],
    ['a  b', 'a b'],
    ['字“引”', '字"引"'],
    ['ﬁ字', 'fi字'],
    ['\uFA19', '\u795E'],
    ['> 汉\n> 字', '汉> 字'],
    ['> 汉\n> \\> 字', '汉字'],
    ['1 \\> 2', '1  2'],
    ['    码  码', '码 码'],
    ['> ~~~\n> > 码\n> ~~~', '码'],
    ['`a  b`', 'a b']
  ])('%j printed as %j', (source, value) => {
    const { body, map, file } = shapeSource(source)
    for (const text of textsOf(body)) text.value = value
    const [problem] = prove(body, map, file)
    expect(problem).toMatch(/^\d+:\d+ Unexpected text “/)
  })

  test('an image that is gone, doubled, or described in other words', () => {
    const change = (act: (image: Element, parent: Parents) => void): ReadonlyArray<string> => {
      const { body, map, file } = shapeSource('字![图示](a.png)字')
      visit(body, { tagName: 'img' }, (node, _, parent) => {
        if (node.type === 'element' && parent) act(node, parent)
      })
      return prove(body, map, file)
    }
    expect(change((image, parent) => without(parent, image))).toEqual([
      '1:2 Unexpected loss of “![图示](a.png)”, expected it once'
    ])
    expect(
      change((image) => {
        image.properties.alt = '图'
      })
    ).toEqual(['1:2 Unexpected image “图”, expected “图示”'])
    expect(
      change((image) => {
        delete image.properties.alt
      })
    ).toEqual(['1:2 Unexpected image “”, expected “图示”'])
  })

  test('readings that have changed places, or stand beside other characters', () => {
    const change = (source: string, act: (rubies: ReadonlyArray<Element>) => void) => {
      const { body, map, file } = shapeSource(source)
      const rubies = elementsOf(body).filter(({ tagName }) => tagName === 'ruby')
      act(rubies)
      return prove(body, map, file)
    }
    const swap = ([one, other]: ReadonlyArray<Element>, index: number): void => {
      const [first, second] = [one?.children[index], other?.children[index]]
      if (first && second) {
        one?.children.splice(index, 1, second)
        other?.children.splice(index, 1, first)
      }
    }
    expect(change('{漢字|hàn|zì}', () => {})).toEqual([])
    expect(change('{漢字|hàn|zì}', (rubies) => swap(rubies, 1))).toEqual([
      '1:2 Unexpected reading “zì” of “漢”, expected its own',
      '1:3 Unexpected reading “hàn” of “字”, expected its own'
    ])
    expect(change('{漢|hàn}{字|zì}', (rubies) => swap(rubies, 1))).toEqual([
      '1:2 Unexpected reading “zì” of “漢”, expected its own',
      '1:9 Unexpected reading “hàn” of “字”, expected its own'
    ])
    expect(change('{漢字|hàn|zì}', (rubies) => swap(rubies, 0))).toContain(
      '1:2 Unexpected place of “漢”, expected it in order'
    )
  })

  test('two lines of a poem, or a caption and its image, that have changed places', () => {
    const source = ':::poem\n甲\n乙\n:::\n\n![图](a.png "题")\n'
    const turned = (tagName: string): ReadonlyArray<string> => {
      const { body, map, file } = shapeSource(source)
      for (const node of elementsOf(body)) if (node.tagName === tagName) node.children.reverse()
      return prove(body, map, file)
    }
    expect(turned('p')).toEqual(['2:1 Unexpected place of “甲”, expected it in order'])
    expect(turned('figure')).toEqual([
      '6:1 Unexpected place of “![图](a.png "”, expected it in order'
    ])
  })

  test('a parser, or a plugin before the tree is HTML, that drops, doubles or moves a paragraph', () => {
    const faults: ReadonlyArray<readonly [(tree: Markdown) => void, ReadonlyArray<string>]> = [
      [
        ({ children }) => children.splice(1, 1),
        ['3:1 Unexpected loss of “乙**二**。”, expected it once']
      ],
      [({ children }) => children.pop(), ['5:1 Unexpected loss of “丙”, expected it once']],
      [
        ({ children }) => children.unshift(...structuredClone(children.slice(0, 1))),
        [
          '1:1 Unexpected place of “甲。”, expected it in order',
          '1:1 Unexpected repetition of “甲。”, expected it once'
        ]
      ]
    ]
    for (const [plant, expected] of faults) {
      const file = new VFile('甲。\n\n乙**二**。\n\n丙\n')
      const tree = parse(file)
      plant(tree)
      shape(tree, file, meta, [])
      expect(file.messages.every(({ ruleId, fatal }) => ruleId === 'text-lost' && fatal)).toBe(true)
      expect(problemsOf(file)).toEqual(expected)
    }
  })

  test('a supplement that is switched on and left out', () => {
    const source = '字\n\n:::supplement{basis="报" by="人"}\n- 某国总统　某甲\n:::\n'
    const { body, map, file } = shapeSource(source)
    body.children.pop()
    expect(prove(body, map, file)).toEqual([
      '4:3 Unexpected loss of “某国总统 某甲”, expected it once'
    ])
  })
})

describe('by itself the proof misses what a plugin lets vanish:', () => {
  test.each([
    ['<!-- 甲 --> 正文 <!-- 乙 -->', '1:12 Unexpected loss of “正文'],
    ['<!-- 甲\n--> 正文 <!-- 乙 -->', '2:5 Unexpected loss of “正文'],
    ['<!--> 正文 -->', '1:7 Unexpected loss of “正文'],
    ['<!-- 甲 -->\n\n[附件]: 1', '3:2 Unexpected loss of “附件]: 1”'],
    ['[链](https://a.cn "题")', '1:5 Unexpected loss of “https://a.cn'],
    ['[链]\n\n[链]: a "题"', '3:2 Unexpected loss of “链]: a "题'],
    ['[链]\n\n[链]: a\n[链]: b', '4:2 Unexpected loss of “链]: b”'],
    ['字![图](a.png "题")', '1:2 Unexpected title “题”'],
    ['1) 甲', '1:1 Unexpected loss of “1'],
    ['01. 甲', '1:1 Unexpected loss of “01'],
    ['~~~js 文\n码\n~~~', '1:4 Unexpected loss of “js 文”'],
    [':span[甲]{#文 lang=en}', '1:2 Unexpected loss of “span[”'],
    [':span[甲]{lang=en lang=de}', '1:2 Unexpected loss of “span[”']
  ])('%j', (source, expected) => {
    const { body, map, file } = shapeSource(source)
    const [problem] = prove(body, map, file)
    expect(problem?.slice(0, expected.length)).toBe(expected)
  })
})

test('sources made by chance are printed whole', { timeout: 300_000 }, () => {
  const chance = dice(20210917)
  let proved = 0
  const count = trials(2000)
  for (let index = 0; index < count; index += 1) {
    const length = 1 + chance(24)
    const source = Array.from({ length }, () => pieces[chance(pieces.length)]).join('')
    const file = new VFile(`[^n]: 注\n\n始[^n]，[x]\n\n${source}`)
    shape(parse(file), file, meta, [])
    const lost = file.messages.filter(({ ruleId }) => ruleId === 'text-lost')
    expect([source, ...lost.map(String)]).toEqual([source])
    if (!file.messages.some(({ fatal }) => fatal)) proved += 1
  }
  expect(proved).toBeGreaterThan(count / 2)
})

/** Pieces of a source, including those prone to conflict. */
const pieces: ReadonlyArray<string> = [
  ...['汉', '𠀀', 'é', 'abc', '2021', '“', '”', '。', '，', '——', '（一）', '\u3000', '\u00a0'],
  ...[' ', '  ', '\n', '\n', '\n\n', ' \n', '  \n', '\\\n', '\t', '    ', '\n---\n', '\n## 题\n'],
  ...['*', '**', '_', '`', '``', '~~', '\\', '\\*', '[', '](https://a.cn)', '[l](https://b.cn)'],
  ...['![i](p.png)', '[x]', '[x]: https://h.cn\n', '[^n]', '<https://g.cn>', '<!-- c -->'],
  ...[':span[', ']{lang=en}', ':'],
  ...['> ', '\n> - ', '\n  > ', '- ', '1. ', '2. ', '- [x] ', '- [ ] ', '```\n', '\n```\n', '~~~'],
  ...[
    '|',
    '| a | b |\n|---|---|\n| 1 | 2 |\n',
    '&amp;',
    '&copy;',
    '&#65;',
    '&nbsp;',
    '<',
    '>',
    '&'
  ],
  ...['{', '|', '}', '{漢|hàn}', '{漢字|hàn|zì}', '{北京|_}', '{史记\\|~}', '\\{', '\\|'],
  ...[':::poem\n', '\n:::\n', '\n![图](p.png "题', '\n\n表1　题\n\n'],
  ...['https://c.cn/x，', 'www.d.cn', 'e@f.cn', '10:30', 'a:b', '::', '#', '=', '+', '(', ')']
]

type Change = (text: Text, parent: Parents) => ElementContent | Array<ElementContent> | undefined

/** Change the text of this index in a copy of the rich body, and run the proof on it. */
function proveChanged(index: number, change: Change): ReadonlyArray<string> {
  const body = structuredClone(rich.body)
  const text = textsOf(body)[index]
  visit(body, 'text', (node, at, parent) => {
    if (node !== text || !parent || at === undefined) return true
    const changed = change(node, parent)
    if (changed) parent.children.splice(at, 1, ...[changed].flat())
    return false
  })
  return prove(body)
}

function prove(body: Root, map = rich.map, source = rich.file): ReadonlyArray<string> {
  const file = new VFile(source.value)
  rehypeCoverage(map)(body, file)
  expect(file.messages.every(({ ruleId, fatal }) => ruleId === 'text-lost' && fatal)).toBe(true)
  return problemsOf(file)
}

function shapeSource(source: string): Readonly<{
  body: Root
  file: VFile
  map: ReturnType<typeof coverageMap>
}> {
  const file = new VFile(source)
  const tree = parse(file)
  const map = coverageMap(tree, source, true)
  return { body: shape(tree, file, meta, []).body, file, map }
}

function problemsOf(file: VFile): ReadonlyArray<string> {
  return file.messages.map(
    ({ line, column, reason }) => `${line ? `${line}:${column}` : '-'} ${reason}`
  )
}

/** List the texts that come from the source. */
function textsOf(node: Nodes): ReadonlyArray<Text> {
  if (node.type === 'text') return [node]
  if (!('children' in node)) return []
  if (node.type === 'element' && node.properties.dataApparatus === 'generated') return []
  return node.children.flatMap(textsOf)
}

function elementsOf(tree: Root): ReadonlyArray<Element> {
  const elements: Element[] = []
  visit(tree, 'element', (node) => {
    elements.push(node)
  })
  return elements
}

/** List the elements that hold text of the source. */
function blocksOf(node: Nodes): ReadonlyArray<Element> {
  if (!('children' in node) || textsOf(node).length === 0) return []
  const inside = node.children.flatMap(blocksOf)
  return node.type === 'element' ? [node, ...inside] : inside
}

function without(parent: Parents, node: Nodes): undefined {
  parent.children = parent.children.filter((child) => child !== node)
}

function placeOf(text: Text | undefined): RegExp {
  const { line, column } = text?.position?.start ?? {}
  return new RegExp(`^${line}:${column} Unexpected text`)
}

function show(text: string): string {
  const short = text.replace(/\s+/g, ' ')
  return short.length > 40 ? `${short.slice(0, 40)}…` : short
}

/** Make a reproducible random generator (linear congruential). */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}
