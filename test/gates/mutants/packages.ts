import { strToU8 } from 'fflate'
import { type Files, inFile, type Row, repack } from './plant.ts'

const opf = 'EPUB/package.opf'
const _nav = 'EPUB/nav.xhtml'
const _ncx = 'EPUB/toc.ncx'
const _css = 'EPUB/style.css'
const record = 'META-INF/provenance.jsonld'
const _s1 = 'EPUB/text/s1.xhtml'
const _s2 = 'EPUB/text/s2.xhtml'
const _s3 = 'EPUB/text/s3.xhtml'
const cover = 'EPUB/text/cover.xhtml'

/** Faults of the container and the package document. */
export const packageFaults: ReadonlyArray<Row> = [
  ['container: leads nowhere', inFile('META-INF/container.xml', 'package.opf', 'content.opf')],
  ['container: a second package', inFile('META-INF/container.xml', /(<rootfile [^>]*>)/, '$1$1')],
  ['container: another media type', inFile('META-INF/container.xml', 'oebps-package', 'xhtml')],
  ['package: version 2.0', inFile(opf, 'version="3.0"', 'version="2.0"')],
  ['package: another language', inFile(opf, 'xml:lang="zh-Hans"', 'xml:lang="ja"')],
  [
    'package: unique identifier that is none',
    inFile(opf, 'unique-identifier="identifier"', 'unique-identifier="title"')
  ],
  ['metadata: one digit of the identifier', inFile(opf, /(urn:uuid:\w{7})./, '$1z')],
  ['metadata: another identifier', inFile(opf, /(urn:uuid:\w{6})../, '$100')],
  ['metadata: no identifier', inFile(opf, /<dc:identifier.*?<\/dc:identifier>/, '')],
  [
    'metadata: one character of the title',
    inFile(opf, '杜尚别宣言</dc:title>', '杜尚別宣言</dc:title>')
  ],
  ['metadata: no title', inFile(opf, /<dc:title.*?<\/dc:title>/, '')],
  ['metadata: two titles', inFile(opf, /(<dc:title.*?<\/dc:title>)/, '$1$1')],
  ['metadata: Japanese', inFile(opf, '<dc:language>zh-Hans', '<dc:language>ja')],
  ['metadata: no language', inFile(opf, /<dc:language.*?<\/dc:language>/, '')],
  ['metadata: another creator', inFile(opf, '<dc:creator>上海', '<dc:creator>北京')],
  ['metadata: another date', inFile(opf, '<dc:date>2021-09-17', '<dc:date>2021-09-18')],
  ['metadata: modified today', inFile(opf, 'modified">2021', 'modified">2024')],
  ['metadata: modified without time', inFile(opf, '2021-09-17T00:00:00Z', '2021-09-17')],
  ['metadata: not modified', inFile(opf, /<meta property="dcterms:modified">.*?<\/meta>/, '')],
  [
    'metadata: an access mode that is not',
    inFile(
      opf,
      '<meta property="schema:accessMode">textual',
      '<meta property="schema:accessMode">auditory'
    )
  ],
  ['metadata: alternative texts of no images', inFile(opf, '>readingOrder<', '>alternativeText<')],
  [
    'metadata: no marks of pages',
    inFile(opf, /<meta property="schema:accessibilityFeature">pageBreakMarkers<\/meta>/, '')
  ],
  ['metadata: a feature that is not', inFile(opf, '>unlocked<', '>synchronizedAudioText<')],
  ['metadata: hazards', inFile(opf, '>none<', '>flashing<')],
  [
    'metadata: no summary',
    inFile(opf, /<meta property="schema:accessibilitySummary">.*?<\/meta>/, '')
  ],
  ['metadata: no page source', inFile(opf, /<meta property="pageBreakSource">.*?<\/meta>/, '')],
  [
    'metadata: a claim of conformance',
    inFile(
      opf,
      '</metadata>',
      '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta></metadata>'
    )
  ],
  ['metadata: another source', inFile(opf, 'SHA-256 5ad4', 'SHA-256 5ad5')],
  [
    'metadata: a link to the web',
    inFile(
      opf,
      '</metadata>',
      '<link rel="alternate" href="https://example.org/a.html" media-type="text/html"/></metadata>'
    )
  ],
  ['record: no link', inFile(opf, /<link rel="record"[^>]*>/, '')],
  ['record: no file', repack((files) => drop(files, record))],
  ['record: no JSON', inFile(record, '{', '[')],
  ['record: another identifier', inFile(record, 'urn:uuid:6', 'urn:uuid:7')],
  [
    'record: another digest of the Markdown',
    inFile(record, /("text\/markdown",\s*"sha256": ")./, '$1z')
  ],
  [
    'manifest: an item without a file',
    inFile(
      opf,
      '</manifest>',
      '<item id="x" href="x.xhtml" media-type="application/xhtml+xml"/></manifest>'
    )
  ],
  ['manifest: a file without an item', inFile(opf, /<item id="style"[^>]*>/, '')],
  [
    'manifest: two items for a file',
    inFile(opf, '</manifest>', '<item id="x" href="style.css" media-type="text/css"/></manifest>')
  ],
  ['manifest: two items of one id', inFile(opf, '<item id="s2"', '<item id="s1"')],
  [
    'manifest: another media type',
    inFile(
      opf,
      'href="style.css" media-type="text/css"',
      'href="style.css" media-type="text/plain"'
    )
  ],
  ['manifest: PNG called JPEG', inFile(opf, 'media-type="image/png"', 'media-type="image/jpeg"')],
  ['manifest: no navigation', inFile(opf, ' properties="nav"', '')],
  [
    'manifest: two navigations',
    inFile(opf, '<item id="title" ', '<item id="title" properties="nav" ')
  ],
  [
    'manifest: a script that is not there',
    inFile(opf, '<item id="s1" ', '<item id="s1" properties="scripted" ')
  ],
  ['manifest: no cover image', inFile(opf, ' properties="cover-image"', '')],
  [
    'cover: another size',
    (good) =>
      repack((files) =>
        set(files, 'EPUB/images/cover.png', narrowed(files['EPUB/images/cover.png']))
      )(good)
  ],
  [
    'cover: not the first page',
    inFile(
      opf,
      '<itemref idref="cover"/><itemref idref="title"/>',
      '<itemref idref="title"/><itemref idref="cover"/>'
    )
  ],
  ['cover: no description', inFile(cover, /alt="[^"]*"/, 'alt=""')],
  ['cover: as text', inFile(cover, ' data-apparatus="generated"', '')],
  ['spine: a document left out', inFile(opf, '<itemref idref="s3"/>', '')],
  [
    'spine: a document twice',
    inFile(opf, '<itemref idref="s3"/>', '<itemref idref="s3"/><itemref idref="s3"/>')
  ],
  [
    'spine: two documents exchanged',
    inFile(
      opf,
      '<itemref idref="s1"/><itemref idref="s2"/>',
      '<itemref idref="s2"/><itemref idref="s1"/>'
    )
  ],
  [
    'spine: a document outside the reading order',
    inFile(opf, 'idref="s3"', 'idref="s3" linear="no"')
  ],
  ['spine: leads nowhere', inFile(opf, 'idref="s3"', 'idref="s9"')],
  ['spine: the style sheet', inFile(opf, '</spine>', '<itemref idref="style"/></spine>')],
  [
    'spine: pages from right to left',
    inFile(opf, 'page-progression-direction="ltr"', 'page-progression-direction="rtl"')
  ],
  ['spine: no NCX', inFile(opf, ' toc="ncx"', '')]
]

function set(files: Files, path: string, content: string | Uint8Array): void {
  files[path] = typeof content === 'string' ? strToU8(content) : content
}

function drop(files: Files, path: string): void {
  if (!files[path]) throw new Error(`Unexpected EPUB without ${path}`)
  delete files[path]
}

/** Make a PNG claim to be narrower than it is. */
function narrowed(png: Uint8Array | undefined): Uint8Array {
  const bytes = png?.slice() ?? new Uint8Array(32)
  new DataView(bytes.buffer).setUint32(16, 1599)
  return bytes
}
