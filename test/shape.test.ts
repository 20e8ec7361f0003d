import { toHtml } from 'hast-util-to-html'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { type Asset, type Book, type Meta, parseHanNumeral, toHanNumeral } from '../src/book.ts'
import { parse } from '../src/parse.ts'
import { enumeratorOf } from '../src/shape/enumerator.ts'
import { shape } from '../src/shape.ts'

const meta: Meta = {
  title: '宣言',
  titleLines: ['宣言'],
  lang: 'zh-Hans',
  type: 'declaration',
  date: '2021-09-17',
  supplement: false,
  corrections: []
}

describe('sections', () => {
  test('nest, and number the paragraphs that stand in them', () => {
    const markdown =
      '前言。\n\n## 一、甲\n\n文。\n\n### （一）乙\n\n文。\n\n### （二）丙\n\n## 二、丁\n\n- 项\n\n> 引\n\n文。\n'
    expect(html(markdown)).toBe(
      '<p id="p1">前言。</p>' +
        '<section aria-labelledby="s1"><h2 id="s1">一、甲</h2><p id="p2">文。</p>' +
        '<section aria-labelledby="s1-1"><h3 id="s1-1">（一）乙</h3><p id="p3">文。</p></section>' +
        '<section aria-labelledby="s1-2"><h3 id="s1-2">（二）丙</h3></section></section>' +
        '<section aria-labelledby="s2"><h2 id="s2">二、丁</h2><ul><li>项</li></ul>' +
        '<blockquote><p>引</p></blockquote><p id="p4">文。</p></section>'
    )
  })

  test('end at the signatories, and a gap after these is the document’s', () => {
    const markdown =
      '## 一、甲\n\n:::gap\n缺。\n:::\n\n:::signatories\n- 某国 总理　某 甲\n- 乙国总统 某乙\n:::\n\n:::gap\n缺**一**段。\n\n又一段。\n:::\n\n## 二、乙\n'
    expect(html(markdown)).toBe(
      '<section aria-labelledby="s1"><h2 id="s1">一、甲</h2>' +
        '<aside class="gap" data-apparatus="editor"><p><span data-apparatus="generated">〔</span>缺。<span data-apparatus="generated">〕</span></p></aside></section>' +
        '<section class="signatories" id="signatories" aria-label="签署"><ul>' +
        '<li id="sig1"><span class="office">某国 总理　某</span><span class="separator"> </span><span class="name">甲</span></li>' +
        '<li id="sig2"><span class="office">乙国总统</span><span class="separator"> </span><span class="name">某乙</span></li></ul></section>' +
        '<aside class="gap" data-apparatus="editor"><p><span data-apparatus="generated">〔</span>缺<strong>一</strong>段。</p><p>又一段。<span data-apparatus="generated">〕</span></p></aside>' +
        '<section aria-labelledby="s2"><h2 id="s2">二、乙</h2></section>'
    )
  })

  test('end at the date line', () => {
    expect(html('## 一、甲\n\n文。\n\n:::dateline\n2021年9月17日\n:::\n\n尾。\n')).toBe(
      '<section aria-labelledby="s1"><h2 id="s1">一、甲</h2><p id="p1">文。</p></section>' +
        '<p class="dateline">2021年9月17日</p><p id="p2">尾。</p>'
    )
  })

  test('make the outline', () => {
    const markdown =
      '## 第一章　总则[^1]\n\n### **1.** 目标\n\n### 说明\n\n## 第二章`甲`\n乙\n---\n\n[^1]: 注\n'
    expect(book(markdown).outline).toEqual([
      { id: 's1', depth: 2, enumerator: '第一章', text: '第一章　总则' },
      { id: 's1-1', depth: 3, enumerator: '1.', text: '1. 目标' },
      { id: 's1-2', depth: 3, enumerator: '', text: '说明' },
      { id: 's2', depth: 2, enumerator: '第二章', text: '第二章甲' },
      { id: 's3', depth: 2, enumerator: '', text: '乙' }
    ])
  })
})

describe('a supplement', () => {
  const markdown = '文。\n\n:::supplement{basis="《公报》" by="某编辑"}\n- 某国总理　某甲\n:::\n'

  test('is not printed unless it is switched on', () => {
    expect(html(markdown)).toBe('<p id="p1">文。</p>')
  })

  test('is an editor’s when it is', () => {
    expect(html(markdown, { ...meta, supplement: true, corrections: [] })).toBe(
      '<p id="p1">文。</p><aside class="supplement" data-apparatus="editor" aria-label="补录">' +
        '<p data-apparatus="generated">〔以下各行不见于源文本。依据：《公报》；补者：某编辑。〕</p>' +
        '<ul><li><span class="office">某国总理</span><span class="separator">　</span><span class="name">某甲</span></li></ul></aside>'
    )
  })
})

describe('notes', () => {
  test('stand at the end, the editor’s apart', () => {
    const markdown =
      '甲[^b]乙[^ed-x]丙[^a]丁[^b]。\n\n[^a]: 注甲\n\n[^b]: 注**乙**\n\n    - 末\n\n[^ed-x]: 编注[^ed-y]\n\n[^ed-y]: 再编\n'
    const call = (number: string, id: string, name = '注释'): string =>
      `<sup data-apparatus="generated"><a href="#note-${number}" id="${id}" data-footnote-ref aria-label="${name}${number}">${number}</a></sup>`
    const back = (id: string, label = '回到正文'): string =>
      `<a href="#${id}" data-footnote-backref="" aria-label="${label}">↑</a>`
    const ways = (...links: ReadonlyArray<string>): string =>
      `<span data-apparatus="generated">${links.join('')}</span>`
    expect(html(markdown)).toBe(
      `<p id="p1">甲${call('1', 'call-1')}乙${call('a', 'call-a', '编者注')}丙${call('2', 'call-2')}丁${call('1', 'call-1-2')}。</p>` +
        '<section class="notes" data-footnotes aria-labelledby="notes"><h2 id="notes" data-apparatus="generated">注释</h2>' +
        `<ol><li id="note-1"><p>注<strong>乙</strong></p><ul><li>末</li></ul>${ways(back('call-1', '回到正文第1处'), back('call-1-2', '回到正文第2处'))}</li>` +
        `<li id="note-2"><p>注甲${ways(back('call-2'))}</p></li></ol>` +
        '<h3 id="notes-editor" data-apparatus="generated">编者注</h3>' +
        `<ol type="a" data-apparatus="editor"><li id="note-a"><p>编注${call('b', 'call-b', '编者注')}${ways(back('call-a'))}</p></li>` +
        `<li id="note-b"><p>再编${ways(back('call-b'))}</p></li></ol></section>`
    )
  })

  test('the editor’s alone have their own heading', () => {
    expect(html('甲[^ed-x]。\n\n[^ed-x]: 注\n')).toContain(
      '<h2 id="notes" data-apparatus="generated">编者注</h2><ol type="a" data-apparatus="editor"><li id="note-a">'
    )
  })

  test('are lettered on after z', () => {
    const names = Array.from({ length: 28 }, (_, index) => `ed-${index}`)
    const markdown = `${names.map((name) => `字[^${name}]`).join('')}\n\n${names.map((name) => `[^${name}]: 注`).join('\n\n')}\n`
    expect(html(markdown)).toContain('<li id="note-z"><p>注<')
    expect(html(markdown)).toContain('<li id="note-ab"><p>注<')
  })
})

describe('a line end', () => {
  test.each([
    ['汉\n字', '汉字'],
    ['。\n“引”', '。“引”'],
    ['“引”\n——又', '“引”——又'],
    ['𠀀\n𠮷', '𠀀𠮷'],
    ['ア\nン', 'アン'],
    ['汉\nA', '汉 A'],
    ['word\nword', 'word word'],
    ['2021\n年', '2021 年'],
    ['“Latin”\nword', '“Latin” word'],
    ['汉  字 \n  字', '汉  字字'],
    ['**汉**\n*字*', '<strong>汉</strong><em>字</em>'],
    ['**汉\n字**', '<strong>汉字</strong>'],
    ['a **b\nc** `d`\ne', 'a <strong>b c</strong> <code>d</code> e'],
    ['`汉`\n字', '<code>汉</code>字'],
    ['汉<!-- c -->\n字', '汉字'],
    ['汉\nx<!-- c -->\n字', '汉 x 字'],
    ['[汉\n字](https://a.cn)\n字', '<a href="https://a.cn">汉字</a>字'],
    ['汉\\\n字', '汉<br>字'],
    ['汉  \n字', '汉<br>字'],
    ['`a\nb`', '<code>a b</code>'],
    ['{汉|hàn}\n{字|~}', '<ruby>汉<rt>hàn</rt></ruby><u class="book-title">字</u>']
  ])('%j', (markdown, expected) => {
    expect(html(markdown)).toBe(`<p id="p1">${expected}</p>`)
  })

  test('before the call of a note is none', () => {
    expect(html('汉[^1]\n字\n\n[^1]: 注\n续\n')).toMatch(/<\/sup>字<\/p>.*<p>注续</)
  })

  test('is dropped in headings, items, quotations and notes as well', () => {
    expect(html('标\n题\n---\n\n- 汉\n  字\n\n> 汉\n> 字\n懒\n')).toBe(
      '<section aria-labelledby="s1"><h2 id="s1">标题</h2><ul><li>汉字</li></ul><blockquote><p>汉字懒</p></blockquote></section>'
    )
  })
})

describe('CommonMark and GFM', () => {
  test('keep their text', () => {
    const markdown =
      '3. 三\n4. 四\n   - [x] 完\n   - [ ] **未**\n\n| 甲 | 乙 |\n|:-:|--|\n| `a\\|b` | ~~丙~~ |\n| 丁 |\n\n~~~c\n<b>\n\n　码\n~~~\n\n    缩\n      进\n\n***\n\n&copy;&#20013;\\*\\&amp; <https://a.cn/文>\n'
    expect(html(markdown)).toBe(
      '<ol start="3"><li>三</li><li>四<ul class="contains-task-list">' +
        '<li class="task-list-item"><input type="checkbox" checked disabled aria-label="已完成">完</li>' +
        '<li class="task-list-item"><input type="checkbox" disabled aria-label="未完成"><strong>未</strong></li></ul></li></ol>' +
        '<table><thead><tr><th align="center">甲</th><th>乙</th></tr></thead><tbody>' +
        '<tr><td align="center"><code>a|b</code></td><td><del>丙</del></td></tr><tr><td align="center">丁</td><td></td></tr></tbody></table>' +
        '<pre><code class="language-c">&#x3C;b>\n\n　码</code></pre><pre><code>缩\n  进</code></pre><hr>' +
        '<p id="p1">©中*&#x26;amp; <a href="https://a.cn/%E6%96%87">https://a.cn/文</a></p>'
    )
  })

  test('nothing is made smart or brought into another form', () => {
    const text = '"直引" --- ... ＡＢ１２　㈠ ﬁ 神 é'
    expect(html(text)).toBe(`<p id="p1">${text}</p>`)
  })
})

describe('annotations', () => {
  test.each([
    ['{汉字|hàn zì}', '<ruby>汉字<rt>hàn zì</rt></ruby>'],
    ['{汉字|hàn|zì}', '<ruby>汉<rt>hàn</rt></ruby><ruby>字<rt>zì</rt></ruby>'],
    ['{𠮷野|jí|yě}', '<ruby>𠮷<rt>jí</rt></ruby><ruby>野<rt>yě</rt></ruby>'],
    [
      '{葛\u{E0100}城|gé|chéng}',
      '<ruby>葛\u{E0100}<rt>gé</rt></ruby><ruby>城<rt>chéng</rt></ruby>'
    ],
    ['{\\{&amp;|x}', '<ruby>{&#x26;<rt>x</rt></ruby>'],
    [
      '*{北京|_}*{史记|~}',
      '<em><u class="proper-name">北京</u></em><u class="book-title">史记</u>'
    ],
    ['\\{汉|hàn} {} {汉} {x | x>0}', '{汉|hàn} {} {汉} {x | x>0}']
  ])('%s', (markdown, expected) => {
    expect(html(markdown)).toBe(`<p id="p1">${expected}</p>`)
  })

  test('stand in cells, with their bars escaped', () => {
    expect(html('| {汉字\\|hàn\\|zì} |\n|----|\n| {史记\\|~} |')).toBe(
      '<table><thead><tr><th><ruby>汉<rt>hàn</rt></ruby><ruby>字<rt>zì</rt></ruby></th></tr></thead>' +
        '<tbody><tr><td><u class="book-title">史记</u></td></tr></tbody></table>'
    )
  })

  test('stand in headings, whose readings the outline leaves out', () => {
    const { book } = shapeMarkdown('## 一、{汉字|hàn|zì}和{北京|_}')
    expect(book.outline.map(({ text }) => text)).toEqual(['一、汉字和北京'])
  })

  test('do not lend their readings to the enumerators of headings', () => {
    expect(shapeMarkdown('## {一|1}、甲\n\n## 二、乙').file.messages).toEqual([])
  })
})

describe('a run of another language', () => {
  test('is a span with its tag, wherever a line of text stands', () => {
    const run = (text: string): string => `<span lang="en">${text}</span>`
    expect(html('甲:span[*b* {丙|c}]{lang=en}丁')).toBe(
      `<p id="p1">甲${run('<em>b</em> <ruby>丙<rt>c</rt></ruby>')}丁</p>`
    )
    expect(html('[甲:span[b]{lang=en}](https://a.cn)')).toBe(
      `<p id="p1"><a href="https://a.cn">甲${run('b')}</a></p>`
    )
    expect(html('> :span[one\n> two]{lang="en"}')).toBe(
      `<blockquote><p>${run('one two')}</p></blockquote>`
    )
    const { outline, body } = book('## 一、:span[Charter]{lang=en}')
    expect(outline).toMatchObject([{ enumerator: '一、', text: '一、Charter' }])
    expect(toHtml(body)).toContain(`<h2 id="s1">一、${run('Charter')}</h2>`)
  })

  test('is not made of what no one marked', () => {
    expect(html('各方致力于 Shanghai Spirit。')).toBe('<p id="p1">各方致力于 Shanghai Spirit。</p>')
  })
})

describe('a poem', () => {
  test('has the lines and the stanzas of the source', () => {
    const markdown =
      ':::poem\n静夜思　*李\n  白* \n　床前**明**月光，\\\n疑是&middot;地上霜  \n{举|jǔ}头\n\n\n低头[^1]\n:::\n\n文。\n\n[^1]: 注'
    expect(html(markdown)).toContain(
      '<div class="poem"><p id="p1">静夜思　<em>李<br>白</em><br>　床前<strong>明</strong>月光，<br>' +
        '疑是·地上霜<br><ruby>举<rt>jǔ</rt></ruby>头</p><p id="p2">低头<sup'
    )
    expect(html(markdown)).toContain('</div><p id="p3">文。</p>')
  })

  test('gives each line its place in the source', () => {
    const source = ':::poem\n甲 \n\t乙\\*&amp;\n*丙\n丁*\n:::\n'
    const places: Array<readonly [value: string, written: string]> = []
    visit(shapeMarkdown(source).book.body, 'text', ({ value, position }) => {
      places.push([value, source.slice(position?.start.offset, position?.end.offset)])
    })
    expect(places).toEqual([
      ['甲', '甲'],
      ['乙*&', '乙\\*&amp;'],
      ['丙', '丙'],
      ['丁', '丁']
    ])
  })
})

describe('a caption', () => {
  test('is the title of an image alone in its paragraph', () => {
    expect(html('![会场](a.png "图1　会\\*场\n\n示意")')).toContain('![会场]')
    expect(html('![会场](a.png "图1　会\\*场\n示意")\n\n文。')).toBe(
      '<figure><img src="a.png" alt="会场"><figcaption>图1　会*场示意</figcaption></figure><p id="p1">文。</p>'
    )
    expect(html('- ![会场](a.png (题))')).toBe(
      '<ul><li><figure><img src="a.png" alt="会场"><figcaption>题</figcaption></figure></li></ul>'
    )
    expect(html('![会场](a.png "")')).toBe('<p id="p1"><img src="a.png" alt="会场"></p>')
  })

  test.each([':::gap\n![会场](a.png "题")\n:::', ':::dateline\n![会场](a.png "题")\n:::'])(
    'no title within a block is one: %j',
    (markdown) => {
      expect(shapeMarkdown(markdown).file.messages.map(({ ruleId }) => ruleId)).toEqual([
        'link-title'
      ])
    }
  )

  test.each(['表1　甲', '表 2-1 甲', '表三　**甲**', '表12 甲'])('of a table is %s', (caption) => {
    const table = '| 甲 |\n|----|\n| 乙 |\n\n文。'
    expect(html(`${caption}\n\n${table}`)).toMatch(
      /^<table><caption>表.*甲.*<\/caption><thead>.*<\/table><p id="p1">文。<\/p>$/
    )
    expect(html(`${caption}\n\n文。\n\n${table}`)).not.toContain('<caption>')
  })

  test.each(['表1列出各国', '表1 列出各国：', '表格　甲', '附表1　甲', '## 表1　甲', '- 表1　甲'])(
    'of a table is not %s',
    (text) => {
      expect(html(`${text}\n\n| 甲 |\n|----|\n| 乙 |`)).not.toContain('<caption>')
    }
  )
})

describe('images', () => {
  const asset: Asset = {
    url: '图 1.png',
    name: 'a.png',
    type: 'image/png',
    bytes: new Uint8Array(),
    width: 20,
    height: 10
  }

  test('have the URL and the size of their asset', () => {
    const img = '<img src="图 1.png" alt="图" width="20" height="10">'
    expect(html('![图](<图 1.png>)', meta, [asset])).toBe(`<p id="p1">${img}</p>`)
    expect(html('![图][p]\n\n[p]: <图 1.png>', meta, [asset])).toBe(`<p id="p1">${img}</p>`)
  })
})

describe('nothing vanishes without a word:', () => {
  test.each([
    ['<!-- 甲 --> 这一段正文会消失 <!-- 乙 -->', '1:1 html-raw'],
    ['<!-- 甲\n--> 正文 <!-- 乙 -->', '1:1 html-raw'],
    ['<!--> 这一段正文 -->', '1:1 html-raw'],
    ['<!---> 这一段正文 -->', '1:1 html-raw'],
    ['<!-- 甲 --><!-- 乙 --> --> ', '1:1 html-raw'],
    [`${'<!---->'.repeat(40)}x`, '1:1 html-raw'],
    ['[附件]: 1', '1:1 definition-unused'],
    ['[附件一]: annex-1', '1:1 definition-unused'],
    ['[注意]: see-below "第三条不适用于本宣言"', '1:1 definition-unused'],
    ['[说明]: http://a.example "这是一句正文"', '1:1 definition-unused'],
    ['[a]\n\n[a]: https://a.cn\n[A]: https://b.cn', '4:1 definition-unused'],
    ['[a]\n\n[a]: https://a.cn "题"', '3:1 link-title'],
    ['[链接](https://a.cn "标题文字")', '1:1 link-title'],
    ['字![图](a.png "题")', '1:2 link-title'],
    ['1) 甲', '1:1 list-sequence'],
    ['01. 甲', '1:1 list-sequence'],
    ['9. 甲\n010. 乙', '2:1 list-sequence'],
    ['1. 甲\n2) 乙', '2:1 list-sequence'],
    ['~~~js 正文\nx\n~~~', '1:1 code-words'],
    ['~~~正文\n~~~', '1:1 code-words']
  ])('%j', (markdown, expected) => {
    const { messages } = shapeMarkdown(`${markdown}\n\n末。`).file
    expect(messages.map(({ line, column, ruleId }) => `${line}:${column} ${ruleId}`)).toEqual([
      expected
    ])
  })

  test.each([
    ['<!-- 甲 --> <!-- 乙 --><!---->', ''],
    ['字<!-->字-->', '<p id="p1">字字--></p>'],
    ['字<!--->字-->', '<p id="p1">字字--></p>'],
    [`字${'<!---->'.repeat(3)}字`, '<p id="p1">字字</p>'],
    ['> <!-- 甲\n> -- > 乙 -->\n> 字', '<blockquote><p>字</p></blockquote>'],
    ['0. 甲\n1. 乙', '<ol start="0"><li>甲</li><li>乙</li></ol>'],
    ['1\\) 甲', '<p id="p1">1) 甲</p>'],
    ['\\[附件]: 1', '<p id="p1">[附件]: 1</p>'],
    ['[a][A]\n\n[a]: https://a.cn ""', '<p id="p1"><a href="https://a.cn">a</a></p>']
  ])('%j is sound', (markdown, expected) => {
    expect(html(`${markdown}\n\n## 末`)).toBe(
      `${expected}<section aria-labelledby="s1"><h2 id="s1">末</h2></section>`
    )
  })
})

describe('long runs are read at once:', () => {
  const run = (text: string): string => text.repeat(200_000)

  test.each([
    `a${run(' ')}b`,
    `a${run(' ')}\n b`,
    `a\n${run(' ')}b`,
    `> a${run('\t')}\n> b`,
    `\`a${run(' ')}\nb\``,
    `~~~\na${run(' ')}b\n~~~`,
    `|a|\n|-|\n|b${run(' ')}c|`,
    run('{'),
    run('{汉|'),
    `{a${run(' ')}|b${run(' ')}}`,
    `{a${run('\\')}|b}`,
    `:::poem\na${run(' ')}b${run(' ')}\n${run(' ')}c\n:::`,
    `${'<!---->'.repeat(20_000)}x`,
    `字${'<!---->'.repeat(20_000)}字`
  ])('%#', (markdown) => {
    // Quadratic time would exceed the timeout of the test.
    expect(shapeMarkdown(markdown)).toBeDefined()
  })
})

describe('an enumerator', () => {
  test.each([
    ['第三百五十条　文', '第三百五十条', 350, '第一条'],
    ['第12章总则', '第12章', 12, '第1章'],
    ['第一部分 文', '第一部分', 1, '第一部分'],
    ['十一、文', '十一、', 11, '一、'],
    ['（二十）文', '（二十）', 20, '（一）'],
    ['(三)文', '(三)', 3, '(一)'],
    ['1．文', '1．', 1, '1．'],
    ['12. 文', '12.', 12, '1.'],
    ['3、文', '3、', 3, '1、'],
    ['（4）文', '（4）', 4, '（1）'],
    ['(5) 文', '(5)', 5, '(1)'],
    ['㊿文', '㊿', 50, '①']
  ])('%s', (heading, text, value, style) => {
    expect(enumeratorOf(heading)).toMatchObject({ text, value, style })
  })

  test.each([
    '总则',
    '1.2 文',
    '3.14 纪念',
    '2021年',
    '第一次会议',
    '十十、文',
    '一百零零一、',
    '、文',
    '（）文',
    '〇、文'
  ])('%s has none', (heading) => {
    expect(enumeratorOf(heading)).toBeUndefined()
  })

  test('every Han number up to 9999 is read as it is written', () => {
    const written = Array.from({ length: 9999 }, (_, index) => toHanNumeral(index + 1))
    expect(written.map(parseHanNumeral)).toEqual(written.map((_, index) => index + 1))
    expect(new Set(written).size).toBe(9999)
    expect([10, 11, 20, 101, 110, 350, 1001, 1010, 2021].map(toHanNumeral)).toEqual([
      '十',
      '十一',
      '二十',
      '一百零一',
      '一百一十',
      '三百五十',
      '一千零一',
      '一千零一十',
      '二千零二十一'
    ])
    expect(['二〇二一', '一十', '两千', '一百〇一'].map(parseHanNumeral)).toEqual([
      2021, 10, 2000, 101
    ])
  })
})

describe('headings', () => {
  test.each([
    ['第一章 第一条 第二条 第二章 第三条', []],
    ['第一章 第一条 第二条 第二章 第一条', []],
    ['第一章 第一条 第二条 第二章 第四条', ['第四条, expected 第三条']],
    ['第一章 第一条 第三条 第二章 第四条', ['第三条, expected 第二条']],
    ['第一章 第一条 第2条', ['第2条, expected 第二条']],
    ['第二章', ['第二章, expected 第一章']]
  ])('%s', (run, expected) => {
    const markdown = run
      .split(' ')
      .map((name) => `${name.endsWith('章') ? '##' : '###'} ${name}`)
      .join('\n\n')
    const { file } = shapeMarkdown(markdown)
    expect(
      file.messages.map(({ reason }) => reason.slice('Unexpected enumerator '.length))
    ).toEqual(expected)
  })

  test('that are empty are told', () => {
    expect(shapeMarkdown('##\n').file.messages.map(String)).toEqual([
      '1:1-1:3: Unexpected empty heading, expected its text'
    ])
  })
})

test('a source without text is empty, even if it holds comments', () => {
  expect(
    shapeMarkdown('<!-- 注 -->\n\n<!-- 又 -->\n').file.messages.map(({ ruleId }) => ruleId)
  ).toEqual(['source-empty'])
})

test('shaping leaves the tree as it was, and is the same every time', () => {
  const markdown = '甲\n乙[^1]\n\n:::signatories\n- 总理　某\n:::\n\n[^1]: 注\n'
  const file = new VFile(markdown)
  const tree = parse(file)
  const before = JSON.stringify(tree)
  const first = shape(tree, file, meta, [])
  expect(JSON.stringify(tree)).toBe(before)
  expect(shape(tree, file, meta, [])).toEqual(first)
})

test('text of the source keeps its place, and nothing else has white space', () => {
  const markdown = '- 甲\n\n  `乙`\n\n```\n丙\n```\n\n:::signatories\n- 总理　某\n:::\n'
  const { body } = book(markdown)
  const places: string[] = []
  visit(body, 'text', ({ value, position }) => {
    expect(markdown.slice(position?.start.offset, position?.end.offset)).toBe(value)
    places.push(`${position?.start.line}:${position?.start.column} ${value}`)
  })
  expect(places).toEqual(['1:3 甲', '3:4 乙', '6:1 丙', '10:3 总理', '10:5 　', '10:6 某'])
})

describe('300,000 characters', { timeout: 300_000 }, () => {
  const sentence = '上海合作组织成员国2021年在“杜尚别”重申：互信、互利、平等、协商（见第12条），'
  const long = sentence.repeat(Math.ceil(300_000 / sentence.length))

  test.each([
    ['paragraphs', long.replace(/(.{60})/gu, '$1\n\n')],
    ['one paragraph in lines', long.replace(/(.{60})/gu, '$1\n')],
    ['one line', long],
    ['signatories', `:::signatories\n${'- 某国共和国总理　某甲\n'.repeat(4000)}:::\n`]
  ])('go through as %s', (_, markdown) => {
    expect(shapeMarkdown(markdown).file.messages).toEqual([])
  })
})

function shapeMarkdown(
  markdown: string,
  about = meta,
  assets: ReadonlyArray<Asset> = []
): Readonly<{ book: Book; file: VFile }> {
  const file = new VFile(markdown)
  return { book: shape(parse(file), file, about, assets), file }
}

/** Shape a text without fatal problems. */
function book(...of: Parameters<typeof shapeMarkdown>): Book {
  const { book, file } = shapeMarkdown(...of)
  expect(file.messages.filter(({ fatal }) => fatal !== undefined).map(String)).toEqual([])
  return book
}

function html(...of: Parameters<typeof shapeMarkdown>): string {
  return toHtml(book(...of).body)
}
