import { inFile, type Row } from './plant.ts'

const nav = 'EPUB/nav.xhtml'
const ncx = 'EPUB/toc.ncx'
const s1 = 'EPUB/text/s1.xhtml'
const _s2 = 'EPUB/text/s2.xhtml'
const _s3 = 'EPUB/text/s3.xhtml'
const _preamble = 'EPUB/text/preamble.xhtml'

/** Faults of navigation. */
export const wayFaults: ReadonlyArray<Row> = [
  ['contents: an entry left out', inFile(nav, /<li><a href="text\/s2.xhtml">.*?<\/li>/, '')],
  [
    'contents: two entries exchanged',
    inFile(
      nav,
      /(<li><a href="text\/s1.xhtml">.*?<\/li>)(<li><a href="text\/s2.xhtml">.*?<\/li>)/,
      '$2$1'
    )
  ],
  ['contents: one character of an entry', inFile(nav, '政治领域</a>', '政治領域</a>')],
  [
    'contents: an entry that leads elsewhere',
    inFile(nav, 'text/s3.xhtml#s3-2', 'text/s3.xhtml#s3-3')
  ],
  [
    'contents: an entry that leads nowhere',
    inFile(nav, 'text/s3.xhtml#s3-2', 'text/s3.xhtml#s3-99')
  ],
  [
    'contents: a section raised',
    inFile(
      nav,
      /(<li><a href="text\/s3.xhtml">[^<]*<\/a>)<ol>(<li>.*?<\/li>)/,
      '$1</li>$2<li><a href="text/s3.xhtml">三</a><ol>'
    )
  ],
  ['contents: hidden', inFile(nav, '<nav epub:type="toc"', '<nav epub:type="toc" hidden=""')],
  ['contents: not there', inFile(nav, 'epub:type="toc"', 'epub:type="loi"')],
  ['contents: the title otherwise', inFile(nav, /(<a href="text\/title.xhtml">)[^<]*/, '$1封面')],
  ['pages: one left out', inFile(nav, /<li><a href="[^"]*#page-12">12<\/a><\/li>/, '')],
  [
    'pages: two exchanged',
    inFile(nav, /(<li><a href="[^"]*#page-12">12<\/a><\/li>)(<li>.*?<\/li>)/, '$2$1')
  ],
  ['pages: another label', inFile(nav, '#page-12">12<', '#page-12">13<')],
  ['pages: leads to another page', inFile(nav, '#page-12">12<', '#page-13">12<')],
  ['pages: leads to a paragraph', inFile(nav, /text\/s1.xhtml#page-2"/, 'text/s1.xhtml#p10"')],
  ['pages: no list', inFile(nav, /<nav epub:type="page-list".*?<\/nav>/, '')],
  ['landmarks: none', inFile(nav, /<nav epub:type="landmarks".*?<\/nav>/, '')],
  [
    'landmarks: lead nowhere',
    inFile(
      nav,
      'epub:type="bodymatter" href="text/preamble.xhtml"',
      'epub:type="bodymatter" href="text/p.xhtml"'
    )
  ],
  [
    'landmarks: the text begins later',
    inFile(
      nav,
      'epub:type="bodymatter" href="text/preamble.xhtml"',
      'epub:type="bodymatter" href="text/s1.xhtml"'
    )
  ],
  ['landmarks: one twice', inFile(nav, /(<li><a epub:type="bodymatter".*?<\/li>)/, '$1$1')],
  ['NCX: another identifier', inFile(ncx, 'urn:uuid:6', 'urn:uuid:7')],
  ['NCX: another title', inFile(ncx, '杜尚别宣言</text></docTitle>', '宣言</text></docTitle>')],
  ['NCX: an entry left out', inFile(ncx, /<navPoint id="entry-3".*?<\/navPoint>/, '')],
  ['NCX: one character of an entry', inFile(ncx, '政治领域', '政治領域')],
  ['NCX: an entry that leads elsewhere', inFile(ncx, 'text/s3.xhtml#s3-2', 'text/s3.xhtml#s3-3')],
  [
    'NCX: a page left out',
    inFile(ncx, /<pageTarget (?:(?!<pageTarget ).)*?#page-12"\/><\/pageTarget>/, '')
  ],
  ['NCX: the order of playing', inFile(ncx, 'playOrder="11"', 'playOrder="x"')],
  ['mark: left out', inFile(s1, /<span epub:type="pagebreak"[^>]*id="page-3"[^>]*>/, '')],
  [
    'mark: one character late',
    inFile(s1, /(<span epub:type="pagebreak"[^>]*id="page-3"[^>]*>)(.)/u, '$2$1')
  ],
  [
    'mark: one character early',
    inFile(s1, /(.)(<span epub:type="pagebreak"[^>]*id="page-3"[^>]*>)/u, '$2$1')
  ],
  [
    'mark: two exchanged',
    inFile(
      s1,
      /id="page-2" aria-label="2"(.*?)id="page-3" aria-label="3"/,
      'id="page-3" aria-label="3"$1id="page-2" aria-label="2"'
    )
  ],
  ['mark: another name', inFile(s1, 'aria-label="3"', 'aria-label="4"')],
  ['mark: no role', inFile(s1, /role="doc-pagebreak" id="page-3"/, 'id="page-3"')],
  ['mark: a number that is text', inFile(s1, /(id="page-3"[^>]*)\/>/, '$1>3</span>')],
  ['mark: no apparatus', inFile(s1, /(id="page-3"[^>]*) data-apparatus="generated"/, '$1')],
  [
    'mark: a page that is none',
    inFile(s1, /(<span epub:type="pagebreak"[^>]*id=")page-3("[^>]*>)/, '$1page-3$2$1page-3a$2')
  ]
]
