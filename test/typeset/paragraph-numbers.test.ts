import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { VFile } from 'vfile'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Leaf, Settings } from '../../src/book.ts'
import { parse } from '../../src/parse.ts'
import { readAssets, readSource, readTemplate } from '../../src/read.ts'
import { shape } from '../../src/shape.ts'
import { typeset } from '../../src/typeset.ts'
import { proveNumbers } from '../samples/paragraph-numbers.ts'
import {
  alter,
  bookOf,
  judgePages,
  paint,
  type Row,
  type Sample,
  settings,
  textAt
} from '../verify/rules/sample.ts'

const declaration = fileURLToPath(
  new URL('../fixtures/declaration/declaration.md', import.meta.url)
)
const templates = ['official', 'book', 'book-32k', 'large-print', 'vertical']
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kanben-numbers-'))
  for (const name of templates) {
    await mkdir(join(folder, name))
    const source = `extends: ${name}\nparagraphNumbers: margin\n`
    await writeFile(join(folder, name, 'settings.yaml'), source)
  }
})

afterAll(() => rm(folder, { recursive: true }))

describe('the declaration with its numbers in the margin', () => {
  // `npm run test:conformance` tests the other templates.
  test.each(['official', 'vertical'])('%s keeps every rule', async (name) => {
    await proveNumbers(name, ['pdf'])
  })

  test.each(templates)(
    '%s has the lines and pages it has without',
    { timeout: 300_000 },
    async (name) => {
      const plain = await leavesOf(name)
      const numbered = await leavesOf(join(folder, name))
      const found: string[] = []
      expect(numbered.map((leaf) => ({ ...leaf, tree: without(leaf.tree, found) }))).toEqual(plain)
      // Each once, even if a paragraph continues on another page.
      expect(found).toEqual(Array.from({ length: found.length }, (_, index) => `${index + 1}`))
      expect(found.length).toBe(176)
    }
  )
})

async function leavesOf(template: string): Promise<ReadonlyArray<Leaf>> {
  const { file, meta } = await readSource(declaration)
  const looks = await readTemplate(template, file)
  if (!meta || !looks) throw new Error(String(file.messages[0]))
  const tree = parse(file)
  const book = shape(tree, file, meta, await readAssets(tree, file))
  return (await typeset(book, looks, 'pdf', new VFile())).leaves
}

/** Remove the numbers from a tree. */
function without(node: Element, found: string[]): Element {
  const children = node.children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child]
    if (String(child.properties.className).split(',')[0] !== 'paragraph-number') {
      return [without(child, found)]
    }
    const [text] = child.children
    found.push(text?.type === 'text' ? text.value : '')
    return []
  })
  return { ...node, children }
}

describe('where a number stands', () => {
  const numbered: Settings = { ...settings, paragraphNumbers: 'margin' }
  const upright: Settings = { ...numbered, writing: 'vertical' }
  const rows: ReadonlyArray<Row> = [
    { text: '甲乙丙丁戊己庚辛', start: 2, end: 10 },
    { text: '子丑寅卯' },
    { text: '甲乙丙丁戊己庚辛', start: 2, end: 10 },
    { text: '子丑寅卯辰巳午未申酉', end: 10 },
    { text: '子丑寅卯辰巳午未申酉', end: 10, page: true },
    { text: '子丑寅卯' }
  ]
  const body = [
    h('p', { id: 'p1' }, [textAt('甲乙丙丁戊己庚辛子丑寅卯', 5)]),
    h('p', { id: 'p2' }, [
      textAt('甲乙丙丁戊己庚辛子丑寅卯辰巳午未申酉子丑寅卯辰巳午未申酉子丑寅卯', 7)
    ])
  ]
  /** The text with these numbers: each with its label, the row it is painted with, and its position. */
  const judge = (
    numbers: ReadonlyArray<readonly [text: string, row: number, start?: number]>,
    set: Settings = numbered
  ): ReadonlyArray<string> => {
    const samples = rows.flatMap((row, index): ReadonlyArray<Sample> => {
      const line: Sample = { rows: [row] }
      const at = index < 4 ? index + 2 : index - 3
      const own = numbers.filter(([, beside]) => beside === index)
      return [
        line,
        ...own.map(([text, , start = 11]): Sample => {
          return { rows: [{ text, at, start }], box: 'apparatus' }
        })
      ]
    })
    const title: Sample = { rows: [{ text: '题' }] }
    const pages = paint([title, ...samples], set)
    // Above a vertical line a digit is centred.
    const shift = set.writing === 'vertical' ? 0.25 : 0
    const centred = alter(pages, /^[0-9]$/, ({ left, size }) => ({ left: left + shift * size }))
    return judgePages(centred, bookOf(...body), set)
      .messages.filter((message) => message.startsWith('paragraph-number'))
      .map((message) => message.replace(/^paragraph-number /, ''))
  }
  const first = 'line 2 of page 1 (folio i), “甲乙丙丁戊己庚辛”'
  const second = first.replace('line 2', 'line 4')
  const stray = (number: string, page: string) =>
    `- Unexpected ${number} in the margin on page ${page}, expected numbers beside the first lines of their paragraphs only`

  test.each([
    ['outside', numbered, 11],
    ['on the other side', numbered, -2],
    ['above the lines', upright, -2]
  ])('beside the first lines, %s', (_, set, start) => {
    const all = [
      ['1', 0, start],
      ['2', 2, start]
    ] as const
    expect(judge(all, set)).toEqual([])
  })

  test.each<readonly [string, ReadonlyArray<readonly [string, number]>, ReadonlyArray<string>]>([
    [
      'missing',
      [['1', 0]],
      [`7 Unexpected paragraph without its number in ${second}, expected 2 beside its first line`]
    ],
    [
      'another’s',
      [
        ['1', 0],
        ['3', 2]
      ],
      [
        `7 Unexpected paragraph without its number in ${second}, expected 2 beside its first line`,
        stray('3', '1 (folio i)')
      ]
    ],
    [
      'beside the second line',
      [
        ['1', 1],
        ['2', 2]
      ],
      [
        `5 Unexpected paragraph without its number in ${first}, expected 1 beside its first line`,
        stray('1', '1 (folio i)')
      ]
    ],
    [
      'printed again where the paragraph goes on',
      [
        ['1', 0],
        ['2', 2],
        ['2', 4]
      ],
      [stray('2', '2 (folio 1)')]
    ]
  ])('a number %s is told', (_, numbers, messages) => {
    expect(judge(numbers)).toEqual(messages)
  })

  test('a number in a template that prints none is told', () => {
    expect(judge([['1', 0]], settings)).toEqual([stray('1', '1 (folio i)')])
    expect(judge([], settings)).toEqual([])
  })
})
