import { inPage, type Row } from './plant.ts'

const p11 = '<p id="p11">'

/** Faults of identifiers, structure and links. */
export const pageStructureFaults: ReadonlyArray<Row> = [
  ['id: left out', inPage(p11, '<p>')],
  ['id: twice', inPage('<p id="p12">', p11)],
  ['id: two exchanged', inPage(/<p id="p11">(.*?)<p id="p12">/, '<p id="p12">$1<p id="p11">')],
  ['id: of a section', inPage('<h3 id="s3-2">', '<h3 id="s3-two">')],
  ['id: of a signatory', inPage('id="sig3"', 'id="sig33"')],
  ['id: of the title', inPage('<h1 id="title"', '<h1 id="heading"')],
  ['page: left out', inPage(/<span class="page" id="page-3".*?<\/span>/, '')],
  ['page: one character late', inPage(/(<span class="page" id="page-3".*?<\/span>)(.)/u, '$2$1')],
  ['page: another label', inPage('id="page-3" data-page="3"', 'id="page-3" data-page="4"')],
  ['page: a link to another', inPage('<a href="#page-3"', '<a href="#page-4"')],
  ['page: a number that is text', inPage(/(id="page-3"[^>]*>)(<a[^>]*>)/, '$1$23')],
  ['page: no apparatus', inPage(/(id="page-3" data-page="3") data-apparatus="generated"/, '$1')],
  ['permalink: left out', inPage(/<a class="permalink" href="#p11".*?<\/a>/, '')],
  [
    'permalink: to another paragraph',
    inPage('href="#p11" aria-label="第11段"', 'href="#p12" aria-label="第11段"')
  ],
  [
    'permalink: another number',
    inPage('data-apparatus="generated">11</a>', 'data-apparatus="generated">12</a>')
  ],
  ['permalink: no name', inPage(' aria-label="第11段"', '')],
  [
    'permalink: number as text',
    inPage('aria-label="第11段" data-apparatus="generated"', 'aria-label="第11段"')
  ],
  ['contents: an entry left out', inPage(/<li><a href="#s2">.*?<\/li>/, '')],
  ['contents: leads elsewhere', inPage('<li><a href="#s3-2">', '<li><a href="#s3-3">')],
  [
    'contents: one character',
    inPage('<span class="entry">二、政治领域', '<span class="entry">二、政治領域')
  ],
  ['frame: another language', inPage('<html lang="zh-Hans">', '<html lang="ja">')],
  ['frame: no language', inPage('<html lang="zh-Hans">', '<html>')],
  ['frame: no main', inPage(/<main>([\s\S]*)<\/main>/, '<div>$1</div>')],
  ['frame: two first headings', inPage(/<h2 id="s1">(.*?)<\/h2>/, '<h1 id="s1">$1</h1>')],
  ['frame: no skip link', inPage(/<a class="skip".*?<\/a>/, '')],
  ['frame: a skip link to nowhere', inPage('href="#text"', 'href="#texts"')],
  [
    'structure: a heading of another level',
    inPage(/<h3 id="s3-2">(.*?)<\/h3>/, '<h4 id="s3-2">$1</h4>')
  ],
  [
    'structure: an end tag left out',
    inPage('</section><section aria-labelledby="s2">', '<section aria-labelledby="s2">')
  ],
  ['structure: tags crossed', inPage('五国元首', '<em>五国<strong>元</em>首</strong>')],
  ['structure: emphasis lost', inPage(/<strong>(.*?)<\/strong>/, '$1'), 'rich'],
  ['structure: a header that is a cell', inPage(/<th[^>]*>国别<\/th>/, '<td>国别</td>'), 'rich'],
  [
    'structure: a list that is another',
    inPage(/<ol><li>第一项([\s\S]*?)<\/ol><blockquote>/, '<ul><li>第一项$1</ul><blockquote>'),
    'rich'
  ],
  ['structure: language of a run', inPage('lang="en"', 'lang="de"'), 'rich'],
  ['link: leads nowhere', inPage('<a href="#s1">第一节', '<a href="#s9">第一节'), 'rich'],
  ['link: leads elsewhere', inPage('<a href="#s1">第一节', '<a href="#s2">第一节'), 'rich'],
  [
    'link: to another site',
    inPage('href="https://example.org/"', 'href="https://example.com/"'),
    'rich'
  ],
  ['link: a program', inPage('href="https://example.org/"', 'href="javascript:alert(1)"'), 'rich'],
  ['link: of a call', inPage('<a href="#note-1"', '<a href="#s1"'), 'rich'],
  ['link: to a file of the machine', inPage('</article>', '<a href="/home/a.md">a</a></article>')],
  ['image: no description', inPage(/ alt="[^"]*"/, ''), 'rich'],
  ['image: another description', inPage('三个圆环', '四个圆环'), 'rich'],
  ['image: from the web', inPage(/src="data:[^"]*"/, 'src="https://example.org/a.png"'), 'rich'],
  [
    'image: other bytes',
    inPage('iVBORw0KGgoAAAANSUhEUgAAALQ', 'iVBORw0KGgoAAAANSUhEUgAAALR'),
    'rich'
  ],
  ['image: another type', inPage('data:image/png', 'data:image/jpeg'), 'rich']
]
