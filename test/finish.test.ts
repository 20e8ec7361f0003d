import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { renameElements } from '../src/render/pdf/identifiers.ts'
import { shrinkPages } from '../src/render/pdf/shrink.ts'

test('structure elements are counted anew, and what refers to them follows', async () => {
  const document = await PDFDocument.create()
  const { context } = document
  const head = context.register(context.obj({ S: 'TH', ID: PDFString.of('node00000434') }))
  const other = context.register(context.obj({ S: 'TH', ID: PDFString.of('node00000233') }))
  const cell = context.register(
    context.obj({ S: 'TD', A: [{ O: 'Table', Headers: [PDFString.of('node00000434')] }] })
  )
  const text = context.register(context.obj({ Alt: PDFString.of('node of a net') }))
  renameElements(document)
  const written = [head, other, cell, text].map((ref) => String(context.lookup(ref)))
  expect(written[0]).toContain('(node00000002)')
  expect(written[1]).toContain('(node00000001)')
  expect(written[2]).toContain('(node00000002)')
  expect(written[3]).toContain('(node of a net)')
})

test('pages shrink with their patterns, each once', async () => {
  const document = await PDFDocument.create()
  const pattern = document.context.register(
    document.context.obj({ Type: 'Pattern', PatternType: 2, Matrix: [8, 0, 0, -8, 80, 160] })
  )
  for (let count = 0; count < 2; count++) {
    const page = document.addPage([800, 1600])
    page.node.set(PDFName.of('Resources'), document.context.obj({ Pattern: { P1: pattern } }))
  }
  shrinkPages(document)
  expect(document.getPages().map((page) => page.getSize())).toEqual([
    { width: 100, height: 200 },
    { width: 100, height: 200 }
  ])
  const dict = document.context.lookup(pattern, PDFDict)
  const numbers = dict.lookup(PDFName.of('Matrix'), PDFArray).asArray()
  expect(numbers.map((number) => number instanceof PDFNumber && number.asNumber())).toEqual([
    1, 0, 0, -1, 10, 20
  ])
})
