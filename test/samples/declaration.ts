import { PDFDocument } from '@cantoo/pdf-lib'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Edition, Target } from '../../src/book.ts'
import type { Publication } from '../../src/publish.ts'
import { publish } from './browser.ts'
import { panelsOf } from './cover.ts'
import { align } from './page-marks.ts'

const source = 'test/fixtures/declaration/declaration.md'

/** 1/16 em, the widest gap the rules allow. */
const widest = 1 / 16

/** Points in a millimetre. */
const points = 72 / 25.4

/** Check the editions of the declaration from one run of a template. */
export function proveDeclaration(template: string, wanted: ReadonlyArray<Target>): void {
  describe(`the declaration in ${template}`, () => {
    let made: Publication
    beforeAll(async () => {
      made = await publish(source, { targets: wanted, template, strict: true }, () => {})
    })

    test('keeps every rule in every edition', () => {
      expectNoProblem(made)
      expect(made.editions.map(({ target }) => target)).toEqual(wanted)
      expectEven(editionOf(made, 'pdf'), widest)
    })

    if (wanted.includes('epub')) {
      test('has 12,993 of 12,993 characters on the page on which they are printed', async () => {
        expect(await align(made.editions, { notes: true, editors: false })).toBe(12_993)
      })

      test('has 13,013 with the editor’s note', async () => {
        expect(await align(made.editions, { notes: true, editors: true })).toBe(13_013)
        for (const target of ['pdf', 'epub', 'html'] as const) {
          expect(editionOf(made, target).characters).toBe(13_013)
        }
      })
    }

    if (wanted.includes('booklet'))
      test('is a booklet of as many sheets as four pages a sheet come to', async () => {
        const { map, bytes } = editionOf(made, 'booklet')
        const sides = 2 * Math.ceil((map?.pages.length ?? 0) / 4)
        expect((await PDFDocument.load(bytes)).getPageCount()).toBe(sides)
        if (template === 'official') expect(sides).toBe(18)
      })

    test('has a cover as wide as its pages', async () => {
      const edition = editionOf(made, 'cover')
      const { map, settings } = editionOf(made, 'pdf')
      const [pages, page] = [map?.pages.length ?? 0, settings?.page ?? { width: 0, height: 0 }]
      expect(edition.block).toEqual({ pages, width: page.width })

      const [sheet, ...others] = (await PDFDocument.load(edition.bytes)).getPages()
      expect(others).toEqual([])
      const { x, y, width, height } = sheet?.getTrimBox() ?? {}
      const spine = Math.ceil(pages / 2) * 0.1
      expect((width ?? 0) / points).toBeCloseTo(2 * page.width + spine, 3)
      expect((height ?? 0) / points).toBeCloseTo(page.height, 3)
      const bleed = sheet?.getBleedBox()
      expect(((x ?? 0) - (bleed?.x ?? 0)) / points).toBeCloseTo(3, 3)
      expect(((y ?? 0) - (bleed?.y ?? 0)) / points).toBeCloseTo(3, 3)

      const panels = await panelsOf({ edition, spine, width: page.width })
      const front = '上海合作组织成员国元首理事会上海合作组织二十周年杜尚别宣言2021年9月17日杜尚别'
      expect(panels).toEqual(template === 'vertical' ? [front, '', ''] : ['', '', front])
    })
  })
}

/** Check that the declaration, on the page used for comparison, is as even as XeLaTeX with ctex sets it. */
export async function provePeers(): Promise<void> {
  const template = './test/fixtures/templates/peers'
  const made = await publish(source, { targets: ['pdf'], template, strict: true }, () => {})
  expectNoProblem(made)
  expectEven(editionOf(made, 'pdf'), 0.033)
}

function expectNoProblem({ file }: Publication): void {
  expect(file.messages.filter(({ fatal }) => fatal !== undefined).map(String)).toEqual([])
}

/** Check that lines are on the grid and no gap is wider than so many em. */
function expectEven({ statistics }: Edition, gap: number): void {
  expect(statistics?.lines).toBeGreaterThan(480)
  expect(statistics?.onGrid).toBe(statistics?.gridLines)
  expect(statistics?.gap.worst).toBeLessThan(gap)
}

function editionOf<Made extends Target>(
  { editions }: Publication,
  target: Made
): Extract<Edition, { target: Made }> {
  const isIt = (edition: Edition): edition is Extract<Edition, { target: Made }> =>
    edition.target === target
  const edition = editions.find(isIt)
  if (!edition) throw new Error(`Unexpected lack of ${target}`)
  return edition
}
