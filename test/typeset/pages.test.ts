import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Block, choosePages, type PageCapacity } from '../../src/typeset/pages.ts'
import { everyArrangement, heightOf, type Question, score, unfold } from './pages/arrangements.ts'

const plain: Block = {
  rows: [],
  before: 0,
  after: 0,
  orphans: 2,
  widows: 2,
  keep: 0,
  repeat: 0,
  begins: 'anywhere',
  drop: 0
}

const room: PageCapacity = { lines: 6, rule: 1 }

/** A paragraph of lines of one height; `calls` holds the notes by line. */
function paragraph(
  lines: number,
  other: Partial<Block> = {},
  height = 1,
  calls: Calls = {}
): Block {
  const rows = Array.from({ length: lines }, (_, row) => ({ height, notes: calls[row] ?? [] }))
  return { ...plain, rows, ...other }
}

type Calls = Readonly<Record<number, ReadonlyArray<number>>>

const heading: Block = paragraph(1, { keep: 2 })

/** Write pages as `0:0-4 1:0-2`: block and rows, a note with `n`, free lines above as `+1`. */
function draw(
  blocks: ReadonlyArray<Block>,
  notes: ReadonlyArray<ReadonlyArray<number>> = [],
  size: PageCapacity = room
): ReadonlyArray<string> {
  return choosePages(blocks, notes, size).map((plan) =>
    [
      ...plan.pieces.map(({ index, from, to, above }) => {
        return `${above > 0 ? `+${above} ` : ''}${index}:${from}-${to}`
      }),
      ...plan.notes.map(({ index, from, to }) => `n${index}:${from}-${to}`)
    ].join(' ')
  )
}

describe('text', () => {
  test('no text takes no page', () => {
    expect(draw([])).toEqual([])
  })

  test('pages are filled, and the last holds the rest', () => {
    expect(draw([paragraph(15)])).toEqual(['0:0-6', '0:6-12', '0:12-15'])
  })

  test('what is free is shared out rather than left at the foot of one page', () => {
    const five = { orphans: 5, widows: 5 }
    const blocks = [
      paragraph(3),
      paragraph(1),
      paragraph(5, five),
      paragraph(5, five),
      paragraph(1)
    ]
    expect(draw(blocks)).toEqual(['0:0-3 1:0-1', '2:0-5', '3:0-5 4:0-1'])
  })

  test('no line of a paragraph stands alone at the foot or the head of a page', () => {
    expect(draw([paragraph(5), paragraph(4)])).toEqual(['0:0-5', '1:0-4'])
    expect(draw([paragraph(2), paragraph(5)])).toEqual(['0:0-2 1:0-3', '1:3-5'])
  })

  test('a paragraph of three lines is not parted', () => {
    expect(draw([paragraph(4), paragraph(3)])).toEqual(['0:0-4', '1:0-3'])
  })

  test('a paragraph that asks for one line may leave one', () => {
    const loose = { orphans: 1, widows: 1 }
    expect(draw([paragraph(5), paragraph(2, loose)])).toEqual(['0:0-5 1:0-1', '1:1-2'])
  })

  test('small lines take whole lines of the grid, piece by piece', () => {
    // 8 × 2/3 = 5.33 and 9 × 2/3 = 6.
    expect(draw([paragraph(12, {}, 2 / 3)])).toEqual(['0:0-9', '0:9-12'])
    // 1 + 7 × 2/3 = 5.67 fits, two pieces of 1.33 and 2.67 take 2 and 3.
    expect(draw([paragraph(1), paragraph(7, {}, 2 / 3)])).toEqual(['0:0-1 1:0-7'])
    const pieces = [paragraph(2, {}, 2 / 3), paragraph(4, {}, 2 / 3), paragraph(2, {}, 2 / 3)]
    expect(draw(pieces)).toEqual(['0:0-2 1:0-4', '2:0-2'])
  })

  test('a row taller than the page stands alone on one', () => {
    expect(draw([paragraph(2), paragraph(1, {}, 9), paragraph(2)])).toEqual([
      '0:0-2',
      '1:0-1',
      '2:0-2'
    ])
    expect(draw([paragraph(3, {}, 9)])).toEqual(['0:0-1', '0:1-2', '0:2-3'])
  })

  test('rows of a table are not parted, and its head is repeated', () => {
    const table = paragraph(5, { orphans: 1, widows: 1, repeat: 1 }, 2)
    expect(draw([table])).toEqual(['0:0-3', '0:3-5'])
    expect(draw([paragraph(9, { orphans: 1, widows: 1, repeat: 1 })])).toEqual(['0:0-6', '0:6-9'])
    const long = paragraph(13, { orphans: 1, widows: 1, repeat: 1 })
    expect(draw([long])).toEqual(['0:0-6', '0:6-11', '0:11-13'])
  })

  test('a block without rows stands nowhere', () => {
    expect(draw([paragraph(1), paragraph(0), paragraph(1)])).toEqual(['0:0-1 2:0-1'])
  })
})

describe('free lines', () => {
  test('of two that meet the larger holds', () => {
    const blocks = [paragraph(2, { after: 1 }), paragraph(2, { before: 2 })]
    expect(draw(blocks)).toEqual(['0:0-2 +2 1:0-2'])
    expect(draw([paragraph(1, { after: 2 }), paragraph(1, { before: 1 })])).toEqual([
      '0:0-1 +2 1:0-1'
    ])
  })

  test('they vanish at the head and at the foot of a page', () => {
    const blocks = [paragraph(6, { before: 1, after: 1 }), paragraph(6, { before: 1, after: 1 })]
    expect(draw(blocks)).toEqual(['0:0-6', '1:0-6'])
  })

  test('they stand between blocks, not between the pieces of one', () => {
    const blocks = [paragraph(2), paragraph(6, { before: 1, after: 1 }), paragraph(2)]
    expect(draw(blocks)).toEqual(['0:0-2 +1 1:0-3', '1:3-6 +1 2:0-2'])
  })
})

describe('headings', () => {
  test('two lines follow a heading on its page', () => {
    expect(draw([paragraph(5), heading, paragraph(4)])).toEqual(['0:0-5', '1:0-1 2:0-4'])
    expect(draw([paragraph(4), heading, paragraph(4)])).toEqual(['0:0-4', '1:0-1 2:0-4'])
    expect(draw([paragraph(3), heading, paragraph(4)])).toEqual(['0:0-3 1:0-1 2:0-2', '2:2-4'])
  })

  test('a paragraph of one line is followed by a line of the next', () => {
    const loose = { orphans: 1, widows: 1 }
    const blocks = [paragraph(4), heading, paragraph(1), paragraph(3, loose)]
    expect(draw(blocks)).toEqual(['0:0-4', '1:0-1 2:0-1 3:0-3'])
    const earlier = [paragraph(3), heading, paragraph(1), paragraph(3, loose)]
    expect(draw(earlier)).toEqual(['0:0-3 1:0-1 2:0-1 3:0-1', '3:1-3'])
  })

  test('a chain of headings stands together, with two lines', () => {
    const blocks = [paragraph(3), heading, heading, paragraph(4)]
    expect(draw(blocks)).toEqual(['0:0-3', '1:0-1 2:0-1 3:0-4'])
    const earlier = [paragraph(2), heading, heading, paragraph(4)]
    expect(draw(earlier)).toEqual(['0:0-2 1:0-1 2:0-1 3:0-2', '3:2-4'])
  })

  test('a heading of two lines is not parted, one taller than the page is', () => {
    expect(draw([paragraph(5), paragraph(2, { keep: 2, orphans: 2 }), paragraph(2)])).toEqual([
      '0:0-5',
      '1:0-2 2:0-2'
    ])
    expect(draw([paragraph(8, { keep: 2, orphans: 8 }), paragraph(2)]).join(' ')).toMatch(
      /^0:0-\d .*1:0-2$/
    )
  })

  test('a paragraph may keep a line of what follows and be parted itself', () => {
    const blocks = [paragraph(3), paragraph(6, { keep: 1 }), paragraph(1)]
    expect(draw(blocks)).toEqual(['0:0-3 1:0-3', '1:3-6 2:0-1'])
  })

  test('a tall row is as many lines as it is high', () => {
    const picture = paragraph(2, { orphans: 1, widows: 1 }, 2)
    expect(draw([paragraph(3), heading, picture])).toEqual(['0:0-3 1:0-1 2:0-1', '2:1-2'])
  })

  test('a page may end behind a heading where the next begins by force', () => {
    const blocks = [paragraph(5), heading, paragraph(4, { begins: 'page' })]
    expect(draw(blocks)).toEqual(['0:0-5 1:0-1', '2:0-4'])
  })

  test('a heading is kept with its lines at the price of a lone line', () => {
    // Five lines kept whole leave no room for the heading and two lines of three.
    const whole = { orphans: 5, widows: 5 }
    const blocks = [paragraph(5, whole), heading, paragraph(6, { orphans: 6, widows: 6 })]
    expect(draw(blocks)).toEqual(['0:0-5', '1:0-1 2:0-5', '2:5-6'])
  })
})

describe('pages begun by force', () => {
  test('a block begins a page, with its drop above it', () => {
    const blocks = [paragraph(2), paragraph(4, { begins: 'page', drop: 3, before: 1 })]
    expect(draw(blocks)).toEqual(['0:0-2', '+3 1:0-2', '1:2-4'])
  })

  test('a recto follows an empty verso where there is none', () => {
    const recto = paragraph(1, { begins: 'recto' })
    const blocks = [recto, recto, paragraph(6), recto]
    expect(draw(blocks)).toEqual(['0:0-1', '', '1:0-1 2:0-4', '2:4-6', '3:0-1'])
  })

  test('what is left before it is no fault', () => {
    const blocks = [paragraph(7), paragraph(6, { begins: 'page' })]
    expect(draw(blocks)).toEqual(['0:0-5', '0:5-7', '1:0-6'])
  })
})

describe('notes', () => {
  const note = (lines: number, height = 1): ReadonlyArray<number> => Array(lines).fill(height)
  const loose = { orphans: 1, widows: 1 }

  test('a note stands on the page of its call', () => {
    const blocks = [paragraph(9, loose, 1, { 5: [0] })]
    expect(draw(blocks, [note(2)])).toEqual(['0:0-5', '0:5-8 n0:0-2', '0:8-9'])
    expect(draw([paragraph(9, loose, 1, { 2: [0] })], [note(2)])).toEqual(['0:0-3 n0:0-2', '0:3-9'])
  })

  test('the lines of all notes of a page are rounded up together', () => {
    const blocks = [paragraph(3, {}, 1, { 0: [0], 2: [1] })]
    // 3 × 2/3 = 2, where each note by itself would take a line more.
    expect(draw(blocks, [note(1, 2 / 3), note(2, 2 / 3)])).toEqual(['0:0-3 n0:0-1 n1:0-2'])
  })

  test('notes stand in the order of their first calls, each once', () => {
    const blocks = [paragraph(2, {}, 1, { 0: [1], 1: [0, 1] })]
    expect(draw(blocks, [note(1), note(1)])).toEqual(['0:0-2 n1:0-1 n0:0-1'])
  })

  test('a long note begins with two lines and goes on before the notes of the next page', () => {
    const blocks = [paragraph(8, { orphans: 3, widows: 5 }, 1, { 2: [0], 4: [1] })]
    const pages = ['0:0-3 n0:0-2', '0:3-5 n0:2-4 n1:0-1', '0:5-8']
    expect(draw(blocks, [note(4), note(1)])).toEqual(pages)
  })

  test('a note is not parted for the sake of a free line', () => {
    const blocks = [paragraph(5, loose, 1, { 3: [0] }), paragraph(5, loose)]
    expect(draw(blocks, [note(3)])).toEqual(['0:0-3', '0:3-5 n0:0-3', '1:0-5'])
  })

  test('what is left of the notes stands on pages without text behind the text', () => {
    const pages = ['0:0-1 n0:0-4', 'n0:4-9', 'n0:9-11']
    expect(draw([paragraph(1, {}, 1, { 0: [0] })], [note(11)])).toEqual(pages)
    const next = paragraph(2, { begins: 'recto' })
    expect(draw([paragraph(1, {}, 1, { 0: [0] }), next], [note(7)])).toEqual([
      '0:0-1 n0:0-4',
      'n0:4-7',
      '1:0-2'
    ])
  })

  test('a note is kept with its call at the price of a heading', () => {
    const blocks = [
      paragraph(2, { orphans: 2, widows: 2 }),
      heading,
      paragraph(2, { orphans: 2, widows: 2 }, 1, { 1: [0] })
    ]
    const small = { lines: 4, rule: 1 }
    expect(draw(blocks, [note(2)], small)).toEqual(['0:0-2 1:0-1 2:0-1', '2:1-2 n0:0-2'])
  })

  test('a note without room on the page of its call begins on the next', () => {
    const tall = paragraph(1, {}, 6, { 0: [0] })
    expect(draw([tall, paragraph(2)], [note(2)])).toEqual(['0:0-1', '1:0-2 n0:0-2'])
  })

  test('a line of a note taller than the page stands alone on one', () => {
    const blocks = [paragraph(1, {}, 1, { 0: [0] })]
    expect(draw(blocks, [note(2, 9)])).toEqual(['0:0-1', 'n0:0-1', 'n0:1-2'])
  })

  test('a note nothing calls is a fault of the caller', () => {
    expect(() => draw([paragraph(1)], [note(1)])).toThrow('note')
  })
})

describe('any text', () => {
  test('is laid out as well as the best of all arrangements', () => {
    fc.assert(
      fc.property(few, (question) => {
        const { blocks, notes, room } = question
        const scores = everyArrangement(question).map((plans) => score(plans, question))
        const [best] = scores.toSorted(compare)
        expect(score(choosePages(blocks, notes, room), question)).toEqual(best ?? [0, 0, 0, 0, 0])
      }),
      { numRuns: 1000, seed: 3 }
    )
  })

  test('keeps every row and every line of the notes, once and in order', () => {
    fc.assert(
      fc.property(many, ({ blocks, notes, room }) => {
        const plans = choosePages(blocks, notes, room)
        expect(plans.flatMap(({ pieces }) => pieces.flatMap(unfold))).toEqual(
          blocks.flatMap(({ rows }, index) => unfold({ index, from: 0, to: rows.length }))
        )
        expect(plans.flatMap((plan) => plan.notes.flatMap(unfold))).toEqual(
          notes.flatMap((lines, index) => unfold({ index, from: 0, to: lines.length }))
        )
      }),
      { numRuns: 300, seed: 3 }
    )
  })

  test('leaves no page too full, and begins one where it must', () => {
    fc.assert(
      fc.property(many, (question) => {
        const plans = choosePages(question.blocks, question.notes, question.room)
        for (const [page, plan] of plans.entries()) {
          const things = [...plan.pieces, ...plan.notes].flatMap(unfold)
          const height = heightOf(plan, question)
          if (things.length > 1) expect(height).toBeLessThanOrEqual(question.room.lines)
          for (const [place, { index, from }] of plan.pieces.entries()) {
            const begins = from === 0 ? question.blocks[index]?.begins : 'anywhere'
            if (begins !== 'anywhere') expect(place).toBe(0)
            if (begins === 'recto') expect(page % 2).toBe(0)
          }
        }
      }),
      { numRuns: 300, seed: 3 }
    )
  })

  test('may have fifty thousand rows', () => {
    const blocks = Array.from({ length: 50 }, (_, note) => {
      return [heading, paragraph(999, {}, 1, { 4: [note] })]
    }).flat()
    const notes = Array.from({ length: 50 }, () => [2 / 3, 2 / 3, 2 / 3])
    const plans = choosePages(blocks, notes, { lines: 22, rule: 1 })
    expect(plans.flatMap(({ pieces }) => pieces.flatMap(unfold))).toHaveLength(50_000)
  })
})

/** Texts of a few rows, for which every arrangement can be tried. */
const few = questions({ blocks: 4, rows: 3, lines: 4, notes: 2, height: { min: 2, max: 5 } })

/** Texts of many pages. */
const many = questions({ blocks: 40, rows: 30, lines: 12, notes: 10, height: { min: 5, max: 28 } })

function questions(
  most: Readonly<{
    blocks: number
    rows: number
    lines: number
    notes: number
    height: Readonly<{ min: number; max: number }>
  }>
): fc.Arbitrary<Question> {
  const heights = fc.constantFrom(1, 1, 1, 1, 2 / 3, 2 / 3, 2, 3)
  const rows = fc.array(heights, { minLength: 1, maxLength: most.rows })
  const block = fc.record({
    rows: rows.map((all) => all.map((height) => ({ height, notes: [] }))),
    before: fc.constantFrom(0, 0, 0, 1, 2),
    after: fc.constantFrom(0, 0, 0, 1),
    orphans: fc.constantFrom(1, 2, 2, 3),
    widows: fc.constantFrom(1, 2, 2, 3),
    keep: fc.constantFrom(0, 0, 0, 1, 2),
    repeat: fc.constantFrom(0, 0, 0, 1),
    begins: fc.constantFrom<Block['begins']>(...Array(9).fill('anywhere'), 'page', 'recto'),
    drop: fc.constantFrom(0, 1)
  })
  const lines = fc.constantFrom(1, 2 / 3).chain((height) => {
    return fc.array(fc.constant(height), { minLength: 1, maxLength: most.lines })
  })
  return fc
    .record({
      blocks: fc.array(block, { maxLength: most.blocks }),
      notes: fc.array(fc.tuple(lines, fc.nat()), { maxLength: most.notes }),
      room: fc.record({ lines: fc.integer(most.height), rule: fc.constantFrom(0, 1) })
    })
    .map(({ blocks, notes, room }) => call(blocks, notes, room))
}

/** Call the notes from rows throughout the text, in order; without rows there are no notes. */
function call(
  blocks: ReadonlyArray<Block>,
  notes: ReadonlyArray<readonly [lines: ReadonlyArray<number>, at: number]>,
  size: PageCapacity
): Question {
  const count = blocks.reduce((total, { rows }) => total + rows.length, 0)
  if (count === 0) return { blocks, notes: [], room: size }
  const places = notes.map(([, at]) => at % count).toSorted((a, b) => a - b)
  let row = -1
  const called = blocks.map((block) => ({
    ...block,
    rows: block.rows.map(({ height }) => {
      row += 1
      return { height, notes: places.flatMap((place, note) => (place === row ? [note] : [])) }
    })
  }))
  return { blocks: called, notes: notes.map(([lines]) => lines), room: size }
}

/** Compare scores, best first. */
function compare(a: ReadonlyArray<number>, b: ReadonlyArray<number>): number {
  const place = a.findIndex((value, index) => value !== b[index])
  return (a[place] ?? 0) - (b[place] ?? 0)
}
