import { inFile, type Row, repack } from './plant.ts'

const css = 'EPUB/style.css'
const s1 = 'EPUB/text/s1.xhtml'
const s2 = 'EPUB/text/s2.xhtml'
const s3 = 'EPUB/text/s3.xhtml'
const preamble = 'EPUB/text/preamble.xhtml'
const signatories = 'EPUB/text/signatories.xhtml'
const notes = 'EPUB/text/notes.xhtml'

/** Faults of identifiers, structure, links and images, and things that do not belong in a book. */
export const structureFaults: ReadonlyArray<Row> = [
  ['id: left out', inFile(s1, ' id="p11"', '')],
  ['id: another', inFile(s1, 'id="p11"', 'id="p1100"')],
  ['id: twice in a file', inFile(s1, 'id="p12"', 'id="p11"')],
  ['id: twice in the book', inFile(s2, '<div class="body">', '<div class="body" id="p11">')],
  ['id: two exchanged', inFile(s1, /id="p11"(.*?)id="p12"/, 'id="p12"$1id="p11"')],
  ['id: of a section', inFile(s3, 'id="s3-2"', 'id="s3-two"')],
  ['id: of a signatory', inFile(signatories, 'id="sig3"', 'id="sig33"')],
  [
    'id: on another element',
    inFile(s1, /<p id="p11"( data-number="11")>/, '<p$1><span id="p11"></span>')
  ],
  ['id: the number of a paragraph', inFile(s1, 'data-number="11"', 'data-number="12"')],
  [
    'structure: a heading of another level',
    inFile(s3, /<h3 id="s3-2">(.*?)<\/h3>/, '<h4 id="s3-2">$1</h4>')
  ],
  [
    'structure: a heading that is a paragraph',
    inFile(s1, /<h2 id="s1">(.*?)<\/h2>/, '<p id="s1">$1</p>')
  ],
  ['structure: not well-formed', inFile(s1, '</h2>', '')],
  ['structure: emphasis lost', inFile(s1, /<strong>(.*?)<\/strong>/, '$1'), 'rich'],
  ['structure: emphasis added', inFile(s1, '五国元首', '<em>五国元首</em>')],
  [
    'structure: a header that is a cell',
    inFile(s2, /<th[^>]*>国别<\/th>/, '<td>国别</td>'),
    'rich'
  ],
  ['structure: a list that is another', inFile(s1, /<ol>(.*)<\/ol>/, '<ul>$1</ul>'), 'rich'],
  [
    'structure: a list that begins with 3',
    inFile(s1, '<ol><li>第一项', '<ol start="3"><li>第一项'),
    'rich'
  ],
  ['structure: a paragraph in a paragraph', inFile(s1, '五国元首', '<p>五国元首</p>')],
  ['structure: a chapter of no type', inFile(s1, /(<section[^>]*) role="doc-chapter"/, '$1')],
  [
    'structure: a part of another kind',
    inFile(preamble, 'epub:type="bodymatter"', 'epub:type="backmatter"')
  ],
  [
    'language: of a document',
    inFile(s1, 'lang="zh-Hans" xml:lang="zh-Hans"', 'lang="ja" xml:lang="ja"')
  ],
  ['language: said once', inFile(s1, ' xml:lang="zh-Hans"', '')],
  ['language: of a run', inFile(s1, 'lang="en" xml:lang="en"', 'lang="de" xml:lang="de"'), 'rich'],
  ['title: of a document lost', inFile(s1, /<title>.*?<\/title>/, '<title></title>')],
  ['title: of a document otherwise', inFile(s1, /<title>.*?<\/title>/, '<title>一</title>')],
  ['link: leads nowhere', inFile(preamble, 's1.xhtml#s1"', 's1.xhtml#s9"'), 'rich'],
  ['link: leads elsewhere', inFile(preamble, 's1.xhtml#s1"', 's2.xhtml#s2"'), 'rich'],
  [
    'link: to another site',
    inFile(preamble, 'https://example.org/"', 'https://example.com/"'),
    'rich'
  ],
  [
    'link: to a file of the machine',
    inFile(preamble, 'https://example.org/"', 'file:///etc/passwd"'),
    'rich'
  ],
  ['link: a program', inFile(preamble, 'https://example.org/"', 'javascript:alert(1)"'), 'rich'],
  ['link: of a call', inFile(preamble, 'notes.xhtml#note-1', 's2.xhtml#s2'), 'rich'],
  ['link: of a way back', inFile(notes, 'preamble.xhtml#call-1', 'preamble.xhtml#call-9'), 'rich'],
  ['note: no popup', inFile(notes, ' epub:type="footnote"', ''), 'rich'],
  ['note: a call of no type', inFile(preamble, ' epub:type="noteref"', ''), 'rich'],
  ['image: no description', inFile(s2, / alt="[^"]*"/, ''), 'rich'],
  ['image: an empty description', inFile(s2, / alt="[^"]*"/, ' alt=""'), 'rich'],
  ['image: another description', inFile(s2, '三个圆环', '四个圆环'), 'rich'],
  ['image: not there', inFile(s2, '../images/', '../image/'), 'rich'],
  ['image: from the web', inFile(s2, /src="[^"]*"/, 'src="https://example.org/a.png"'), 'rich'],
  [
    'image: one byte',
    repack((files) => {
      const path = Object.keys(files).find((name) => /images\/[0-9a-f]+\.png$/.test(name)) ?? ''
      const bytes = files[path]?.slice() ?? new Uint8Array()
      bytes[bytes.length - 20] = 255 - (bytes[bytes.length - 20] ?? 0)
      files[path] = bytes
    }),
    'rich'
  ],
  ['safety: a script', inFile(s1, '</head>', '<script>alert(1)</script></head>')],
  ['safety: an event', inFile(s1, '<p id="p11"', '<p onclick="alert(1)" id="p11"')],
  ['safety: a form', inFile(s1, '五国元首', '<input type="text"/>五国元首')],
  ['safety: a frame', inFile(s1, '</section>', '<iframe src="s2.xhtml"></iframe></section>')],
  [
    'safety: a style from the web',
    inFile(css, 'body {', '@import "https://example.org/a.css"; body {')
  ],
  [
    'safety: a picture of the style',
    inFile(css, 'body {', 'body { background: url(https://example.org/a.png);')
  ],
  [
    'XML: a document type of its own',
    inFile(s1, '<!DOCTYPE html>', '<!DOCTYPE html [<!ENTITY a "b">]>')
  ],
  ['XML: UTF-16 said', inFile(s1, 'encoding="utf-8"', 'encoding="utf-16"')],
  [
    'XML: bytes that are no UTF-8',
    repack((files) => {
      const bytes = files[s1]?.slice() ?? new Uint8Array()
      bytes[bytes.length - 40] = 0xff
      files[s1] = bytes
    })
  ]
]
