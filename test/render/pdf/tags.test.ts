import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber } from '@cantoo/pdf-lib'
import { VFile } from 'vfile'
import { beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '../../../src/pdf/streams.ts'
import { finishPdf } from '../../../src/render/pdf/finish-pdf.ts'
import { printPages } from '../../../src/render/pdf/print-pages.ts'
import { withTabs } from '../../../src/render/pdf/shared-browser.ts'
import { browser, renderPdf } from '../../samples/browser.ts'
import { type PrintedSample, printSample, problemsOf, reprint } from '../../samples/pdf.ts'
import { type Node, outlineOf, readNodes, textAt, walkNodes, wordsOf } from './tags-sample.ts'

describe('the tag tree of a PDF', { timeout: 300_000 }, () => {
  let sample: PrintedSample
  let root: Node
  let document: PDFDocument
  beforeAll(async () => {
    sample = await printSample('test/fixtures/tags/tags.md')
    expect(sample.file.messages.map(String)).toEqual([])
    root = await readNodes(sample.edition.bytes)
    document = await PDFDocument.load(sample.edition.bytes, { updateMetadata: false })
  }, 300_000)

  const all = (role: string) => [...walkNodes(root)].filter((node) => node.role === role)
  const find = (start: string): Node => {
    const found = [...walkNodes(root)].filter((node) => outlineOf(node).startsWith(start)).at(-1)
    if (!found) throw new Error(`No ${start}`)
    return found
  }

  test('has the parts in order, sections by heading, and headings that skip no level', () => {
    const parts = root.kids.map((kid) => (typeof kid === 'object' && 'role' in kid ? kid.role : ''))
    expect(root.role).toBe('Document')
    expect(parts).toEqual(['Sect', 'Sect', 'P', 'Sect', 'Sect', 'Sect', 'Note', 'Sect'])
    const headings = [...walkNodes(root)].filter(({ role }) => /^H\d/.test(role))
    expect(headings.map(outlineOf)).toEqual([
      'H1[标签试验]',
      'H2[目录]',
      'H2[一、段落]',
      'H3[（一）链接]',
      'H2[二、块]',
      'H2[版本记录]'
    ])
  })

  test('has what stands in a line, with its languages', () => {
    expect(outlineOf(find('P[开头'))).toBe(
      'P[开头一段有Strong[强]与Em[重]，有Span[删]，有Code[code]，有Ruby[RB[漢]RT[hàn]]字，' +
        '有Span[ShanghaiSpirit]二字，行内有图Figure[]。]'
    )
    expect(textAt(find('Span[Shanghai').dict, 'Lang')).toBe('en')
    expect(textAt(find('Span[删').dict, 'Lang')).toBeUndefined()
  })

  test('keeps white space beside readings, and tabs in code', async () => {
    // The check `text-spaces` reads the tags, as screen readers do.
    const { edition, book } = await printSample('test/fixtures/tags/spaces.md')
    expect(await problemsOf(edition, book)).toEqual([])
  })

  test('joins a paragraph that goes on to another page', () => {
    const paragraph = find('P[双方')
    expect(paragraph.pages.length).toBe(2)
    expect(
      wordsOf(paragraph).match(/双方在首都开会，就共同关心的问题交换意见，并决定继续合作。/g)
    ).toHaveLength(18)
  })

  test('nests the contents, each entry a reference', () => {
    expect(outlineOf(find('TOC[TOCI[Reference[Link[一'))).toBe(
      'TOC[TOCI[Reference[Link[一、段落1@]]TOC[TOCI[Reference[Link[（一）链接2@]]]]]' +
        'TOCI[Reference[Link[二、块2@]]]]'
    )
  })

  test('has lists with labels, nested in bodies, and says how they are counted', () => {
    expect(outlineOf(find('L[LI[Lbl[•'))).toBe(
      'L[LI[Lbl[•]LBody[P[甲项]L[LI[Lbl[1.]LBody[P[子项]]]]]]' +
        'LI[Lbl[•]LBody[P[乙项]P[乙项的第二段。]]]]'
    )
    expect(outlineOf(find('L[LI[Lbl[甲国'))).toBe(
      'L[LI[Lbl[甲国总统]LBody[P[张三]]]LI[Lbl[乙国总理]LBody[P[李四四]]]]'
    )
    const numberings = all('L').map(({ dict }) => {
      return String(dict.lookup(PDFName.of('A'), PDFDict).get(PDFName.of('ListNumbering')))
    })
    expect(numberings).toEqual(['/Disc', '/Decimal', '/Disc', '/None', '/None'])
  })

  test('has a table with its caption, its heads and as many cells in each row', () => {
    expect(outlineOf(find('Table['))).toBe(
      'Table[Caption[P[表1两列]]THead[TR[TH[名]TH[值Reference[Link[1@]]]]]' +
        'TBody[TR[TD[甲]TD[1]]TR[TD[乙]TD[]]]]'
    )
    for (const { dict } of all('TH'))
      expect(String(dict.lookup(PDFName.of('A')))).toContain('/Scope /Column')
  })

  test('puts each note once, behind the block that calls it first', () => {
    const notes = all('Note')
    expect(notes.map(({ dict }) => textAt(dict, 'ID'))).toEqual([
      'note-1',
      'note-2',
      'note-a',
      'editor-1'
    ])
    expect(outlineOf(find('Sect[H2[二、块]'))).toMatch(
      /TR\[TD\[乙\]TD\[\]\]\]\]Note\[Lbl\[1\.\]P\[表里的注。\]\]/
    )
    expect(outlineOf(find('Sect[H2[二、块]'))).toMatch(
      /P\[有注.*?\]Note\[Lbl\[2\.\]P\[注文.*?\]P\[注的第二段。\]\]Note\[Lbl\[a\.\]P\[编者注。\]\]/
    )
  })

  test('describes figures, says where they stand, and gives them their captions', () => {
    const figures = all('Figure')
    expect(figures.map(({ dict }) => textAt(dict, 'Alt'))).toEqual(['五角星', '礼堂', '圆'])
    expect(figures.map(outlineOf)).toEqual(['Figure[]', 'Figure[Caption[P[图1礼堂]]]', 'Figure[]'])
    const boxes = figures.map(({ dict }) => {
      const box = dict.lookup(PDFName.of('A'), PDFDict).lookup(PDFName.of('BBox'), PDFArray)
      const [left = 0, bottom = 0, right = 0, top = 0] = box
        .asArray()
        .map((edge) => (edge instanceof PDFNumber ? edge.asNumber() : 0))
      return [right - left, top - bottom].map((length) => Math.round((length / 72) * 96))
    })
    expect(boxes.slice(1)).toEqual([
      [320, 180],
      [180, 120]
    ])
  })

  test('makes one link of what was parted at a line end', () => {
    expect(outlineOf(find('Link[正好'))).toBe('Link[正好在这一行的末尾断开成两段@@]')
    const said = all('Link').map(({ kids }) =>
      kids.flatMap((kid) => (kid instanceof PDFDict ? [kid] : []))
    )
    for (const link of said.flat()) {
      expect(link.lookup(PDFName.of('F'), PDFNumber).asNumber()).toBe(4)
    }
    expect(said.flat().map((link) => textAt(link, 'Contents'))).toEqual([
      '一、段落1',
      '（一）链接2',
      '二、块2',
      ...Array(2).fill('正好在这一行的末尾断开成两段 https://example.org/a'),
      '第一节',
      '同处',
      '注释1',
      '注释2',
      '注释2',
      '编者注a'
    ])
  })

  test('leaves no annotation outside a link', () => {
    const bound = all('Link').flatMap(({ kids }) => kids.filter((kid) => kid instanceof PDFDict))
    const placed = document.getPages().flatMap((page) => page.node.Annots()?.asArray() ?? [])
    expect(placed.length).toBe(bound.length)
  })

  test('has the words of the book as they are, hyphens and spaces at line ends said', () => {
    const operations = document.getPages().flatMap((page) => readPage(page))
    const said = operations.flatMap(({ operands: [, properties = ''] }) => {
      const [, digits] = /\/ActualText <feff([0-9a-f]*)>/.exec(properties) ?? []
      return digits ? [Buffer.from(digits, 'hex').swap16().toString('utf16le')] : []
    })
    expect(said).toContain('\u00AD')
    expect(said).toContain('line ')
    expect(said).toContain('first line\n')
    expect(outlineOf(find('P[Code[first'))).toBe('P[Code[firstlinesecond]]')
    // The end of a line of verse, and of one before a hard break.
    const ends = said.filter((text) => /\n$/.test(text))
    expect(ends).toEqual(['，\n', '。\n', 'first line\n', '  second\n', '，\n'])
    // The boxes of a task list, which are not text.
    expect(said.filter((text) => /成$/.test(text))).toEqual(['已完成', '未完成'])
    expect(outlineOf(find('L[LI[Lbl[■'))).toBe(
      'L[LI[Lbl[■]LBody[P[做完]]]LI[Lbl[□]LBody[P[待做，原文有■]]]]'
    )
  })

  test('marks everything it paints, running heads and folios as what they are', () => {
    const artifacts = new Set<string>()
    for (const page of document.getPages()) {
      let depth = 0
      for (const { operator, operands } of readPage(page)) {
        if (operator === 'BDC') {
          depth += 1
          if (operands[0] === '/Artifact') artifacts.add(operands[1] ?? '')
        }
        if (operator === 'EMC') depth -= 1
        if (['Tj', 'f', 'S', 'Do', 'sh'].includes(operator)) expect(depth).toBe(1)
      }
      expect(depth).toBe(0)
    }
    expect([...artifacts].sort()).toEqual([
      '<</Type /Layout>>',
      '<</Type /Pagination /Subtype /Footer>>'
    ])
  })

  test.each([
    ['made a picture', '#p1{opacity:.5}', 'template-paint'],
    ['filtered', '#p1{filter:grayscale(1)}', 'template-paint'],
    ['in capitals', 'code{text-transform:uppercase}', 'template-paint'],
    ['hidden', '#p1{visibility:hidden}', 'template-paint'],
    ['an image that shows nothing', 'img{opacity:0}', 'image-blank']
  ])('refuses what is %s', async (_, style, rule) => {
    const problems = await reprint(sample, { styles: sample.set.styles + style })
    expect(problems.map((problem) => problem.split(' ')[0])).toContain(rule)
  })

  test('is the same when the pages are printed in gatherings, with links from one to another', async () => {
    const file = new VFile()
    const imposition = await withTabs(browser, file, (tabs) => {
      return printPages(tabs, sample.set, file, () => {}, 2)
    })
    const bytes = imposition && (await finishPdf(imposition, sample.set, {}, file))
    expect(file.messages.map(String)).toEqual([])
    expect(outlineOf(await readNodes(bytes ?? new Uint8Array()))).toBe(outlineOf(root))
  })

  test('is the same when a style sheet has text painted later, and adds what is none', async () => {
    const style =
      '#p1{position:relative}figure{border:1px solid #000}h2::before{content:"";outline:1px solid #000}'
    const set = { ...sample.set, styles: sample.set.styles + style }
    const file = new VFile()
    const edition = await (await renderPdf(set, {}, file, () => {}))?.('pdf')
    expect(file.messages.map(String)).toEqual([])
    expect(outlineOf(await readNodes(edition?.bytes ?? new Uint8Array()))).toBe(outlineOf(root))
  })
})
