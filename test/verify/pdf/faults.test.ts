import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber } from '@cantoo/pdf-lib'
import type { Element } from 'hast'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { beforeAll, describe, expect, test } from 'vitest'
import { renderPdf } from '../../samples/browser.ts'
import {
  copyLeaves,
  type PrintedSample,
  printSample,
  problemsOf,
  reprint
} from '../../samples/pdf.ts'

describe('a planted fault is found', { timeout: 300_000 }, () => {
  let small: PrintedSample
  beforeAll(async () => {
    small = await printSample('test/fixtures/small.md')
    expect(await problemsOf(small.edition, small.book)).toEqual([])
  }, 300_000)

  const withStyle = (style: string) => reprint(small, { styles: small.set.styles + style })

  async function withTree(change: (node: Element) => void): Promise<ReadonlyArray<string>> {
    const leaves = copyLeaves(small)
    for (const { tree } of leaves) visit(tree, 'element', change)
    return reprint(small, { leaves })
  }

  async function withBytes(
    change: (document: PDFDocument) => void
  ): Promise<ReadonlyArray<string>> {
    const document = await PDFDocument.load(small.edition.bytes, { updateMetadata: false })
    change(document)
    return problemsOf({ ...small.edition, bytes: await document.save() }, small.book)
  }

  test.each([
    ['clipped by its box', '#p2{max-height:0;overflow:hidden}'],
    ['not displayed', '#p2{display:none}'],
    ['set off the sheet', '#p2{transform:translateX(-900mm)}'],
    ['transparent', '#p2{color:transparent}'],
    ['all but transparent', '#p2{opacity:.05}'],
    ['white on white', '#p2{color:#fff}'],
    ['hidden', '#p2{visibility:hidden}'],
    ['in capitals', '#p2{text-transform:uppercase}'],
    [
      'under a white box',
      '#p2{position:relative}#p2::after{content:"";position:absolute;inset:0;background:#fff;print-color-adjust:exact}'
    ],
    ['struck out in black', '#p2{text-decoration:line-through 1em}'],
    [
      'set before the paragraph above it',
      '.leaf-text>section{display:flex;flex-direction:column}#p2{order:-1}'
    ],
    ['followed by something added', '#p2::after{content:"。"}']
  ])('text that is %s', async (_, style) => {
    const problems = await withStyle(style)
    expect(problems.find((problem) => problem.startsWith('edition-text'))).toMatch(
      /^edition-text \d+ Unexpected .* in the PDF, page 5 \(folio 1\), expected /
    )
  })

  test('one character for another, at its line', async () => {
    const problems = await withTree((node) => {
      const [text] = node.children
      if (text?.type === 'text') text.value = text.value.replace('开会', '开再')
    })
    expect(problems).toEqual([
      expect.stringMatching(/^edition-text 12 Unexpected “再.*expected “会/)
    ])
  })

  test('a paragraph twice', async () => {
    const problems = await withTree((node) => {
      const index = node.children.findIndex(
        (child) => 'properties' in child && child.properties.id === 'p2'
      )
      const twin = node.children[index]
      if (twin) node.children.splice(index, 0, structuredClone(twin))
    })
    expect(problems[0]).toMatch(/^edition-text/)
  })

  test('characters one over the other', async () => {
    const problems = await withStyle('#p2 .line,#p2 .line *{letter-spacing:-.9em!important}')
    expect(problems[0]).toMatch(/^edition-overlap/)
  })

  test('a paragraph on the grid, but over the lines of another', async () => {
    const problems = await withStyle('#p2{margin-block-start:calc(var(--pitch) * -1)}')
    expect(problems.join()).toMatch(/edition-overlap/)
  })

  test('an entry of the contents that is not its heading', async () => {
    const problems = await withTree((node) => {
      const [line] = node.children
      const [text] = node.properties.href === '#s1' && line?.type === 'element' ? line.children : []
      if (text?.type === 'text') text.value = text.value.replace('总', '终')
    })
    expect(problems).toContainEqual(
      expect.stringMatching(/^edition-contents.*expected the entry 一、总则1,/)
    )
  })

  test('the last line of a page that is cut off', async () => {
    const problems = await withTree((node) => {
      if (node.properties.id === 'p5') node.children.pop()
    })
    expect(problems).toEqual([
      expect.stringMatching(/^edition-text 22 Unexpected “甲方代表.*expected “末段文字。/)
    ])
  })

  test('a page that holds more than fits it, which ends the build', async () => {
    expect(await withStyle('.leaf-text p{margin-block-end:40mm}')).toEqual([
      expect.stringMatching(/^render-failed - Unexpected .*page 1 holds more than fits it/)
    ])
  })

  test('a page label that is not the folio', async () => {
    const problems = await withBytes(({ catalog, context }) => {
      catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: [0, { S: 'D' }] }))
    })
    expect(problems[0]).toMatch(/^edition-contents - Unexpected folio —iii— on page 3/)
  })

  test('destinations on another page and on none', async () => {
    const problems = await withBytes((document) => {
      const names = document.catalog.lookup(PDFName.of('Names'), PDFDict)
      const leaf = names.lookup(PDFName.of('Dests'), PDFDict).lookup(PDFName.of('Names'), PDFArray)
      const id = (text: string) => PDFHexString.of(Buffer.from(text).toString('hex')).toString()
      const index = leaf.asArray().findIndex((entry) => entry.toString() === id('s1'))
      leaf.lookup(index + 1, PDFArray).set(0, document.getPage(0).ref)
      const other = leaf.asArray().findIndex((entry) => entry.toString() === id('s2'))
      leaf.set(other, PDFHexString.of('78'))
    })
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Unexpected page 1 as destination of s1'),
        expect.stringContaining('Unexpected page 0 as destination of s2'),
        expect.stringContaining('Unexpected lack of a link to s1')
      ])
    )
  })

  test('a link that leads to another place', async () => {
    const problems = await withBytes((document) => {
      const [first] = document.getPage(2).node.Annots()?.asArray() ?? []
      const link = document.context.lookup(first, PDFDict)
      link.lookup(PDFName.of('Dest'), PDFArray).set(3, PDFNumber.of(1))
    })
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^edition-contents - Unexpected link to \[ \d+ 0 R \/XYZ 0 1 0 \]/),
        expect.stringContaining('Unexpected lack of a link to s1')
      ])
    )
  })

  test('an outline entry that is not its heading', async () => {
    const problems = await withBytes(({ catalog, context }) => {
      const first = catalog
        .lookup(PDFName.of('Outlines'), PDFDict)
        .lookup(PDFName.of('First'), PDFDict)
      first.set(PDFName.of('Title'), PDFHexString.fromText('别的'))
      context.assign(context.nextRef(), first)
    })
    expect(problems).toContainEqual(expect.stringContaining('Unexpected outline entry 别的'))
  })

  test('a Type 3 font, a font that is not embedded, and one that is whole', async () => {
    const fontsOf = ({ context }: PDFDocument) =>
      context
        .enumerateIndirectObjects()
        .flatMap(([, object]) => (object instanceof PDFDict ? [object] : []))
        .filter((dict) => dict.get(PDFName.of('Subtype')) === PDFName.of('CIDFontType2'))
    const stroked = await withStyle('#p2{-webkit-text-stroke:1px #000}')
    expect(stroked.join()).toMatch(/edition-(?:font|text)/)
    const broken = await withBytes((document) => {
      const [one, two] = fontsOf(document)
      one?.lookup(PDFName.of('FontDescriptor'), PDFDict).delete(PDFName.of('FontFile2'))
      two?.set(PDFName.of('BaseFont'), PDFName.of('Whole'))
    })
    const foreign = await problemsOf({ ...small.edition, fonts: ['NotoSansSC'] }, small.book)
    expect(foreign.join()).toMatch(/Unexpected font [A-Z]{6}\+NotoSerifSC-Regular: it is none of/)
    expect(broken.join()).toContain('it is not embedded as TrueType')
    expect(broken.join()).toContain('Unexpected font Whole: it is not a subset')
  })

  test('what asks for the network or the disk is refused, at its place', async () => {
    const leaves = copyLeaves(small)
    const position = { start: { line: 99, column: 1 }, end: { line: 99, column: 9 } }
    const image: Element = {
      type: 'element',
      tagName: 'img',
      properties: { src: 'https://example.com/a.png' },
      children: [],
      position
    }
    leaves.at(-2)?.tree.children.push(image)
    const file = new VFile()
    const styles = `${small.set.styles}.leaf{background:url(file:///etc/passwd)}`
    await renderPdf({ ...small.set, leaves, styles }, {}, file, () => {})
    const found = file.messages.map(
      ({ ruleId, line, reason }) => `${ruleId} ${line ?? '-'} ${reason}`
    )
    expect(found.sort()).toContain(
      'request-refused 99 Unexpected request for https://example.com/a.png, expected none'
    )
    expect(found.join()).toContain('file:///etc/passwd')
  })
})
