import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Element, ElementContent, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import { visit } from 'unist-util-visit'
import { beforeAll, describe, expect, test } from 'vitest'
import { copyLeaves, type PrintedSample, printSample, problemsOf, reprint } from '../samples/pdf.ts'

/** Changes the lines of a paragraph, painted one below the other. */
type Plant = (lines: ReadonlyArray<Element>, block: Element) => void

const front = '---\ntitle: 题名\nlang: zh-Hans\ntype: law\ndate: 2020-01-01\n---\n\n'

/** Faults in a paragraph: the rule, the correct paragraph, and the change to its lines. */
const faults: ReadonlyArray<readonly [rule: string, text: string, plant: Plant]> = [
  ['mark-line-end', `${'甲'.repeat(25)}，乙乙乙。`, ([line]) => flatten(line)],
  ['mark-line-start', `${'甲'.repeat(26)}“乙乙乙”。`, ([, line]) => flatten(line)],
  ['mark-room', '甲乙“丙”《丁》，戊。', ([line]) => flatten(line)],
  ['line-start', `${'甲'.repeat(25)}，乙乙乙。`, ([line, next]) => moveOver(line, next, 1)],
  ['line-end', `${'甲'.repeat(26)}“乙乙乙”。`, ([line, next]) => moveBack(line, next, 1)],
  ['line-parted', `${'甲'.repeat(26)}2021年乙。`, ([line, next]) => moveBack(line, next, 2)],
  ['lone-character', `${'甲'.repeat(26)}乙丙。`, ([line, next]) => moveBack(line, next, 1)],
  ['line-grid', '甲乙丙丁戊。', ([line]) => style(line, 'padding-block-start:.3mm')],
  ['line-gap', '甲乙丙丁戊。', ([line]) => style(line, 'letter-spacing:.1em')],
  ['line-flush', '甲乙丙丁戊。', ([line]) => style(line, 'margin-inline-start:1.9em')],
  ['type-area', '甲乙丙丁戊。', ([line]) => style(line, 'margin-inline-start:-.5em')],
  ['glyph-size', '甲乙丙丁戊。', ([line]) => style(line, 'font-size:.99em')],
  ['gap-uneven', '甲乙丙丁戊。', ([line]) => spread(line)],
  ['digit-width', '甲乙2021年。', ([line]) => style(line, 'font-feature-settings:"hwid" 0')],
  ['style-face', '### （一）甲乙丙', (_, block) => style(block, 'font-family:Song')],
  ['edition-overlap', '甲乙丙丁戊。', ([line]) => overlap(line)]
]

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kanben-rules-'))
  return () => rm(folder, { recursive: true })
})

/** Print a text that keeps every rule. */
async function printRight(text: string, template?: string): Promise<PrintedSample> {
  const path = join(folder, 'source.md')
  await writeFile(path, front + text)
  const right = await printSample(path, template)
  const problems = await problemsOf(right.edition, right.book)
  expect(problems.filter((problem) => !problem.startsWith('page-short'))).toEqual([])
  return right
}

describe('a fault planted in a line of a real PDF is found at its line', {
  timeout: 300_000
}, () => {
  let problems: ReadonlyArray<string> = []
  beforeAll(async () => {
    const head = '## 一、甲乙\n\n'
    const right = await printRight(head + faults.map(([, text]) => `${text}\n\n`).join(''))
    const leaves = copyLeaves(right)
    const ids = blocksOf(right.book.body).slice(1)
    for (const { tree } of leaves) {
      visit(tree, 'element', (block) => {
        const [, , plant] = faults[ids.indexOf(String(block.properties.id))] ?? []
        plant?.(block.children.flatMap(elementsOf), block)
      })
    }
    problems = await reprint(right, { leaves })
  }, 300_000)

  test.each(faults.map(([rule], index) => [rule, lineOf(index)]))('%s in line %i', (rule, line) => {
    const isOverlap = rule === 'edition-overlap'
    const found = problems.filter((problem) =>
      problem.startsWith(`${rule} ${isOverlap ? '-' : line} `)
    )
    expect(found).not.toEqual([])
  })
})

describe('a fault planted in the pages of a real PDF is found', { timeout: 300_000 }, () => {
  // Two lines stay free at the bottom of two pages, since neither three lines nor a heading may be
  // split.
  const text = [
    paragraphOf(10) + paragraphOf(10),
    paragraphOf(3) + paragraphOf(17),
    '## 一、甲乙\n\n',
    paragraphOf(16),
    `| 甲 | 乙 |\n| - | - |\n${'| 丙 | 丁 |\n'.repeat(30)}\n`,
    ':::signatories\n- 甲国总统　张三\n- 乙国代表　李四四\n:::\n'
  ].join('')
  let right: PrintedSample
  beforeAll(async () => {
    right = await printRight(text)
  }, 300_000)

  type Leaves = ReturnType<typeof copyLeaves>
  const styled = (selector: string, declarations: string) => (leaves: Leaves) =>
    style(leaves.flatMap(({ tree }) => selectAll(selector, tree))[0], declarations)
  const onPage = (leaves: Leaves, label: string) =>
    leaves.find((leaf) => leaf.label === label)?.tree

  test.each<readonly [rule: string, fault: string, plant: (leaves: Leaves) => void]>([
    ['page-widow', 'one line left over', (leaves) => moveLines(leaves, 2)],
    ['page-orphan', 'one line ahead', (leaves) => moveLines(leaves, 1)],
    [
      'page-heading',
      'a heading at the foot',
      (leaves) => {
        const [, section] = selectAll('section', onPage(leaves, '3'))
        onPage(leaves, '2')?.children.push(...(section?.children.splice(0, 1) ?? []))
      }
    ],
    [
      'table-head',
      'a table that goes on without its head',
      (leaves) => {
        const table = select('table', onPage(leaves, '4'))
        table?.children.shift()
      }
    ],
    [
      'table-row',
      'a cell on the next page',
      (leaves) => {
        const row = selectAll('tr', onPage(leaves, '4')).at(-1)
        const body = select('tbody', onPage(leaves, '5'))
        const cell = row?.children.splice(1) ?? []
        body?.children.unshift(h('tr', row?.properties, cell))
      }
    ],
    ['signatory-columns', 'a name out of its column', styled('.name', 'margin-inline-start:1mm')],
    ['contents-place', 'a number that is not flush', styled('.folio', 'inline-size:1.9em')],
    [
      'contents-place',
      'dots that are not under each other',
      (leaves) => style(selectAll('.leader', onPage(leaves, 'iii')).at(-1), 'inline-size:24.1em')
    ],
    ['glyph-size', 'a page that is scaled', styled('#p3', 'zoom:.98')]
  ])('%s: %s', async (rule, _, plant) => {
    const leaves = copyLeaves(right)
    plant(leaves)
    expect(rulesOf(await reprint(right, { leaves }))).toContain(rule)
  })

  test('folio-place: a page without its folio', async () => {
    const leaves = copyLeaves(right).map((leaf) =>
      leaf.label === '2' ? { ...leaf, folio: '' } : leaf
    )
    expect(rulesOf(await reprint(right, { leaves }))).toContain('folio-place')
  })

  /** Move the first lines of the third paragraph to the page before. */
  function moveLines(leaves: Leaves, count: number): void {
    const parted = select('#p3', onPage(leaves, '2'))
    const lines = parted?.children.splice(0, count) ?? []
    const { className, id } = parted?.properties ?? {}
    onPage(leaves, '1')?.children.push(h('p', { className, id }, lines))
  }
})

describe('a fault planted in the pages of a book is found', { timeout: 300_000 }, () => {
  let right: PrintedSample
  beforeAll(async () => {
    const names = '甲{乙丙|_}{丁戊|_}，{己庚|~}辛。\n\n'
    right = await printRight(`## 一、甲乙\n\n${names}${paragraphOf(60)}`, 'book')
  }, 300_000)

  test.each([
    ['专名号', '.stroke{display:none}'],
    ['书名号', '.wave{display:none}'],
    ['marks in white', ':is(.stroke,.wave)::before{background:#fff}']
  ])('name-mark: no %s', async (_, css) => {
    const found = await reprint(right, { styles: right.set.styles + css })
    expect(rulesOf(found)).toContain('name-mark')
  })

  test('running-head: a page without one', async () => {
    const leaves = copyLeaves(right).map((leaf) =>
      leaf.label === '2' ? { ...leaf, head: '' } : leaf
    )
    expect(rulesOf(await reprint(right, { leaves }))).toEqual(['running-head'])
  })
})

describe('a fault planted in vertical lines is found', { timeout: 300_000 }, () => {
  let right: PrintedSample
  beforeAll(async () => {
    right = await printRight('公元2021年12月，“甲乙”丙丁。', 'vertical')
  }, 300_000)

  test.each([
    ['vertical-digits', 'two digits under each other', '.tcy{text-combine-upright:none}'],
    ['vertical-digits', 'a number on its side', '.upright{text-orientation:mixed}'],
    [
      'vertical-quotes',
      'quotation marks on their sides',
      '#p1 .line *{text-orientation:sideways!important}'
    ]
  ])('%s: %s', async (rule, _, css) => {
    const styles = right.set.styles + css
    expect(rulesOf(await reprint(right, { styles }))).toContain(rule)
  })
})

/** A paragraph of so many lines. */
function paragraphOf(lines: number): string {
  return `${'甲'.repeat(26 + 28 * (lines - 2))}乙丙丁。\n\n`
}

function rulesOf(problems: ReadonlyArray<string>): ReadonlyArray<string | undefined> {
  return problems.map((problem) => problem.split(' ')[0])
}

function lineOf(index: number): number {
  return 10 + 2 * index
}

/** The identifiers of paragraphs and headings, in order. */
function blocksOf(body: Root): ReadonlyArray<string> {
  const ids: string[] = []
  visit(body, 'element', ({ tagName, properties }) => {
    if (/^(?:p|h\d)$/.test(tagName)) ids.push(String(properties.id))
  })
  return ids
}

function select(selector: string, tree: Element | undefined): Element | undefined {
  return selectAll(selector, tree)[0]
}

/** Find the elements with a name, a class or an identifier: `p`, `.line`, `#p1`. */
function selectAll(selector: string, tree: Element | undefined): ReadonlyArray<Element> {
  const found: Element[] = []
  visit(tree ?? h('section'), 'element', (element) => {
    const { id, className } = element.properties
    const classes = String(className).split(',')
    const names = [element.tagName, `#${id}`, ...classes.map((name) => `.${name}`)]
    if (names.includes(selector)) found.push(element)
  })
  return found
}

function elementsOf(node: ElementContent): ReadonlyArray<Element> {
  return node.type === 'element' ? [node] : []
}

function style(element: Element | undefined, declarations: string): void {
  if (!element) throw new Error('Nothing to plant a fault in')
  element.properties.style = `${element.properties.style ?? ''};${declarations}`
}

/** Remove all spacing and half-width marks from a line. */
function flatten(line: Element | undefined): void {
  if (line) line.children = [{ type: 'text', value: textOf(line) }]
}

/** Move the last characters of a line to the next. */
function moveOver(line: Element | undefined, next: Element | undefined, count: number): void {
  part(line, next, textOf(line ?? h('p')).length - count)
}

/** Move the first characters of a line to the one before it. */
function moveBack(line: Element | undefined, next: Element | undefined, count: number): void {
  part(line, next, textOf(line ?? h('p')).length + count)
}

function part(line: Element | undefined, next: Element | undefined, at: number): void {
  if (!line || !next) throw new Error('No two lines to plant a fault in')
  const text = textOf(line) + textOf(next)
  line.children = [{ type: 'text', value: text.slice(0, at) }]
  next.children = [{ type: 'text', value: text.slice(at) }]
}

/** Set one gap of a line wider than the others. */
function spread(line: Element | undefined): void {
  const text = textOf(line ?? h('p'))
  const wide = h('span', { style: 'letter-spacing:.05em' }, text.slice(1, 2))
  const [before, after] = [text.slice(0, 1), text.slice(2)]
  if (line) line.children = [{ type: 'text', value: before }, wide, { type: 'text', value: after }]
}

function overlap(line: Element | undefined): void {
  flatten(line)
  style(line, 'letter-spacing:-.9em')
}
