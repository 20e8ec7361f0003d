import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { readOperations, writeOperations } from '../../../../src/pdf/operations.ts'
import { type Label, markUnits } from '../../../../src/render/pdf/content/mark.ts'
import type { Resources } from '../../../../src/render/pdf/content/resources.ts'
import { unitsOf } from '../../../../src/render/pdf/content/units.ts'
import { mergePdfs } from '../../../../src/render/pdf/merge-pdfs.ts'

const resources: Resources = {
  decoders: new Map([['F1', (digits) => Buffer.from(digits, 'hex').toString('latin1')]]),
  images: new Set(['X1'])
}

/** Split a content stream into units. */
function part(stream: string): ReturnType<typeof unitsOf> {
  return unitsOf(readOperations(Buffer.from(stream)), resources)
}

test('gatherings are bound page by page, and no tag of the browser is left', async () => {
  const printed = await Promise.all(
    [100, 200].map(async (width) => {
      const document = await PDFDocument.create()
      const { catalog, context } = document
      document.addPage([width, 300]).node.set(PDFName.of('StructParents'), context.obj(0))
      catalog.set(PDFName.of('StructTreeRoot'), context.register(context.obj({})))
      return document
    })
  )
  const book = await mergePdfs(printed)
  expect(book.getPages().map((page) => page.getWidth())).toEqual([100, 200])
  expect(book.catalog.has(PDFName.of('StructTreeRoot'))).toBe(false)
  expect(book.getPages().some(({ node }) => node.has(PDFName.of('StructParents')))).toBe(false)
})

test('a page is parted into what it paints, with place and extent', () => {
  const units = part(
    `q 0 0 50 50 re W n 10 10 100 20 re f Q
    2 0 0 2 5 5 cm
    /Figure <</MCID 3>> BDC q 10 0 0 20 1 1 cm /X1 Do Q EMC
    /P <</MCID 4>> BDC BT /F1 8 Tf 1 0 0 1 30 40 Tm <4142> Tj 9 0 Td <43> Tj ET EMC
    BT ET 0 0 m 5 5 l n`
  )
  expect(units).toMatchObject([
    { kind: 'path', extent: [10, 10, 50, 30], isTagged: false },
    { kind: 'object', extent: [7, 7, 27, 47], image: 3 },
    { kind: 'text', text: 'ABC', at: [69, 89], isTagged: true }
  ])
})

test('glyphs that stand for other text are read as that text', () => {
  const [unit] = part(
    'BT /F1 8 Tf <41> Tj /Span <</ActualText <FEFF00660069> >> BDC <42> Tj EMC <43> Tj ET'
  )
  expect(unit).toMatchObject({ text: 'AfiC', isReplaced: true })
})

test('neighbours are marked as one, but not across a graphics state, and marks never nest', () => {
  const stream = `/P <</MCID 9>> BDC q BT /F1 8 Tf <41> Tj ET 1 g BT /F1 8 Tf <42> Tj ET Q EMC
    BT /F1 8 Tf <43> Tj ET q 1 0 0 1 0 0 cm Q BT /F1 8 Tf <44> Tj ET 0 0 1 1 re f`
  const operations = readOperations(Buffer.from(stream))
  const units = unitsOf(operations, resources)
  const [text, rule]: [Label, Label] = [{ tag: 'P' }, { artifact: '/Type /Layout' }]
  const labelOf = ({ kind }: { kind: string }) => (kind === 'text' ? text : rule)
  const texts = new Map(units.slice(3, 4).map((unit) => [unit, 'D ']))
  const marked = markUnits(operations, units, labelOf, texts)
  expect(Buffer.from(writeOperations(marked.operations)).toString().split('\n')).toEqual(
    `q
/P <</MCID 0>> BDC
BT
/F1 8 Tf
<41> Tj
ET
1 g
BT
/F1 8 Tf
<42> Tj
ET
EMC
Q
/P <</MCID 1>> BDC
BT
/F1 8 Tf
<43> Tj
ET
EMC
q
1 0 0 1 0 0 cm
Q
/Span <</MCID 2 /ActualText <feff00440020> >> BDC
BT
/F1 8 Tf
<44> Tj
ET
EMC
/Artifact <</Type /Layout>> BDC
0 0 1 1 re
f
EMC
`.split('\n')
  )
  expect(units.map((unit) => marked.numbers.get(unit))).toEqual([0, 0, 1, 2, undefined])
})
