import type { Element, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Asset, Book, Settings } from '../../src/book.ts'
import { readTemplate } from '../../src/read.ts'
import { buildPages } from '../../src/typeset/build-pages.ts'
import { setColophon } from '../../src/typeset/colophon.ts'
import { divideWidth } from '../../src/typeset/compose/divide-width.ts'
import { compose } from '../../src/typeset/compose.ts'
import { setContents } from '../../src/typeset/contents.ts'
import { setLeaves } from '../../src/typeset/leaves.ts'

let settings: Settings
beforeAll(async () => {
  const template = await readTemplate('official', new VFile())
  if (!template) throw new Error('no template')
  settings = template.settings
})

/** Han one em, everything else half of one. */
const advance = (character: string) => (/[\u2E80-\uFFEF—…“”‘’·]/u.test(character) ? 1 : 0.5)

function context(changes: Partial<Settings> = {}, assets: ReadonlyArray<Asset> = []) {
  return { settings: { ...settings, ...changes }, advance, assets }
}

function rootOf(...children: Element[]): Root {
  return { type: 'root', children }
}

function pagesOf(body: Root, changes: Partial<Settings> = {}): ReadonlyArray<Element> {
  const { text, notes } = compose(body, context(changes))
  return buildPages(text, notes, { ...settings, ...changes }).map(({ content }) =>
    h('section', [...content])
  )
}

function find(node: Element, tagName: string): ReadonlyArray<Element> {
  const found: Element[] = []
  visit(node, { type: 'element', tagName }, (element) => {
    if (element.type === 'element') found.push(element)
  })
  return found
}

const bookOf = (count: number): Book => ({
  meta: {
    title: '书',
    titleLines: ['书'],
    lang: 'zh-Hans',
    type: 'law',
    date: '2020-01-01',
    supplement: false,
    corrections: []
  },
  body: rootOf(
    ...Array.from({ length: count }, (_, index) =>
      h('section', { ariaLabelledBy: `s${index + 1}` }, [
        h('h2', { id: `s${index + 1}` }, `第${index + 1}章`),
        h('p', '文'.repeat(100))
      ])
    )
  ),
  outline: Array.from({ length: count }, (_, index) => ({
    id: `s${index + 1}`,
    depth: 2,
    enumerator: '',
    text: `第${index + 1}章`
  })),
  assets: []
})
const leavesOf = (book: Book, changes: Partial<Settings>, file: VFile = new VFile()) =>
  setLeaves(
    book,
    {
      contents: setContents(book.outline),
      colophon: setColophon(book, [])
    },
    context(changes),
    file
  )

describe('paragraphs', () => {
  test('a paragraph over two pages is cut between lines, and named once', () => {
    const text = '中'.repeat(28 * 30 - 2)
    const pages = pagesOf(
      rootOf(h('section', { ariaLabelledBy: 's1' }, h('p', { id: 'p1' }, text)))
    )
    expect(pages.map((page) => textOf(page).length)).toEqual([28 * 22 - 2, 28 * 8])
    expect(pages.map((page) => find(page, 'p')[0]?.properties.id)).toEqual(['p1', undefined])
    expect(pages.map((page) => find(page, 'section').length)).toEqual([2, 2])
  })

  test('a heading takes two lines of what follows with it', () => {
    const lines = Array.from({ length: 20 }, () => h('p', '中'.repeat(20)))
    const heading = h('h3', '（一）标题')
    const pages = pagesOf(rootOf(...lines, heading, h('p', '中'.repeat(28 * 4))))
    expect(textOf(pages[1] ?? heading)).toMatch(/^（一）标题/)
  })

  test('a chain of headings is not parted', () => {
    const lines = Array.from({ length: 18 }, () => h('p', '中'.repeat(20)))
    const chain = [h('h2', '一、甲'), h('h3', '（一）乙'), h('h4', '1. 丙')]
    const pages = pagesOf(rootOf(...lines, ...chain, h('p', '中'.repeat(28 * 4))))
    expect(textOf(pages[1] ?? h('p'))).toMatch(/^一、甲（一）乙1. 丙/)
  })
})

test('a date line has the free lines of its style', () => {
  const { text } = compose(
    rootOf(h('p', '文'), h('p', { className: ['dateline'] }, '日')),
    context()
  )
  expect(text.map(({ before }) => before)).toEqual([0, 1])
  expect(text[0]?.keep).toBe(1)
})

test('a line of a poem, and one before a hard break, ends with a line feed; the last does not break', () => {
  const poem = h('div', { className: ['poem'] }, h('p', ['白日依山尽', h('br'), '黄河入海流']))
  const [page] = pagesOf(rootOf(poem, h('p', ['一', h('br'), '二'])))
  const lines = page ? find(page, 'span').map((line) => textOf(line)) : []
  expect(lines).toEqual(['白日依山尽\n', '黄河入海流\n', '一\n', '二'])
})

test('what an editor supplies is not parted from the paragraph that says so', () => {
  const row = (name: string) =>
    h('li', [
      h('span', { className: ['office'] }, '某国总统'),
      h('span', '　'),
      h('span', { className: ['name'] }, name)
    ])
  const note = h('p', '〔以下各行不见于源文本。〕')
  const pages = pagesOf(
    rootOf(
      h('div', { className: ['signatories'] }, [
        h(
          'ul',
          [...'甲乙丙丁戊'].map((name) => row(name.repeat(3)))
        )
      ]),
      h('p', { className: ['dateline'] }, '日期'),
      h('aside', { className: ['gap'] }, h('p', '〔以下缺。〕')),
      h('aside', { className: ['supplement'] }, [note, h('ul', [row('壬壬壬')])])
    )
  )
  const texts = pages.map((page) => textOf(page))
  expect(texts).toHaveLength(2)
  expect(texts[1]).toMatch(/^〔以下各行.*壬壬壬$/)
})

describe('tables', () => {
  const row = (text: string) => h('tr', [h('td', text), h('td', text)])
  const tableOf = (rows: Element[]) =>
    h('table', [h('thead', h('tr', [h('th', '甲'), h('th', '乙')])), h('tbody', rows)])

  test('the head is repeated on every page, as apparatus, and every row stands once', () => {
    const pages = pagesOf(
      rootOf(tableOf(Array.from({ length: 50 }, (_, index) => row(`${index}`))))
    )
    const heads = pages.flatMap((page) => find(page, 'thead'))
    expect(heads.map(({ properties }) => properties.dataApparatus)).toEqual([
      undefined,
      ...pages.slice(1).map(() => 'generated')
    ])
    const cells = pages.flatMap((page) => find(page, 'td')).map((cell) => textOf(cell))
    expect(cells).toEqual(Array.from({ length: 100 }, (_, index) => `${Math.floor(index / 2)}`))
  })

  test('a row that no page could hold is an error at its table', () => {
    const table = { ...tableOf([row('长'.repeat(2000))]), position: placeOf(7) }
    const file = new VFile()
    leavesOf({ ...bookOf(0), body: rootOf(table) }, {}, file)
    expect(file.messages.map(({ ruleId, line }) => [ruleId, line])).toEqual([['page-room', 7]])
  })

  test('columns get what they need, and share what there is', () => {
    expect(divideWidth([2, 4], 10, [3, 3])).toEqual([4, 6])
    const shared = divideWidth([2, 100, 400], 32, [4, 4, 4])
    expect(shared[0]).toBe(2)
    expect(shared.reduce((sum, width) => sum + width, 0)).toBeCloseTo(32)
    expect(shared[2]).toBeGreaterThan(shared[1] ?? 0)
  })
})

describe('notes', () => {
  const call = (number: number) =>
    h('sup', { dataApparatus: 'generated' }, h('a', { href: `#note-${number}` }, `${number}`))
  const notesOf = (texts: ReadonlyArray<string>) =>
    h('section', { className: ['notes'], dataFootnotes: true }, [
      h('h2', { id: 'notes' }, '注释'),
      h(
        'ol',
        texts.map((text, index) =>
          h('li', { id: `note-${index + 1}` }, [
            h('p', [
              text,
              h('span', { dataApparatus: 'generated' }, h('a', { dataFootnoteBackref: '' }, '↑'))
            ])
          ])
        )
      )
    ])

  test('a note stands at the foot of the page that calls it', () => {
    const far = Array.from({ length: 25 }, () => h('p', '中'.repeat(20)))
    const body = rootOf(
      h('p', ['甲', call(1)]),
      ...far,
      h('p', ['乙', call(2)]),
      notesOf(['一', '二'])
    )
    const pages = pagesOf(body, { notes: 'foot' })
    const feet = pages.map((page) => find(page, 'aside').map((note) => textOf(note)))
    expect(feet).toEqual([['1.一'], ['2.二']])
  })

  test('notes behind the text are a section of their own', () => {
    const pages = pagesOf(rootOf(h('p', ['甲', call(1)]), notesOf(['一'])), { notes: 'end' })
    expect(textOf(pages[0] ?? h('p'))).toBe('甲1注释1.一')
  })

  test('a note that is called twice stands once', () => {
    const body = rootOf(h('p', ['甲', call(1)]), h('p', ['乙', call(1)]), notesOf(['一']))
    const [page] = pagesOf(body, { notes: 'foot' })
    expect(find(page ?? h('p'), 'aside').length).toBe(1)
  })
})

describe('lists, code and pictures', () => {
  test('an item stands in by the column of its markers', () => {
    const list = h('ul', [h('li', h('p', '中'.repeat(60)))])
    const [page] = pagesOf(rootOf(list))
    const [paragraph] = find(page ?? h('p'), 'p')
    const start = 4 * settings.size
    expect(paragraph?.properties.style).toContain(`margin-inline-start:${start.toFixed(4)}mm`)
    expect(paragraph && find(paragraph, 'span').filter(isLine).length).toBe(3)
  })

  test('code is parted where the measure ends, and no character of it is lost', () => {
    const code = `${'a'.repeat(200)}\n\n  中文`
    const [page] = pagesOf(rootOf(h('pre', h('code', `${code}\n`))))
    const lines = find(page ?? h('p'), 'span')
      .filter(isLine)
      .map((line) => textOf(line))
    expect(lines.join('')).toBe(`${code}\n`)
    expect(lines.length).toBeGreaterThan(4)
    expect(lines.at(-1)).toBe('  中文\n')
  })

  test('a picture takes whole lines and is no wider than the measure', () => {
    const bytes = new Uint8Array()
    const asset = {
      url: 'a.png',
      name: 'a.png',
      type: 'image/png',
      bytes,
      width: 4000,
      height: 1000
    }
    const { text } = compose(rootOf(h('p', h('img', { src: 'a.png' }))), context({}, [asset]))
    const painted = text[0]?.paint(0, 1, 0)
    expect(text[0]?.rows).toEqual([{ height: 4, notes: [] }])
    expect(JSON.stringify(painted)).toContain('inline-size:156mm;block-size:39mm')
  })

  test('a name of two characters is spread to three, and rows are two lines high', () => {
    const item = h('li', [
      h('span', { className: ['office'] }, '印度共和国总理'),
      h('span', { className: ['separator'] }, '　'),
      h('span', { className: ['name'] }, '莫迪')
    ])
    const section = h('section', { className: ['signatories'] }, h('ul', [item]))
    const { text } = compose(rootOf(h('p', '文'), section), context())
    expect(text[1]).toMatchObject({ begins: 'page', rows: [{ height: 2 }] })
    expect(JSON.stringify(text[1]?.paint(0, 1, 0))).toContain('letter-spacing:1em')
  })
})

describe('the order of the parts', () => {
  const kinds = (leaves: ReturnType<typeof leavesOf>) =>
    leaves.map(({ tree, label }) => `${label} ${String(tree.properties.className).split(',')[1]}`)

  test('parts begin on rectos, and the text is counted from one', () => {
    expect(kinds(leavesOf(bookOf(1), {}))).toEqual([
      'i leaf-title',
      'ii leaf-blank',
      'iii leaf-contents',
      'iv leaf-blank',
      '1 leaf-text',
      '2 leaf-colophon'
    ])
  })

  test('sections open on rectos, and their pages are the numbers in the contents', () => {
    const leaves = leavesOf(bookOf(3), {
      sections: 'recto',
      heads: { recto: 'section', verso: 'title' }
    })
    expect(kinds(leaves).slice(4)).toEqual([
      '1 leaf-text',
      '2 leaf-blank',
      '3 leaf-text',
      '4 leaf-blank',
      '5 leaf-text',
      '6 leaf-colophon'
    ])
    const contents = leaves[2]
    expect(contents && textOf(contents.tree).replaceAll('·', '')).toBe('目录第1章1第2章3第3章5')
    expect(leaves.every(({ head }) => head === '')).toBe(true)
  })

  test('a text without headings has no contents', () => {
    const book = { ...bookOf(0), body: rootOf(h('p', '文')) }
    expect(kinds(leavesOf(book, {}))).toEqual([
      'i leaf-title',
      'ii leaf-blank',
      '1 leaf-text',
      '2 leaf-colophon'
    ])
  })
})

const placeOf = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 9 } })

function isLine({ properties }: Element): boolean {
  return String(properties.className) === 'line'
}
