import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import type { Edition, PageStart, Pagination, Part } from '../../src/book.ts'
import { markPages } from '../../src/typeset/page-marks.ts'
import { checkPages } from '../../src/verify/text/page-marks.ts'
import type { PageMark } from '../../src/verify/text/passage.ts'
import { pagesOfPage } from '../samples/read-back.ts'

const title = '书名'
const generated = { dataApparatus: 'generated' }

/** Pages of the text that begin with these characters, the first of which is that of the title. */
function pagesAt(...starts: number[]): ReadonlyArray<PageStart> {
  return starts.map((character, index) => ({ label: `${index + 1}`, part: 'text', character }))
}

function paginationOf(pages: ReadonlyArray<PageStart>): Pagination {
  return { characters: 5, pages, blocks: [] }
}

/** Mark pages in a body; returns it as text, with `[12]` for the mark of page 12. */
function mark(starts: ReadonlyArray<number>, ...children: ElementContent[]): string {
  const body: Part = { role: 'body', tree: h('section', { className: ['body'] }, children) }
  const [part] = markPages([body], paginationOf(pagesAt(...starts)), title)
  return part ? show(part.tree) : ''
}

function show(tree: Element): string {
  const html = unified()
    .use(rehypeStringify)
    .stringify({ type: 'root', children: [tree] })
  return html
    .replaceAll(
      /<span class="page" id="page-([^"]+)" data-page="([^"]+)" data-apparatus="generated"><\/span>/g,
      (_, id, label) => (id === label ? `[${id}]` : '?')
    )
    .replaceAll(/^<section class="body">|<\/section>$/g, '')
}

describe('where a page is marked', () => {
  test.each<readonly [string, ReadonlyArray<number>, ElementContent, string]>([
    ['before a block', [2], h('p', '甲乙'), '[1]<p>甲乙</p>'],
    ['inside a paragraph', [2, 3], h('p', '甲乙'), '[1]<p>甲[2]乙</p>'],
    ['not before white space', [2, 3], h('p', '甲 \n乙'), '[1]<p>甲 \n[2]乙</p>'],
    ['at a character beyond the plane', [2, 3], h('p', '𠀀𪟝'), '[1]<p>𠀀[2]𪟝</p>'],
    ['within an accent', [3], h('p', 'e\u0301甲'), '<p>e[1]\u0301甲</p>'],
    [
      'before a strong text',
      [2, 3],
      h('p', ['甲', h('strong', '乙'), '丙']),
      '[1]<p>甲[2]<strong>乙</strong>丙</p>'
    ],
    [
      'in a strong text in another',
      [2, 4],
      h('p', ['甲', h('strong', ['乙', h('em', '丙')])]),
      '[1]<p>甲<strong>乙[2]<em>丙</em></strong></p>'
    ],
    ['behind a strong text', [2, 3], h('p', [h('b', '甲'), '乙']), '[1]<p><b>甲</b>[2]乙</p>'],
    [
      'before a reading of its characters',
      [2],
      h('p', h('ruby', ['漢', h('rt', 'hàn')])),
      '[1]<p><ruby>漢<rt>hàn</rt></ruby></p>'
    ],
    [
      'between the characters of a reading',
      [2, 3],
      h('p', h('ruby', ['漢字', h('rt', 'hànzì')])),
      '[1]<p><ruby>漢[2]字<rt>hànzì</rt></ruby></p>'
    ],
    [
      'behind a reading',
      [2, 6],
      h('p', [h('ruby', ['漢', h('rt', 'hàn')]), '乙']),
      '[1]<p><ruby>漢<rt>hàn</rt></ruby>[2]乙</p>'
    ],
    [
      'in an item of a list',
      [2, 3],
      h('ol', [h('li', h('p', '甲')), h('li', '乙')]),
      '[1]<ol><li><p>甲</p></li><li>[2]乙</li></ol>'
    ],
    [
      'before a list in an item',
      [2, 3],
      h('ul', [h('li', ['甲', h('ul', h('li', '乙'))])]),
      '[1]<ul><li>甲[2]<ul><li>乙</li></ul></li></ul>'
    ],
    [
      'in a cell',
      [2, 4, 5],
      h('table', [
        h('caption', '表'),
        h('thead', h('tr', [h('th', '甲'), h('th', '乙')])),
        h('tbody', h('tr', [h('td', '丙'), h('td', '丁')]))
      ]),
      '[1]<table><caption>表</caption><thead><tr><th>甲</th><th>[2]乙</th></tr></thead>' +
        '<tbody><tr><td>[3]丙</td><td>丁</td></tr></tbody></table>'
    ],
    [
      'at a heading, inside its section',
      [2, 3],
      h('section', [h('h2', '甲'), h('section', [h('h3', '乙'), h('p', '丙')])]),
      '<section>[1]<h2>甲</h2><section>[2]<h3>乙</h3><p>丙</p></section></section>'
    ],
    [
      'in a poem, before a stanza and a line',
      [2, 3, 4],
      h('div', { className: ['poem'] }, [h('p', ['甲', h('br'), '乙']), h('p', '丙')]),
      '<div class="poem">[1]<p>甲<br>[2]乙</p>[3]<p>丙</p></div>'
    ],
    ['in code', [2, 4], h('pre', h('code', 'a b\nc\n')), '[1]<pre><code>a b\n[2]c\n</code></pre>'],
    [
      'behind what is generated',
      [2, 3],
      h('p', ['甲', h('sup', h('a', generated, '1')), h('span', generated, '〔'), '乙']),
      '[1]<p>甲<sup><a data-apparatus="generated">1</a></sup>' +
        '<span data-apparatus="generated">〔</span>[2]乙</p>'
    ],
    [
      'in what an editor added',
      [2, 3],
      h('aside', { dataApparatus: 'editor' }, [h('p', '甲'), h('p', '乙')]),
      '[1]<aside data-apparatus="editor"><p>甲</p>[2]<p>乙</p></aside>'
    ],
    ['several at one character', [2, 3, 3], h('p', '甲乙'), '[1]<p>甲[2][3]乙</p>'],
    ['without text behind it, at the end', [2, 4, 4], h('p', '甲乙'), '[1]<p>甲乙</p>[2][3]']
  ])('%s', (_, starts, content, marked) => {
    expect(mark(starts, content)).toBe(marked)
  })

  test('before the picture that begins a page', () => {
    const body = h('section', [
      h('p', '甲'),
      h('p', { id: 'p2' }, h('img', { alt: '乙' })),
      h('p', { id: 'p3' }, h('img', { alt: '丙' })),
      h('p', { id: 'p4' }, '丁')
    ])
    const pages = [
      { label: '1', part: 'text' as const, character: 2 },
      { label: '2', part: 'text' as const, character: 3, picture: 'p2' },
      { label: '3', part: 'blank' as const, character: 3 },
      { label: '4', part: 'text' as const, character: 3, picture: 'p3' },
      { label: '5', part: 'text' as const, character: 3 }
    ]
    const [part] = markPages([{ role: 'body', tree: body }], paginationOf(pages), title)
    expect(part && show(part.tree)).toBe(
      '<section>[1]<p>甲</p>[2]<p id="p2"><img alt="乙"></p>' +
        '[3][4]<p id="p3"><img alt="丙"></p>[5]<p id="p4">丁</p>'
    )
  })

  test('the trees are copied', () => {
    const tree = h('section', h('p', '甲'))
    markPages([{ role: 'body', tree }], paginationOf(pagesAt(2)), title)
    expect(tree).toEqual(h('section', h('p', '甲')))
  })
})

describe('pages without text', () => {
  const parts: ReadonlyArray<Part> = [
    { role: 'title', tree: h('section', h('h1', title)) },
    {
      role: 'contents',
      tree: h('nav', generated, [
        h('h2', '目录'),
        h('ol', [h('li', [h('a', '一'), h('ol', h('li', h('a', '二')))]), h('li', h('a', '三'))])
      ])
    },
    { role: 'body', tree: h('section', h('p', '甲乙')) },
    { role: 'colophon', tree: h('section', generated, h('h2', '版本')) }
  ]
  const page = (label: string, part: PageStart['part'], character: number, entry?: number) => ({
    ...{ label, part, character },
    ...(entry === undefined ? {} : { entry })
  })
  const marked = (...pages: PageStart[]) =>
    markPages(parts, paginationOf(pages), title).map(({ tree }) => show(tree))

  test('half-title, title, contents and colophon are marked at the head of their parts', () => {
    expect(
      marked(
        page('i', 'half-title', 0),
        page('ii', 'title', 0),
        page('iii', 'contents', 2, 0),
        page('1', 'text', 2),
        page('2', 'colophon', 4)
      )
    ).toEqual([
      '<section>[i][ii]<h1>书名</h1>',
      expect.stringMatching(/^<nav[^>]*>\[iii\]<h2>/),
      '<section>[1]<p>甲乙</p>',
      expect.stringMatching(/^<section[^>]*>\[2\]<h2>/)
    ])
  })

  test('a blank page is marked with the next one, the last with the one before it', () => {
    expect(
      marked(
        page('i', 'half-title', 0),
        page('ii', 'blank', 0),
        page('iii', 'title', 0),
        page('iv', 'blank', 2),
        page('1', 'text', 2),
        page('2', 'blank', 3),
        page('3', 'text', 3),
        page('4', 'blank', 4)
      )
    ).toEqual([
      '<section>[i][ii][iii]<h1>书名</h1>',
      expect.not.stringContaining('['),
      '<section>[iv][1]<p>甲[2][3]乙</p>[4]',
      expect.not.stringContaining('[')
    ])
  })

  test('a page of the contents is marked in the entry that begins it', () => {
    const [, contents] = marked(
      page('i', 'title', 0),
      page('ii', 'contents', 2, 0),
      page('iii', 'contents', 2, 1),
      page('iv', 'contents', 2, 2),
      page('1', 'text', 2)
    )
    expect(contents).toBe(
      '<nav data-apparatus="generated">[ii]<h2>目录</h2><ol><li><a>一</a>' +
        '<ol><li>[iii]<a>二</a></li></ol></li><li>[iv]<a>三</a></li></ol></nav>'
    )
  })
})

describe('what is proved of the marks', () => {
  const pages = pagesAt(0, 2, 3)
  const html = '<p id="page-1">书名</p><p><a id="page-2">甲</a><a id="page-3"></a>乙丙</p>'
  const judge = (
    marks: ReadonlyArray<PageMark>,
    target: 'epub' | 'html' = 'html',
    wanted: ReadonlyArray<PageStart> = pages
  ) => {
    const edition: Edition = {
      target,
      bytes: new Uint8Array(),
      pagination: paginationOf(wanted)
    }
    const file = new VFile()
    checkPages(marks, edition, 'web edition', file)
    return file.messages.map(({ ruleId, reason }) => `${ruleId} ${reason}`)
  }
  const read = (source: string) => judge(pagesOfPage(new TextEncoder().encode(source)))

  test('each page is marked, in order, at its character', () => {
    expect(read(html)).toEqual([])
  })

  test.each([
    [
      'moved by one character',
      html.replace('</a>乙', '乙</a>').replace('<a id="page-3">乙</a>', '乙<a id="page-3"></a>'),
      'Unexpected page 3 at character 4 in the web edition, expected page 3 at character 3'
    ],
    [
      'missing',
      html.replace('<a id="page-3"></a>', ''),
      'Unexpected lack of page 3 in the web edition, expected 3 pages'
    ],
    [
      'doubled',
      `${html}<a id="page-3"></a>`,
      'Unexpected 4 pages in the web edition, expected 3 pages'
    ],
    [
      'out of order',
      html.replace('page-2', 'page-0').replace('page-3', 'page-2').replace('page-0', 'page-3'),
      'Unexpected page 3 at character 2 in the web edition, expected page 2 at character 2'
    ],
    [
      'of an unknown page',
      html.replace('page-3', 'page-4'),
      'Unexpected lack of page 3 in the web edition, expected 3 pages'
    ],
    [
      'of a page there is not',
      `${html}<a id="page-4"></a>`,
      'Unexpected 4 pages in the web edition, expected 3 pages'
    ]
  ])('a mark %s is told', (_, source, reason) => {
    expect(read(source)).toEqual([`edition-pages ${reason}`])
  })

  test('a web edition has its colophon last, an EPUB where it is printed', () => {
    const printed: ReadonlyArray<PageStart> = [
      { label: 'i', part: 'title', character: 0 },
      { label: 'ii', part: 'colophon', character: 2 },
      { label: '1', part: 'text', character: 2 }
    ]
    const marks = [
      { label: 'i', character: 0 },
      { label: '1', character: 2 },
      { label: 'ii', character: 5 }
    ]
    expect(judge(marks, 'html', printed)).toEqual([])
    const early = marks.with(2, { label: 'ii', character: 4 })
    expect(judge(early, 'html', printed)).toEqual([
      'edition-pages Unexpected page ii at character 4 in the web edition, expected page ii at character 5'
    ])
    expect(judge(marks, 'epub', printed)).toEqual([
      'edition-pages Unexpected page 1 at character 2 in the web edition, expected page ii at character 2'
    ])
  })
})
