import { inBytes, inPage, type Mutant, type Row } from './plant.ts'

const p11 = '<p id="p11">'

/** Faults of the text and its display. */
export const pageTextFaults: ReadonlyArray<Row> = [
  ['text: 會 for 会', inPage('上海合作组织成立', '上海合作組织成立')],
  ['text: a character left out', inPage('五国元首2000年', '五国首2000年')],
  ['text: a character twice', inPage('五国元首2000年', '五国元元首2000年')],
  ['text: two characters exchanged', inPage('五国元首2000年', '五国首元2000年')],
  ['text: a digit', inPage('2000年7月5日', '2000年7月6日')],
  ['text: a space', inPage('五国元首2000年', '五国元首 2000年')],
  ['text: an indent of spaces', inPage('五国元首2000年', '　　五国元首2000年')],
  ['text: a zero-width space', inPage('五国元首2000年', '五国元首\u200B2000年')],
  ['text: a zero-width space, written', inPage('五国元首2000年', '五国元首&#x200B;2000年')],
  ['text: a byte order mark', inPage('<!doctype', '\uFEFF<!doctype')],
  ['text: a radical for a character', inPage('五国元首2000年', '五国元首⼀2000年')],
  [
    'text: a private character in an attribute',
    inPage('aria-label="第11段"', 'aria-label="第11段\uE000"')
  ],
  ['text: bytes that are no UTF-8', inBytes((bytes) => bytes.set([0xff], bytes.length - 20))],
  ['text: a paragraph left out', inPage(/<p id="p11">.*?<\/p>/, '')],
  [
    'text: two paragraphs exchanged',
    inPage(/(<p id="p11">.*?<\/p>)(<p id="p12">.*?<\/p>)/, '$2$1')
  ],
  ['text: a paragraph parted', inPage('成员国间的相互信任', '成员国</p><p>间的相互信任')],
  ['text: in a comment', inPage('五国元首', '<!--五国元首-->')],
  ['text: a comment', inPage(p11, `<!-- draft -->${p11}`)],
  [
    'text: added as apparatus',
    inPage('五国元首', '<span data-apparatus="generated">不</span>五国元首')
  ],
  [
    'text: taken for apparatus',
    inPage('五国元首', '<span data-apparatus="generated">五国元首</span>')
  ],
  [
    'text: an editor’s note taken for text',
    inPage(/(class="gap"[^>]*) data-apparatus="editor"/, '$1')
  ],
  ['text: a signatory’s name', inPage('习近平', '習近平')],
  ['text: a note', inPage('注释的文字', '註释的文字'), 'rich'],
  ['text: a reading', inPage('hàn', 'hán'), 'rich'],
  ['text: a cell', inPage('<td>12</td>', '<td>13</td>'), 'rich'],
  ['hidden: attribute', inPage(p11, '<p id="p11" hidden>')],
  ['hidden: to screen readers', inPage(p11, '<p id="p11" aria-hidden="true">')],
  ['hidden: style of an element', inPage(p11, '<p id="p11" style="font-size:0">')],
  ['hidden: display: none', styled('#p11 { display: none }')],
  ['hidden: visibility: hidden', styled('.body p:nth-of-type(3) { visibility: hidden }')],
  ['hidden: opacity: 0', styled(':is(h2, h3) { opacity: 0 }')],
  ['hidden: clip-path', styled('[id|="p11"] { clip-path: inset(50%) }')],
  ['hidden: out of the page', styled('#p11 { position: absolute; left: -9999px }')],
  ['hidden: in print', styled('@media print { .signatories { display: none } }')],
  ['hidden: scaled away', styled('#p11 { transform: scale(0) }')],
  [
    'hidden: in a folded box',
    inPage(/<p id="p11">.*?<\/p>/, '<details><summary></summary>$&</details>')
  ],
  [
    'hidden: behind a second style',
    inPage('</head>', '<style>#p11 { display: none }</style></head>')
  ],
  ['added: words of the style sheet', styled('#p11::after { content: "以上无效。" }')]
]

function styled(rule: string): Mutant['plant'] {
  return inPage('</style>', `${rule}\n</style>`)
}
