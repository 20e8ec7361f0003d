import { createHash } from 'node:crypto'
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { type Operation, writeOperations } from '../../../../src/pdf/operations.ts'
import { readPage, readStream } from '../../../../src/pdf/streams.ts'
import { textDrawer } from '../../../../src/render/pdf/press/draw-text.ts'
import { readGlyphs } from '../../../../src/verify/read/pdf/glyphs.ts'
import { type PrintedTarget, printSample } from '../../../samples/pdf.ts'

const source = 'test/fixtures/small.md'

/** CSS px in a millimetre; bleed and slug around a sheet, mm; its baseline from the foot, mm. */
const [px, around, base] = [96 / 25.4, 13, 4.8]

test.each<readonly [target: PrintedTarget, index: number, label: string]>([
  ['press', 0, 'i　1/7'],
  ['press', 6, '3　7/7'],
  ['booklet', 0, 'sheet 1/2 front　blank · i'],
  ['booklet', 3, 'sheet 2/2 back　iv · 1'],
  ['cover', 0, 'cover　spine 0.4 mm, 7 pp. × 0.1 mm']
])('the slug line of a %s, page %i, ends with %s', async (target, index, label) => {
  const { edition, set, file } = await printSample(source, 'official', target)
  const page = (await PDFDocument.load(edition.bytes)).getPage(index)
  const draw = textDrawer(set.faces.filter(({ range }) => range === undefined))
  const painted = spell(readPage(page))
  expect(painted.includes(spell(draw(label, 2).operations))).toBe(true)
  expect(painted.includes(spell(draw(`${label}0`, 2).operations))).toBe(false)
  const forms = page.node.Resources()?.lookup(PDFName.of('XObject'), PDFDict)
  const form = forms?.lookup(PDFName.of('Slug'))
  if (!(form instanceof PDFRawStream)) throw new Error('Unexpected sheet without slug line')
  const digest = createHash('sha256').update(String(file)).digest('hex').slice(0, 8)
  const title = draw(`${set.book.meta.title}　${digest}`, 2)
  expect(spell(readStream(form)).includes(spell(title.operations))).toBe(true)
})

test.each(['official', 'book-32k'])(
  'the slug line of a cover fits before its spine: %s',
  async (name) => {
    const { edition, set } = await printSample(source, name, 'cover', { paper: 0.123456 })
    const [sheet] = await readGlyphs(edition.bytes)
    const foot = (set.settings.page.height + 2 * around - base) * px
    const line = (sheet?.drawn ?? []).filter(([, , , y1]) => y1 > foot - 2 * px)
    expect(line.length).toBeGreaterThan(40)
    const fold = around + (set.block?.width ?? 0)
    expect(Math.max(...line.map(([, , x1]) => x1 / px))).toBeLessThanOrEqual(fold - 3 + 0.01)
    expect(Math.min(...line.map(([x0]) => x0 / px))).toBeGreaterThanOrEqual(around + 3 - 0.01)
  }
)

function spell(operations: ReadonlyArray<Operation>): string {
  return Buffer.from(writeOperations(operations)).toString('latin1')
}
