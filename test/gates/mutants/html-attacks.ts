import { inPage, type Row } from './plant.ts'

const p11 = '<p id="p11">'
const void_ = '<p data-apparatus="generated">本文件已废止。</p>'

/** Faults in the surroundings of the text, or in alternatives to it. */
export const pageAttackFaults: ReadonlyArray<Row> = [
  ['apparatus: before the text', inPage('<main>', `${void_}<main>`)],
  ['apparatus: in the header', inPage('</header>', `${void_}</header>`)],
  ['apparatus: before the footer', inPage('<footer>', `${void_}<footer>`)],
  ['apparatus: in the colophon', inPage('<dl><dt>题名', `${void_}<dl><dt>题名`)],
  ['apparatus: in the contents', inPage('<details>', `${void_}<details>`)],
  ['apparatus: in the other editions', inPage('PDF</a>', 'PDF</a>已废止')],
  ['apparatus: a second issuer', inPage(/<p class="issuer".*?<\/p>/, '$&$&')],
  ['apparatus: another way to the text', inPage('跳到正文', '本文件已废止')],
  [
    'apparatus: a permalink of words',
    inPage(
      '</header>',
      '<a class="permalink" href="#p11" data-apparatus="generated">无效</a></header>'
    )
  ],
  [
    'apparatus: a picture',
    inPage('五国元首', '<img src="data:," alt="已废止" data-apparatus="generated">五国元首')
  ],
  ['apparatus: a name', inPage('aria-label="其他版本"', 'aria-label="已废止"')],
  ['apparatus: the name of a section', inPage('本节链接：二、', '本节链接：已废止')],
  ['title page: another issuer', inPage('data-apparatus="generated">上海合作组织成员国', '$&不')],
  ['title page: another day', inPage('2021年9月17日</time>', '2021年9月18日</time>')],
  ['title page: another place', inPage('<span class="place">杜尚别', '<span class="place">北京')],
  ['title page: no issuer', inPage(/<p class="issuer".*?<\/p>/, '')],
  ['colophon: another title', inPage('<dd>上海合作组织二十周年', '<dd>上海合作组织三十周年')],
  ['colophon: another day', inPage('<dd>2021年9月17日', '<dd>2021年9月18日')],
  ['colophon: another digest of the source', inPage('SHA-256 5ad4', 'SHA-256 5ad5')],
  ['colophon: another digest of the PDF', inPage(/(declaration\.pdf　.*?SHA-256 ).{4}/, '$10000')],
  ['colophon: another count of pages', inPage('（35页）</dd>', '（36页）</dd>')],
  ['colophon: a row left out', inPage(/<dt>地点<\/dt><dd>.*?<\/dd>/, '')],
  ['colophon: another row', inPage('<dt>制作', '<dt>效力</dt><dd>已废止</dd><dt>制作')],
  ['attribute: a name in place of the text', inPage(p11, '<p id="p11" aria-label="已废止">')],
  ['attribute: a name and a role', inPage(p11, '<p id="p11" role="img" aria-label="已废止">')],
  ['attribute: no role', inPage('<h2 id="s1"', '<h2 role="presentation" id="s1"')],
  ['attribute: a title', inPage(p11, '<p id="p11" title="已废止">')],
  ['attribute: from right to left', inPage('<body>', '<body dir="rtl">')],
  ['attribute: to be translated', inPage('<article>', '<article translate="no">')],
  ['attribute: a description of the role', inPage('<main>', '<main aria-roledescription="草案">')],
  [
    'attribute: another name of a table',
    inPage('aria-label="表格1"', 'aria-label="已废止"'),
    'rich'
  ],
  ['head: not to be found', inPage('<title>', '<meta name="robots" content="noindex"><title>')],
  ['head: a style for print', inPage('<style>', '<style media="print">')],
  ['data: repealed', inPage('"name":"上海', '"legislationLegalForce":"NotInForce","name":"上海')],
  ['data: another issuer', inPage('"Organization","name":"上海', '"Organization","name":"北京')],
  ['data: another place', inPage('"Place","name":"杜尚别', '"Place","name":"北京')],
  ['data: an identifier', inPage('"identifier":', '"legislationIdentifier":"1","identifier":')],
  ['data: another summary', inPage('"accessibilitySummary":"', '"accessibilitySummary":"已废止，')]
]
