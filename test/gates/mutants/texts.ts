import { inFile, type Row } from './plant.ts'

const nav = 'EPUB/nav.xhtml'
const css = 'EPUB/style.css'
const s1 = 'EPUB/text/s1.xhtml'
const s2 = 'EPUB/text/s2.xhtml'
const preamble = 'EPUB/text/preamble.xhtml'
const signatories = 'EPUB/text/signatories.xhtml'
const notes = 'EPUB/text/notes.xhtml'

/** Faults of the text. */
export const textFaults: ReadonlyArray<Row> = [
  ['text: 會 for 会', inFile(s1, '上海合作组织成立', '上海合作組织成立')],
  ['text: a character left out', inFile(s1, '五国元首2000年', '五国首2000年')],
  ['text: a character twice', inFile(s1, '五国元首2000年', '五国元元首2000年')],
  ['text: two characters exchanged', inFile(s1, '五国元首2000年', '五国首元2000年')],
  ['text: a digit', inFile(s1, '2000年7月5日', '2000年7月6日')],
  ['text: a full stop', inFile(s1, '地区机制。', '地区机制．')],
  ['text: a space', inFile(s1, '五国元首2000年', '五国元首 2000年')],
  ['text: an ideographic space', inFile(s1, '五国元首2000年', '　　五国元首2000年')],
  ['text: a zero-width space', inFile(s1, '五国元首2000年', '五国元首\u200B2000年')],
  ['text: a byte order mark', inFile(s1, '<?xml', '\uFEFF<?xml')],
  ['text: a radical for a character', inFile(s1, '签署的“上海五国”', '签署的“上海五国⼀”')],
  ['text: a private character', inFile(s1, '地区机制。', '地区机制\uE000。')],
  [
    'text: a private character in an attribute',
    inFile(s1, 'aria-label="3"', 'aria-label="3\uE000"')
  ],
  ['text: a control in the contents', inFile(nav, '政治领域</a>', '政治领域\u0085</a>')],
  ['text: a radical in the style sheet', inFile(css, '.title-line', '/* ⼀ */ .title-line')],
  ['text: a compatibility character', inFile(s1, '五国元首2000年', '五国元首２000年')],
  ['text: a paragraph left out', inFile(s1, /<p id="p11".*?<\/p>/, '')],
  ['text: a paragraph twice', inFile(s1, /(<p id="p11".*?<\/p>)/, '$1$1')],
  [
    'text: two paragraphs exchanged',
    inFile(s1, /(<p id="p11".*?<\/p>)(<p id="p12".*?<\/p>)/, '$2$1')
  ],
  ['text: a paragraph parted', inFile(s1, '成员国间的相互信任', '成员国</p><p>间的相互信任')],
  ['text: two paragraphs in one', inFile(s1, /<\/p><p id="p12"[^>]*>/, '')],
  ['text: in a comment', inFile(s1, '五国元首', '<!--五国元首-->')],
  ['text: a comment', inFile(s1, '<p id="p11"', '<!-- draft --><p id="p11"')],
  ['text: a processing instruction', inFile(s1, '<p id="p11"', '<?x y?><p id="p11"')],
  ['text: an entity', inFile(s1, '五国元首', '&wuguo;')],
  [
    'text: added as apparatus',
    inFile(s1, '五国元首', '<span data-apparatus="generated">不</span>五国元首')
  ],
  [
    'text: a generated word counted as text',
    inFile(preamble, '<sup data-apparatus="generated">', '<sup>'),
    'rich'
  ],
  [
    'text: taken for apparatus',
    inFile(s1, '五国元首', '<span data-apparatus="generated">五国元首</span>')
  ],
  ['text: an editor’s note taken for text', inFile(signatories, ' data-apparatus="editor"', '')],
  ['text: a signatory’s name', inFile(signatories, '习近平', '習近平')],
  [
    'text: two signatories exchanged',
    inFile(signatories, /(<li id="sig1">.*?<\/li>)(<li id="sig2">.*?<\/li>)/, '$2$1')
  ],
  ['text: a note', inFile(notes, '注释的文字', '註释的文字'), 'rich'],
  ['text: a reading', inFile(s1, 'hàn', 'hán'), 'rich'],
  ['text: a cell', inFile(s2, '<td>12</td>', '<td>13</td>'), 'rich'],
  [
    'text: cells exchanged',
    inFile(s2, '<td>甲国</td><td>12</td>', '<td>12</td><td>甲国</td>'),
    'rich'
  ]
]
