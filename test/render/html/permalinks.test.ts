import type { Element, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import type { Pagination, Typeset } from '../../../src/book.ts'
import { renderHtml } from '../../../src/render/html.ts'
import { markPages } from '../../../src/typeset/page-marks.ts'
import { pagesOfPage, textOfPage } from '../../samples/read-back.ts'
import { bareTypeset, fullText, fullTypeset, withBlock } from '../../samples/render.ts'

const parser = unified().use(rehypeParse).freeze()

const length = [...fullText.join('').replaceAll(/\s/gu, '')].length

/**
 * Title, blank, contents; page breaks of the text at its start, within a paragraph and before a
 * heading; colophon.
 */
const pagination: Pagination = {
  characters: length,
  blocks: [],
  pages: [
    { label: 'i', part: 'half-title', character: 0 },
    { label: 'ii', part: 'blank', character: 0 },
    { label: 'iii', part: 'title', character: 0 },
    { label: 'iv', part: 'contents', character: 16, entry: 0 },
    { label: 'v', part: 'contents', character: 16, entry: 2 },
    { label: '1', part: 'text', character: 14 },
    { label: '2', part: 'text', character: 20 },
    { label: '3', part: 'blank', character: 26 },
    { label: '4', part: 'text', character: 26 },
    { label: '5', part: 'colophon', character: length }
  ]
}

const paged = paginate(fullTypeset('html'))
const bytes = renderHtml(paged).bytes
const page = parser.parse(new TextDecoder().decode(bytes))

describe('printed pages', () => {
  test('are permalinks with a name, at the places the neutral marks had', () => {
    const links = marks(page).map((mark) => all(mark, 'a')[0]?.properties)
    expect(links).toHaveLength(10)
    for (const [index, { label }] of pagination.pages.entries()) {
      expect(links[index]).toEqual({
        href: `#page-${label}`,
        ariaLabel: `第${label}页`,
        dataPage: label
      })
    }
    expect(pagesOfPage(bytes).map(({ label, character }) => `${label} ${character}`)).toEqual(
      pagination.pages.map(({ label, part, character }) => {
        const isFront = /title|contents/.test(part) || label === 'ii'
        return `${label} ${isFront ? (part === 'contents' ? 14 : 0) : character}`
      })
    )
  })

  test('add no character to the text, not even for who ignores the mark of apparatus', () => {
    expect(textOfPage(bytes).map(({ text }) => text)).toEqual(fullText)
    expect(marks(page).map((mark) => textOf(mark))).toEqual(Array(10).fill(''))
  })

  test('share a box where they begin at one place', () => {
    const boxes = all(page).filter(({ properties }) => isOf(properties, 'pages'))
    expect(boxes.map((box) => marks(box).map(({ properties }) => properties.dataPage))).toEqual([
      ['i', 'ii', 'iii'],
      ['3', '4']
    ])
  })

  test('stand beside a heading, not in it', () => {
    const [box] = all(page).filter(({ properties }) => isOf(properties, 'heading'))
    expect(box?.children.map((child) => 'tagName' in child && child.tagName)).toEqual([
      'span',
      'h2',
      'a'
    ])
    expect(all(page, 'h2').flatMap((heading) => marks(heading))).toEqual([])
  })

  test('are no link in a link and no word in a name', () => {
    const mark = () => h('span', { className: ['page'], id: 'page-9', dataPage: '9' })
    for (const block of [
      h('p', h('a', { href: '#s1' }, ['甲', mark(), '乙'])),
      h('section', h('h2', ['甲', h('em', [mark(), '乙'])]))
    ]) {
      const [found] = marks(renderTree(withBlock(bareTypeset('html'), block)))
      expect(found?.children).toMatchObject([{ tagName: 'span', properties: { dataPage: '9' } }])
    }
  })

  test('are none where there was no PDF', () => {
    expect(marks(renderTree(fullTypeset('html')))).toEqual([])
  })
})

describe('sections', () => {
  test('have a permalink beside each heading of the text, and the heading keeps its name', () => {
    const boxes = all(page).filter(({ properties }) => isOf(properties, 'heading'))
    const links = boxes.map((box) => all(box, 'a').at(-1)?.properties)
    expect(links.map((link) => [link?.href, link?.ariaLabel, link?.dataApparatus])).toEqual([
      ['#s1', '本节链接：一、会议', 'generated'],
      ['#s1-1', '本节链接：（一）议题', 'generated'],
      ['#s2', '本节链接：二、构造', 'generated']
    ])
    const headings = all(page).filter(({ tagName }) => /^h[2-6]$/.test(tagName))
    expect(headings.map((heading) => textOf(heading))).toEqual([
      '目录',
      '一、会议',
      '（一）议题',
      '二、构造',
      '注释',
      '版本记录'
    ])
  })
})

test('what an editor adds is a note, no landmark', () => {
  expect(all(page, 'aside').map(({ properties }) => properties.role)).toEqual(['note', 'note'])
})

function paginate(typeset: Typeset<'html'>): Typeset<'html'> {
  const parts = markPages(typeset.parts, pagination, typeset.book.meta.title)
  return { ...typeset, parts, pagination }
}

function renderTree(typeset: Typeset<'html'>): Root {
  return parser.parse(new TextDecoder().decode(renderHtml(typeset).bytes))
}

function all(tree: Root | Element, tagName?: string): ReadonlyArray<Element> {
  const found: Element[] = []
  visit(tree, 'element', (node) => {
    if (tagName === undefined || node.tagName === tagName) found.push(node)
  })
  return found
}

function marks(tree: Root | Element): ReadonlyArray<Element> {
  return all(tree).filter(({ properties }) => isOf(properties, 'page'))
}

function isOf(properties: Element['properties'], className: string): boolean {
  return Array.isArray(properties.className) && properties.className.includes(className)
}
