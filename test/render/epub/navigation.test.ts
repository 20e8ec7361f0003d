import { unzipSync } from 'fflate'
import { h } from 'hastscript'
import { describe, expect, test } from 'vitest'
import type { Nodes } from 'xast'
import { renderEpub } from '../../../src/render/epub.ts'
import { pagesOfEpub, textOfEpub } from '../../samples/read-back.ts'
import { bareTypeset, fullText, fullTypeset, withBlock } from '../../samples/render.ts'
import { all, metaOf, open, pagedTypeset, pdf, textOf } from './sample.ts'

const bytes = renderEpub(pagedTypeset()).bytes
const files = unzipSync(bytes)
const nav = open(files, 'EPUB/nav.xhtml')
const ncx = open(files, 'EPUB/toc.ncx')
const labels = ['i', 'ii', 'iii', 'iv', '1', '2', '3', '4']

describe('printed pages', () => {
  test('are marked once each, as EPUB has it, and nothing is left of the neutral marks', () => {
    const marks = Object.keys(files)
      .filter((path) => path.endsWith('.xhtml'))
      .flatMap((path) => all(open(files, path)))
      .filter(({ attributes }) => attributes['epub:type'] === 'pagebreak')
    expect(marks.map(({ attributes }) => attributes['aria-label']).toSorted()).toEqual(
      labels.toSorted()
    )
    for (const { attributes, children } of marks) {
      const label = attributes['aria-label']
      expect(children).toEqual([])
      expect(attributes).toEqual({
        'epub:type': 'pagebreak',
        role: 'doc-pagebreak',
        id: `page-${label}`,
        'aria-label': label,
        'data-apparatus': 'generated'
      })
    }
  })

  test('are marked between blocks by a block, and inside a paragraph at the character', () => {
    const [section] = all(open(files, 'EPUB/text/s1.xhtml'), 'section')
    const paragraph = section && all(section, 'p')[0]
    expect(paragraph?.children.map((node) => ('name' in node ? node.name : textOf(node)))).toEqual([
      '会议讨论]]>与&',
      'span',
      '之别，见',
      'a',
      '。'
    ])
    const [second] = all(open(files, 'EPUB/text/s2.xhtml'), 'section')
    expect(second?.children.map((node) => ('name' in node ? node.name : ''))[0]).toBe('div')
    const { pagination } = pagedTypeset()
    const places = pagination?.pages.map(({ label, character }) => ({ label, character }))
    expect(pagesOfEpub(bytes)).toEqual(places)
    expect(textOfEpub(bytes).map(({ text }) => text)).toEqual(fullText)
  })

  test('are listed in order, each with its label, and lead to the marks', () => {
    const list = navOf(nav, 'page-list')
    expect(list?.attributes).toMatchObject({ role: 'doc-pagelist', hidden: '' })
    const links = list ? all(list, 'a') : []
    expect(links.map(textOf)).toEqual(labels)
    expect(links.map(({ attributes }) => attributes.href)).toEqual([
      'text/title.xhtml#page-i',
      'nav.xhtml#page-ii',
      'nav.xhtml#page-iii',
      'text/preamble.xhtml#page-iv',
      'text/preamble.xhtml#page-1',
      'text/s1.xhtml#page-2',
      'text/s2.xhtml#page-3',
      'text/colophon.xhtml#page-4'
    ])
  })

  test('are said to be those of the PDF, or of the title where there is only one for a press', () => {
    const opf = open(files, 'EPUB/package.opf')
    expect(metaOf(opf, 'pageBreakSource')).toEqual([`${pdf.name}, SHA-256 ${pdf.sha256}`])
    expect(metaOf(opf, 'schema:accessibilityFeature')).toEqual(
      expect.arrayContaining(['pageBreakMarkers', 'pageNavigation'])
    )
    const press = unzipSync(renderEpub({ ...pagedTypeset(), siblings: [] }).bytes)
    expect(metaOf(open(press, 'EPUB/package.opf'), 'pageBreakSource')).toEqual([
      pagedTypeset().book.meta.title
    ])
  })

  test('are nowhere in an EPUB made without a PDF', () => {
    const without = unzipSync(renderEpub(fullTypeset('epub')).bytes)
    const text = Object.values(without)
      .map((file) => new TextDecoder().decode(file))
      .join('')
    expect(text).not.toMatch(/page-?list|page-?break|pageNavigation|id="page-/i)
  })

  test('that are marked nowhere are a bug', () => {
    const { parts } = fullTypeset('epub')
    expect(() => renderEpub({ ...pagedTypeset(), parts })).toThrow('No mark of page i')
  })
})

describe('the NCX', () => {
  test('has the contents and the pages of the navigation', () => {
    const toc = navOf(nav, 'toc')
    const entries = toc ? all(toc, 'a').map((a) => [textOf(a), a.attributes.href]) : []
    expect(entries.length).toBe(7)
    expect(all(ncx, 'navPoint').map(target)).toEqual(entries)
    const list = navOf(nav, 'page-list')
    const pages = list ? all(list, 'a').map((a) => [textOf(a), a.attributes.href]) : []
    expect(all(ncx, 'pageTarget').map(target)).toEqual(pages)
    expect(all(ncx, 'pageTarget').map(({ attributes }) => attributes.type)).toEqual(
      labels.map((label) => (/\d/.test(label) ? 'normal' : 'front'))
    )
  })

  test('nests as the contents do, and counts', () => {
    const inner = all(ncx, 'navPoint').map((point) => all(point, 'navPoint').length - 1)
    expect(inner).toEqual([0, 1, 0, 0, 0, 0, 0])
    const counts = all(ncx, 'meta').map(({ attributes }) => [attributes.name, attributes.content])
    const [identifier] = all(open(files, 'EPUB/package.opf'), 'dc:identifier').map(textOf)
    expect(counts).toEqual([
      ['dtb:uid', identifier],
      ['dtb:depth', '2'],
      ['dtb:totalPageCount', '8'],
      ['dtb:maxPageNumber', '4']
    ])
  })

  test('plays in reading order, the same place in the same turn', () => {
    const turns = [...all(ncx, 'navPoint'), ...all(ncx, 'pageTarget')].map((node) => ({
      src: String(target(node)[1]),
      turn: Number(node.attributes.playOrder)
    }))
    const bySource = new Map(turns.map(({ src, turn }) => [src, turn]))
    for (const { src, turn } of turns) expect(bySource.get(src)).toBe(turn)
    const order = [...bySource].toSorted(([, one], [, other]) => one - other)
    expect(order.map(([, turn]) => turn)).toEqual(order.map((_, index) => index + 1))
    expect(order.map(([src]) => src)).toEqual([
      'text/title.xhtml',
      'text/title.xhtml#page-i',
      'nav.xhtml#page-ii',
      'nav.xhtml#page-iii',
      'text/preamble.xhtml#page-iv',
      'text/preamble.xhtml#page-1',
      'text/s1.xhtml',
      'text/s1.xhtml#page-2',
      'text/s1.xhtml#s1-1',
      'text/s2.xhtml',
      'text/s2.xhtml#page-3',
      'text/signatories.xhtml',
      'text/notes.xhtml',
      'text/colophon.xhtml',
      'text/colophon.xhtml#page-4'
    ])
  })

  function target(node: ReturnType<typeof all>[number]): ReadonlyArray<unknown> {
    return [textOf(all(node, 'text')[0] ?? node), all(node, 'content')[0]?.attributes.src]
  }
})

describe('the reading order', () => {
  test('is that of the parts, wherever the template has the contents and the colophon', () => {
    const { parts } = pagedTypeset()
    const of = (role: string) => parts.filter((part) => part.role === role)
    const book = [...of('title'), ...of('colophon'), ...of('contents'), ...of('body')]
    const opf = open(
      unzipSync(renderEpub({ ...fullTypeset('epub'), parts: book }).bytes),
      'EPUB/package.opf'
    )
    expect(all(opf, 'itemref').map(({ attributes }) => attributes.idref)).toEqual(
      'title colophon nav preamble s1 s2 signatories notes'.split(' ')
    )
  })

  test('has landmarks for what is there', () => {
    const list = navOf(nav, 'landmarks')
    const found = list ? all(list, 'a').map(({ attributes }) => attributes) : []
    expect(found.map((attributes) => [attributes['epub:type'], attributes.href])).toEqual([
      ['cover', 'text/cover.xhtml'],
      ['titlepage', 'text/title.xhtml'],
      ['toc', '#contents'],
      ['bodymatter', 'text/preamble.xhtml'],
      ['endnotes', 'text/notes.xhtml'],
      ['colophon', 'text/colophon.xhtml']
    ])
  })
})

describe('notes', () => {
  const notes = open(files, 'EPUB/text/notes.xhtml')

  test('pop up: a call leads to an aside, in a list that keeps its numbers', () => {
    const [call] = all(open(files, 'EPUB/text/preamble.xhtml'), 'a')
    expect(call?.attributes).toMatchObject({
      'epub:type': 'noteref',
      role: 'doc-noteref',
      href: 'notes.xhtml#user-content-fn-1'
    })
    const [aside] = all(notes, 'aside')
    expect(aside?.attributes).toEqual({
      id: 'user-content-fn-1',
      'epub:type': 'footnote',
      role: 'doc-footnote'
    })
    expect(all(notes, 'li').map(({ attributes }) => attributes)).toEqual([{}])
  })

  test('lead back', () => {
    const [back] = all(notes, 'a')
    expect(back?.attributes).toMatchObject({
      'epub:type': 'backlink',
      role: 'doc-backlink',
      href: 'preamble.xhtml#user-content-fnref-1'
    })
  })
})

test('paragraphs carry their number for the style sheet, not for the text', () => {
  const paragraphs = all(open(files, 'EPUB/text/s2.xhtml'), 'p')
  expect(paragraphs.map(({ attributes }) => attributes['data-number'])).toEqual([
    undefined,
    ...['4', '5', '6', '7']
  ])
})

test('formulas and drawings inside a sheet are told in the manifest', () => {
  const math = h('p', [h('math', h('mi', 'x')), h('svg', { xmlns: 'http://www.w3.org/2000/svg' })])
  const opf = open(
    unzipSync(renderEpub(withBlock(bareTypeset('epub'), math)).bytes),
    'EPUB/package.opf'
  )
  const properties = all(opf, 'item').flatMap(({ attributes }) => attributes.properties ?? [])
  expect(properties).toEqual(['nav', 'mathml svg'])
  expect(metaOf(opf, 'schema:accessibilityFeature')).toContain('MathML')
})

function navOf(tree: Nodes, type: string): ReturnType<typeof all>[number] | undefined {
  return all(tree, 'nav').find(({ attributes }) => attributes['epub:type'] === type)
}
