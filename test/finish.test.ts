import { PDFDocument, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { renameElements } from '../src/render/pdf/identifiers.ts'

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
