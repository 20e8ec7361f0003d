import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { VFile } from 'vfile'
import type { Asset, Book, Edition, Heading, Meta, Settings, Typeset } from '../../src/book.ts'
import { readTemplate } from '../../src/read/template.ts'

type Reflowable = 'epub' | 'html'

const generated = { dataApparatus: 'generated' }

const meta: Meta = {
  title: '关于“样本”与<标记>的宣言',
  titleLines: ['关于“样本”', '与<标记>的宣言'],
  lang: 'zh-Hans',
  type: 'declaration',
  date: '2021-09-17',
  place: '杜尚别',
  body: '样本组织理事会',
  supplement: true,
  corrections: []
}

const outline: ReadonlyArray<Heading> = [
  { id: 's1', depth: 2, enumerator: '一、', text: '一、会议' },
  { id: 's1-1', depth: 3, enumerator: '（一）', text: '（一）议题' },
  { id: 's2', depth: 2, enumerator: '二、', text: '二、构造' }
]

/** The smallest PNG: one pixel. */
const pixel = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==',
    'base64'
  )
)

const image: Asset = {
  url: 'images/seal.png',
  name: '9f86d081.png',
  type: 'image/png',
  bytes: pixel,
  width: 1,
  height: 1
}

/** Only the PDF follows them. */

const settings: Settings = await settingsOf('official')

/** What an edition with pages has beside its bytes, its map and what was measured. */
export const printedFacts: Pick<Edition<'pdf'>, 'settings' | 'fonts' | 'coverage'> = {
  settings,
  fonts: [],
  coverage: []
}

/** The text of {@link fullTypeset}, block by block, without apparatus. */
export const fullText: ReadonlyArray<string> = [
  '关于“样本”与<标记>的宣言',
  '序言第一段，成员国认为：',
  '一、会议',
  '会议讨论]]>与&之别，见第二节。',
  '（一）议题',
  '议题一，强调重点。',
  '二、构造',
  '第一项',
  '第二项',
  '子项',
  '孙项',
  '引文一段。',
  '表1　各国面积',
  '国家',
  '面积',
  '甲国',
  '14.3',
  'if (a < b && c) {\n  return "d"\n}\n',
  '床前明月光，疑是地上霜。',
  '举头望明月。',
  '北京上海与史记，读作杜Dù。',
  '图1　印章',
  '甲国总统　张三',
  '乙国总理 李 四',
  '二〇二一年九月十七日于杜尚别',
  '源文本至此中断。',
  '丙国主席　王五',
  '注文一。'
]

/** A document with every construct, made by hand. */
export function fullTypeset<Laid extends Reflowable>(medium: Laid, styles = ''): Typeset<Laid> {
  return layOut(
    medium,
    styles,
    outline,
    [image],
    [...preamble(), firstSection(), secondSection(), ...closing(), notes()]
  )
}

/** A document of two paragraphs, without headings, signatories, images or notes. */
export function bareTypeset<Laid extends Reflowable>(medium: Laid, styles = ''): Typeset<Laid> {
  return layOut(
    medium,
    styles,
    [],
    [],
    [h('p', { id: 'p1' }, '甲段。'), { type: 'text', value: '\n' }, h('p', { id: 'p2' }, '乙段。')]
  )
}

/** The same typeset with a node added at the end of its body. */
export function withBlock<Laid extends Typeset<Reflowable>>(typeset: Laid, block: Element): Laid {
  return {
    ...typeset,
    parts: typeset.parts.map((part) =>
      part.role === 'body'
        ? { ...part, tree: { ...part.tree, children: [...part.tree.children, block] } }
        : part
    )
  }
}

async function settingsOf(name: string): Promise<Settings> {
  const template = await readTemplate(name, new VFile())
  if (!template) throw new Error(`No template ${name}`)
  return template.settings
}

function layOut<Laid extends Reflowable>(
  medium: Laid,
  styles: string,
  headings: ReadonlyArray<Heading>,
  assets: ReadonlyArray<Asset>,
  children: ElementContent[]
): Typeset<Laid> {
  const book: Book = { meta, body: { type: 'root', children }, outline: headings, assets }
  return layouts[medium]({
    book,
    parts: [
      { role: 'title', tree: titlePage() },
      { role: 'contents', tree: contents(headings) },
      { role: 'body', tree: h('section', { className: ['body'] }, children) },
      { role: 'colophon', tree: colophon() }
    ],
    settings,
    styles,
    typefaces: [],
    siblings: []
  })
}

type Common = Omit<Typeset<'html'>, 'medium'>

const layouts: Readonly<{ [Laid in Reflowable]: (common: Common) => Typeset<Laid> }> = {
  epub: (common) => ({ medium: 'epub', faces: [], ...common }),
  html: (common) => ({ medium: 'html', ...common })
}

function titlePage(): Element {
  return h('section', { className: ['title-page'] }, [
    h('p', { className: ['issuer'], ...generated }, meta.body),
    h(
      'h1',
      { id: 'title' },
      meta.titleLines.map((line) => h('span', { className: ['title-line'] }, line))
    ),
    h('p', { className: ['imprint'], ...generated }, [
      h('time', { dateTime: meta.date }, '2021年9月17日'),
      h('span', { className: ['place'] }, meta.place)
    ])
  ])
}

function contents(headings: ReadonlyArray<Heading>): Element {
  const entries = headings.map(({ id, text }) =>
    h('li', h('a', { href: `#${id}` }, h('span', { className: ['entry'] }, text)))
  )
  return h('nav', { className: ['contents'], ariaLabelledBy: ['contents'], ...generated }, [
    h('h2', { id: 'contents' }, '目录'),
    h('ol', entries)
  ])
}

function colophon(): Element {
  return h('section', { className: ['colophon'], ariaLabelledBy: ['colophon'], ...generated }, [
    h('h2', { id: 'colophon' }, '版本记录'),
    h('dl', [h('dt', '题名'), h('dd', meta.title)])
  ])
}

function preamble(): ElementContent[] {
  const call = h('sup', [
    h(
      'a',
      {
        href: '#user-content-fn-1',
        id: 'user-content-fnref-1',
        dataFootnoteRef: true,
        ariaDescribedBy: ['footnote-label'],
        ...generated
      },
      '1'
    )
  ])
  return [
    h('p', { id: 'p1' }, ['序言第一段', call, '，成员国认为：']),
    { type: 'text', value: '\n' }
  ]
}

function firstSection(): Element {
  return h('section', { ariaLabelledBy: ['s1'] }, [
    h('h2', { id: 's1' }, '一、会议'),
    h('p', { id: 'p2' }, ['会议讨论]]>与&之别，见', h('a', { href: '#s2' }, '第二节'), '。']),
    h('section', { ariaLabelledBy: ['s1-1'] }, [
      h('h3', { id: 's1-1' }, '（一）议题'),
      h('p', { id: 'p3' }, ['议题一，', h('em', '强调'), h('strong', '重点'), '。'])
    ])
  ])
}

function secondSection(): Element {
  const inner = h('ol', { start: 3 }, [h('li', ['子项', h('ol', h('li', '孙项'))])])
  return h('section', { ariaLabelledBy: ['s2'] }, [
    h('h2', { id: 's2' }, '二、构造'),
    h('ul', [h('li', '第一项'), h('li', ['第二项', inner])]),
    h('blockquote', [h('p', '引文一段。')]),
    h('table', [
      h('caption', '表1　各国面积'),
      h('thead', h('tr', [h('th', '国家'), h('th', { align: 'right' }, '面积')])),
      h('tbody', h('tr', [h('td', '甲国'), h('td', { align: 'right' }, '14.3')]))
    ]),
    h('pre', h('code', 'if (a < b && c) {\n  return "d"\n}\n')),
    h('p', { id: 'p4' }, [h('img', { src: image.url, alt: '印章"一"', width: 1, height: 1.4 })]),
    h('hr'),
    h('div', { className: ['poem'] }, [
      h('p', { id: 'p5' }, ['床前明月光，', h('br'), '疑是地上霜。']),
      h('p', { id: 'p6' }, '举头望明月。')
    ]),
    h('p', { id: 'p7' }, [
      h('u', { className: ['proper-name'] }, '北京'),
      h('u', { className: ['proper-name'] }, '上海'),
      '与',
      h('u', { className: ['book-title'] }, '史记'),
      '，读作',
      h('ruby', ['杜', h('rt', 'Dù')]),
      '。'
    ]),
    h('figure', [
      h('img', { src: image.url, alt: '印章', width: 1, height: 1 }),
      h('figcaption', '图1　印章')
    ])
  ])
}

function closing(): ReadonlyArray<Element> {
  return [
    h('section', { className: ['signatories'], id: 'signatories', ariaLabel: '签署' }, [
      h('ul', [
        h('li', { id: 'sig1' }, signature('甲国总统', '　', '张三')),
        h('li', { id: 'sig2' }, signature('乙国总理', ' ', '李 四'))
      ])
    ]),
    h('p', { className: ['dateline'] }, '二〇二一年九月十七日于杜尚别'),
    h('aside', { className: ['gap'], dataApparatus: 'editor' }, [
      h('p', [h('span', generated, '〔'), '源文本至此中断。', h('span', generated, '〕')])
    ]),
    h('aside', { className: ['supplement'], dataApparatus: 'editor' }, [
      h('p', generated, '据他本补录。'),
      h('ul', h('li', signature('丙国主席', '　', '王五')))
    ])
  ]
}

function signature(office: string, separator: string, name: string): Element[] {
  return [
    h('span', { className: ['office'] }, office),
    h('span', { className: ['separator'] }, separator),
    h('span', { className: ['name'] }, name)
  ]
}

function notes(): Element {
  const back = h(
    'a',
    {
      href: '#user-content-fnref-1',
      dataFootnoteBackref: true,
      ariaLabel: '返回正文',
      ...generated
    },
    '↩'
  )
  return h('section', { dataFootnotes: true, className: ['footnotes'] }, [
    h('h2', { id: 'footnote-label', ...generated }, '注释'),
    h('ol', [h('li', { id: 'user-content-fn-1' }, [h('p', ['注文一。', back])])])
  ])
}
