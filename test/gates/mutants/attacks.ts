import { type Files, inFile, type Row, repack } from './plant.ts'

const opf = 'EPUB/package.opf'
const nav = 'EPUB/nav.xhtml'
const s1 = 'EPUB/text/s1.xhtml'
const title = 'EPUB/text/title.xhtml'
const cover = 'EPUB/text/cover.xhtml'
const colophon = 'EPUB/text/colophon.xhtml'
const png = 'EPUB/images/cover.png'
const words = '<p data-apparatus="generated">本文件已废止。</p>'
const plain = '<p>本文件已废止。</p>'

/** Faults in the surroundings of the text, or in alternatives to it. */
export const attackFaults: ReadonlyArray<Row> = [
  ['apparatus: before the text', inFile(s1, '<div class="body">', `${words}<div class="body">`)],
  ['apparatus: on the title page', inFile(title, '</section>', `${words}</section>`)],
  ['apparatus: in the colophon', inFile(colophon, '<dl>', `${words}<dl>`)],
  ['apparatus: beside the contents', inFile(nav, '</body>', `${words}</body>`)],
  ['apparatus: in the contents', inFile(nav, '</h2>', `</h2>${words}`)],
  ['apparatus: a landmark', inFile(nav, '正文</a>', '已废止</a>')],
  ['apparatus: on the cover', inFile(cover, '</section>', `${words}</section>`)],
  ['apparatus: text beside the contents', inFile(nav, '</body>', `${plain}</body>`)],
  ['apparatus: text beside the cover', inFile(cover, '</body>', `${plain}</body>`)],
  [
    'apparatus: called a permalink',
    inFile(s1, '五国元首', '<a class="permalink" data-apparatus="generated">不</a>五国元首')
  ],
  [
    'apparatus: a picture',
    inFile(
      s1,
      '五国元首',
      '<img src="../images/cover.png" alt="已废止" data-apparatus="generated"/>五国元首'
    )
  ],
  ['title page: another issuer', inFile(title, '成员国元首', '成员国')],
  ['title page: another day', inFile(title, '9月17日', '9月18日')],
  ['title page: another place', inFile(title, '"place">杜尚别', '"place">北京')],
  ['title page: no imprint', inFile(title, /<p class="imprint".*?<\/p>/, '')],
  ['title: of the cover', inFile(cover, /<title>.*?<\/title>/, '<title>已废止</title>')],
  ['colophon: another issuer', inFile(colophon, '<dd>上海合作组织成员国', '<dd>成员国')],
  ['colophon: another day', inFile(colophon, '9月17日', '9月18日')],
  ['colophon: another digest of the source', inFile(colophon, 'SHA-256 5ad4', 'SHA-256 5ad5')],
  [
    'colophon: another digest of the PDF',
    inFile(colophon, /(declaration\.pdf　.*?SHA-256 ).{4}/, '$10000')
  ],
  ['colophon: another count of pages', inFile(colophon, '（35页）', '（36页）')],
  ['colophon: an identifier', inFile(colophon, '<dt>文本', '<dt>标识</dt><dd>1</dd><dt>文本')],
  [
    'attribute: a name in place of the text',
    inFile(s1, 'id="p11"', 'id="p11" aria-label="已废止"')
  ],
  ['attribute: a role', inFile(s1, 'id="p11"', 'id="p11" role="img"')],
  ['attribute: a title', inFile(s1, 'id="p11"', 'id="p11" title="已废止"')],
  ['attribute: from right to left', inFile(s1, '<body ', '<body dir="rtl" ')],
  ['attribute: not to be translated', inFile(s1, '<h2 ', '<h2 translate="no" ')],
  ['cover: another description', inFile(cover, '二十周年', '三十周年')],
  ['cover: cut', changed((bytes) => bytes.slice(0, -20))],
  ['cover: a byte changed', changed((bytes) => bytes.with(1000, 255 - (bytes[1000] ?? 0)))],
  [
    'package: a prefix',
    inFile(opf, 'version="3.0"', 'version="3.0" prefix="a: https://example.org/"')
  ],
  ['package: from right to left', inFile(opf, 'version="3.0"', 'version="3.0" dir="rtl"')],
  ['package: a collection', inFile(opf, '</package>', '<collection role="index"/></package>')],
  [
    'metadata: a description',
    inFile(opf, '<dc:type>', '<dc:description>已废止</dc:description><dc:type>')
  ],
  [
    'metadata: fixed pages',
    inFile(opf, '</metadata>', '<meta property="rendition:layout">pre-paginated</meta></metadata>')
  ],
  ['metadata: another summary', inFile(opf, '>全文为可重排的文字', '>已废止')],
  ['metadata: another source of pages', inFile(opf, 'Source">declaration.pdf, ', 'Source">')],
  ['spine: properties', inFile(opf, 'idref="s1"', 'idref="s1" properties="page-spread-left"')]
]

/** Change the bytes of the cover. */
function changed(change: (bytes: Uint8Array) => Uint8Array): Row[1] {
  return repack((files: Files) => {
    files[png] = change(files[png] ?? new Uint8Array())
  })
}
