import { PDFDocument, PDFName, type PDFPage, PDFRef, rgb } from '@cantoo/pdf-lib'
import { VFile } from 'vfile'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Settings } from '../../../src/book.ts'
import { loadPdf } from '../../../src/pdf/load.ts'
import { type Operation, operation } from '../../../src/pdf/operations.ts'
import { readPage, writePage } from '../../../src/pdf/streams.ts'
import { orderSides } from '../../../src/render/pdf/booklet/order-sides.ts'
import { finishBooklet } from '../../../src/render/pdf/booklet.ts'
import { layoutScale } from '../../../src/render/pdf/document.ts'
import { readGlyphs } from '../../../src/verify/read/pdf/glyphs.ts'
import { renderPdf } from '../../samples/browser.ts'
import { type PrintedSample, printSample, problemsOf } from '../../samples/pdf.ts'

const mm = 72 / 25.4

describe('the order of the pages', () => {
  test('of eight pages is the one every printer knows', () => {
    expect(written(8, 'horizontal')).toEqual(['8|1', '2|7', '6|3', '4|5'])
    expect(written(8, 'vertical')).toEqual(['1|8', '7|2', '3|6', '5|4'])
  })

  test('of few pages leaves the last ones blank', () => {
    expect(written(1, 'horizontal')).toEqual([' |1', ' | '])
    expect(written(3, 'vertical')).toEqual(['1| ', '3|2'])
    expect(written(5, 'horizontal')).toEqual([' |1', '2| ', ' |3', '4|5'])
  })

  const counts = Array.from({ length: 17 }, (_, index) => index + 1)

  test.each(counts)('of %i pages is that of the book when the sheets are folded', (count) => {
    const pages = Array.from({ length: count }, (_, index) => index)
    for (const writing of ['horizontal', 'vertical'] as const) {
      const leafed = leafThrough(orderSides(count, writing), writing)
      expect(leafed).toHaveLength(Math.ceil(count / 4) * 4)
      expect(leafed.slice(0, count)).toEqual(pages)
      expect(leafed.slice(count).every((page) => page === undefined)).toBe(true)
    }
  })
})

describe('a booklet of few pages', () => {
  let made: PrintedSample<'booklet'>
  beforeAll(async () => {
    made = await printSample('test/fixtures/small.md', 'official', 'booklet', { creep: 2 })
  })

  test('is proved, and measured like the book', async () => {
    expect(made.edition.map?.pages).toHaveLength(7)
    expect(await problemsOf(made.edition, made.book)).toEqual([])
  })

  test('has sheets of two pages with their bleed, and no links', async () => {
    const document = await PDFDocument.load(made.edition.bytes)
    expect(document.getPageCount()).toBe(4)
    for (const page of document.getPages()) {
      const { x, y, width, height } = page.getTrimBox()
      expect(width / mm).toBeCloseTo(420, 3)
      expect(height / mm).toBeCloseTo(297, 3)
      const bleed = page.getBleedBox()
      expect((x - bleed.x) / mm).toBeCloseTo(3, 3)
      expect((y - bleed.y) / mm).toBeCloseTo(3, 3)
      expect((bleed.width - width) / mm).toBeCloseTo(6, 3)
      expect(page.getMediaBox()).toMatchObject({ x: 0, y: 0 })
      expect(page.node.get(PDFName.of('Annots'))).toBe(undefined)
    }
  })

  test('shares its fonts', async () => {
    const fonts = async (bytes: Uint8Array) =>
      (await PDFDocument.load(bytes)).context
        .enumerateIndirectObjects()
        .filter(([, object]) => String(object).includes('/FontFile2')).length
    const before = await fonts(made.edition.unfolded)
    expect(before).toBeGreaterThan(0)
    expect(await fonts(made.edition.bytes)).toBe(before)
  })

  test('stands nearer to the fold on the inner sheet, by the creep', async () => {
    const bare = await printSample('test/fixtures/small.md', 'official', 'booklet', { creep: 0 })
    const [sides, still] = [await endsOf(made), await endsOf(bare)]
    const shifts = sides.map((place, index) => ((place - (still[index] ?? 0)) / 96) * 25.4)
    // The first and the last glyph of each side; pages 2 and 4, on the left of the backs, are empty.
    const wanted = [0, 0, 0, 0, 2, -2, -2, -2]
    for (const [index, shift] of wanted.entries()) expect(shifts[index]).toBeCloseTo(shift, 2)
  })

  test('does not pass for one of another creep', async () => {
    const { edition, book } = made
    const press = { ...edition.settings.press, creep: 1.9 }
    const settings = { ...edition.settings, press }
    const problems = await problemsOf({ ...edition, settings }, book)
    expect(problems.join()).toContain('edition-imposition')
  })

  test('does not pass with its pages in another order from the first', async () => {
    const { edition, book } = made
    const swap = async (bytes: Uint8Array, edit: (document: PDFDocument) => void) => {
      const document = await PDFDocument.load(bytes)
      edit(document)
      return document.save()
    }
    const unfolded = await swap(edition.unfolded, (document) => {
      const [, , third, fourth] = document.getPages()
      if (third && fourth) exchange(third, fourth)
    })
    const bytes = await swap(edition.bytes, (document) => {
      const [, , front, back] = document.getPages()
      if (front && back) exchangeForms(front, back, '/P2', '/P3')
    })
    const problems = await problemsOf({ ...edition, bytes, unfolded }, book)
    expect(problems.join()).toContain('edition-')
  })

  test('is cut at the fold, and bleeds on the other sides', async () => {
    const { bytes } = (await foldBlack(made, 3)) ?? {}
    const sides = await readGlyphs(bytes ?? new Uint8Array())
    // The largest box of each side but the first, where a blank page stands left of the first.
    const boxes = sides.map(({ drawn }) => drawn.filter(([x0, , x1]) => x1 - x0 > 100))
    const edges = boxes.map((all) => all.map((box) => box.map((edge) => (edge / 96) * 25.4)))
    const [left, fold, right, head, foot] = [10, 223, 436, 10, 313]
    const wanted = [
      [[fold, head, right, foot]],
      [
        [left, head, fold, foot],
        [fold, head, right, foot]
      ]
    ]
    for (const [side, all] of wanted.entries()) {
      expect(edges[side]).toHaveLength(all.length)
      for (const [box, sides] of all.entries()) {
        for (const [index, edge] of sides.entries()) {
          expect(edges[side]?.[box]?.[index]).toBeCloseTo(edge, 1)
        }
      }
    }
  })

  test.each([
    [1, 2],
    [2, 2],
    [3, 2],
    [4, 2],
    [5, 4]
  ])('of %i pages has %i sides', async (count, sides) => {
    const file = new VFile()
    const folded = await foldBlack(made, count, file)
    expect((await PDFDocument.load(folded?.bytes ?? '')).getPageCount()).toBe(sides)
    expect(file.messages).toEqual([])
  })

  test('of more than 96 pages is thick', async () => {
    const [thick, thin] = [new VFile(), new VFile()]
    const { settings } = made.set
    const press = { ...settings.press, creep: 0.1 }
    const flat = { ...made, set: { ...made.set, settings: { ...settings, press } } }
    await foldBlack(flat, 97, thick)
    await foldBlack(flat, 96, thin)
    expect(thin.messages).toEqual([])
    expect(thick.messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([
      ['booklet-thick', false]
    ])
  })

  test('whose text would cross the fold is refused', async () => {
    const file = new VFile()
    // Of 25 sheets each 2 mm further in, the innermost is 48 mm.
    expect(await foldBlack(made, 97, file)).toBeUndefined()
    expect(file.messages.map(({ ruleId, reason }) => [ruleId, reason]).at(-1)).toEqual([
      'booklet-creep',
      'Unexpected creep of 48.0 mm in 25 sheets, expected at most the inner margin, 28.0 mm'
    ])
  })

  const faults: ReadonlyArray<readonly [fault: string, plant: (pages: PDFPage[]) => void]> = [
    [
      'two pages swapped',
      ([, , front, back]) => front && back && exchangeForms(front, back, '/P2', '/P3')
    ],
    ['a page missing', ([, , front]) => front && edit(front, (all) => all.filter(isNotOf('/P2')))],
    ['a page on a blank one', ([front, back]) => front && back && repeat(front, back)],
    ['pages on the wrong side of the spine', ([, , , back]) => back && changePlaces(back)],
    [
      'a page shifted by 1 mm',
      ([, , front]) => front && edit(front, (all) => all.map(moved(mm, 0)))
    ],
    [
      'a page 0.06 mm too low',
      ([, , front]) => front && edit(front, (all) => all.map(moved(0, -0.06 * mm)))
    ],
    ['a side upside down', ([, , front]) => front && turn(front)],
    ['a side that is too small', ([front]) => front?.setTrimBox(36, 36, 1000, 800)],
    ['a side missing', ([first]) => first?.doc.removePage(1)]
  ]

  test.each(faults)('%s is found', async (_, plant) => {
    const document = await PDFDocument.load(made.edition.bytes)
    plant(document.getPages())
    const bytes = await document.save()
    const problems = await problemsOf({ ...made.edition, bytes }, made.book)
    expect(problems.join()).toContain('edition-imposition')
  })
})

describe('a tinted booklet', { timeout: 300_000 }, () => {
  test.each(['official', 'book', 'vertical'])(
    'passes, and a rule it lacks is found: %s',
    async (name) => {
      const { set, book, file } = await printSample('test/fixtures/small.md', name, 'booklet')
      const styles = `${set.styles}\n.pagedjs_page { background: #eee }`
      const make = await renderPdf({ ...set, styles }, {}, file, () => {})
      const edition = await make?.('booklet')
      if (edition?.target !== 'booklet') throw new Error(String(file.messages[0]))
      const isWrong = (problem: string) => problem.startsWith('edition-')
      expect((await problemsOf(edition, book)).filter(isWrong)).toEqual([])
      const ruled = await PDFDocument.load(edition.unfolded)
      const pages = ruled.getPages()
      const rule = { x: 60, y: 80, width: 20 * mm, height: 0.2 * mm, color: rgb(0, 0, 0) }
      for (const page of pages.slice(2, 4)) page.drawRectangle(rule)
      const problems = await problemsOf({ ...edition, unfolded: await ruled.save() }, book)
      expect(problems.filter(isWrong)).toEqual([
        'edition-imposition - Unexpected rules on page 3 of the booklet and 1 more, expected those of the page'
      ])
      const preferences = (await PDFDocument.load(edition.bytes)).catalog.get(
        PDFName.of('ViewerPreferences')
      )
      expect(String(preferences).includes('/Direction /R2L')).toBe(name === 'vertical')
    }
  )
})

/** Page numbers of the sides, left and right. */
function written(count: number, writing: Settings['writing']): ReadonlyArray<string> {
  const name = (index: number | undefined) => (index === undefined ? ' ' : `${index + 1}`)
  return orderSides(count, writing).map(({ left, right }) => `${name(left)}|${name(right)}`)
}

/**
 * Nest the folded sheets and read the leaves in order: one half of each sheet is in the first half
 * of the book, the other in the second.
 */
function leafThrough(
  sides: ReturnType<typeof orderSides>,
  writing: Settings['writing']
): ReadonlyArray<number | undefined> {
  const [fore, behind] =
    writing === 'horizontal' ? (['right', 'left'] as const) : (['left', 'right'] as const)
  const fronts = sides.filter(({ face }) => face === 'front')
  const backs = sides.filter(({ face }) => face === 'back')
  const first = fronts.flatMap((front, sheet) => [front[fore], backs[sheet]?.[behind]])
  const second = fronts.flatMap((front, sheet) => [front[behind], backs[sheet]?.[fore]])
  return [...first, ...second.toReversed()]
}

/** Impose a book of so many all-black pages with the leaves of another. */
async function foldBlack(
  { set, edition }: PrintedSample<'booklet'>,
  count: number,
  file = new VFile()
) {
  const document = await PDFDocument.create()
  const [width, height] = [216 * mm * layoutScale, 303 * mm * layoutScale]
  for (let index = 0; index < count; index++) {
    document.addPage([width, height]).drawRectangle({ width, height, color: rgb(0, 0, 0) })
  }
  const [leaf] = set.leaves
  const { map } = edition
  if (!leaf || !map) throw new Error('Unexpected book without pages')
  const typeset = { ...set, leaves: Array.from({ length: count }, () => leaf) }
  return finishBooklet(
    { gatherings: [await loadPdf(await document.save())], map },
    typeset,
    {},
    file
  )
}

/** Positions of the first and last glyph of each side, in CSS px. */
async function endsOf({ edition }: PrintedSample<'booklet'>): Promise<ReadonlyArray<number>> {
  const sides = await readGlyphs(edition.bytes)
  return sides.flatMap(({ glyphs }) => [glyphs[0]?.left ?? 0, glyphs.at(-1)?.left ?? 0])
}

/** Swap contents and resources of two pages. */
function exchange(one: PDFPage, other: PDFPage): void {
  for (const key of ['Contents', 'Resources'].map((name) => PDFName.of(name))) {
    const [first, second] = [one.node.get(key), other.node.get(key)]
    if (!first || !second) continue
    one.node.set(key, second)
    other.node.set(key, first)
  }
}

/** Swap the forms of one name between two sides. */
function exchangeForms(one: PDFPage, other: PDFPage, ours: string, theirs: string): void {
  const [first, second] = [formsOf(one), formsOf(other)]
  const [a, b] = [PDFName.of(ours.slice(1)), PDFName.of(theirs.slice(1))]
  const [mine, yours] = [first?.get(a), second?.get(b)]
  if (!mine || !yours) throw new Error('Unexpected side without its pages')
  first?.set(a, yours)
  second?.set(b, mine)
}

function formsOf(page: PDFPage) {
  return page.node.normalizedEntries().XObject
}

function edit(page: PDFPage, change: (all: ReadonlyArray<Operation>) => ReadonlyArray<Operation>) {
  writePage(page, change(readPage(page)))
}

function isNotOf(name: string): (operation: Operation) => boolean {
  return ({ operator, operands }) => !(operator === 'Do' && operands[0] === name)
}

function moved(x: number, y: number): (one: Operation) => Operation {
  return (one) => {
    if (one.operator !== 'cm') return one
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = one.operands.map(Number)
    return operation('cm', a, b, c, d, e + x, f + y)
  }
}

/** Also show the pages of one side on another. */
function repeat(from: PDFPage, to: PDFPage): void {
  const forms = formsOf(from)
  for (const key of forms?.keys() ?? []) {
    const form = forms?.get(key)
    if (form instanceof PDFRef) to.node.setXObject(key, form)
  }
  edit(to, (all) => [...all, ...readPage(from)])
}

function changePlaces(page: PDFPage): void {
  const forms = formsOf(page)
  const [one, other] = forms?.keys() ?? []
  if (!forms || !one || !other) throw new Error('Unexpected side of fewer than two pages')
  exchangeForms(page, page, String(one), String(other))
}

function turn(page: PDFPage): void {
  const { width, height } = page.getSize()
  edit(page, (all) => [operation('cm', -1, 0, 0, -1, width, height), ...all])
}
