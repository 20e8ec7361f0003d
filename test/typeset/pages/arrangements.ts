import type { Block, PageCapacity, PagePlan, RowRange } from '../../../src/typeset/pages.ts'

/** Blocks, the heights of their notes' lines, and the page: the input of `choosePages`. */
export type Question = Readonly<{
  blocks: ReadonlyArray<Block>
  notes: ReadonlyArray<ReadonlyArray<number>>
  room: PageCapacity
}>

/** List every arrangement of a text on pages, good and bad; only for a few rows. */
export function everyArrangement(question: Question): ReadonlyArray<ReadonlyArray<PagePlan>> {
  const rows = question.blocks.flatMap((block, index) =>
    unfold({ index, from: 0, to: block.rows.length })
  )
  const order = [...new Set(callsOf(rows, question))]
  const lines = order.flatMap((index) => {
    return unfold({ index, from: 0, to: question.notes[index]?.length ?? 0 })
  })
  return arrange(0, 0)

  function arrange(row: number, line: number): ReadonlyArray<ReadonlyArray<PagePlan>> {
    if (row === rows.length && line === lines.length) return [[]]
    const found: Array<ReadonlyArray<PagePlan>> = []
    const isStop = row > 0 && (row === rows.length || beginsPage(rows[row], question))
    const isDrained = line === dueAt(row)
    for (let end = row; end <= rows.length; end++) {
      if (end > row + 1 && beginsPage(rows[end - 1], question)) break
      // A page without text only has the rest of the notes.
      if (end === row ? !isStop || isDrained : isStop && !isDrained) continue
      const pieces = fold(rows.slice(row, end)).map((piece, place, all) => {
        return { ...piece, above: freeAbove(piece, all[place - 1], question) }
      })
      // A page takes all the lines of notes that fit.
      const shown = range(line, dueAt(end)).findLast((to) => {
        return fits({ pieces, notes: fold(lines.slice(line, to)) }, question)
      })
      if (shown === undefined) continue
      const plan = { pieces, notes: fold(lines.slice(line, shown)) }
      for (const rest of arrange(end, shown)) found.push([plan, ...rest])
    }
    return found
  }

  function dueAt(row: number): number {
    const called = callsOf(rows.slice(0, row), question)
    return lines.filter(({ index }) => called.includes(index)).length
  }
}

/**
 * Count what is wrong with an arrangement, the worst first: notes that do not begin with their
 * calls, page ends without any line of a heading, and without all, lone lines, and free lines, squared, where a
 * note parted is ten of them.
 */
export function score(plans: ReadonlyArray<PagePlan>, question: Question): ReadonlyArray<number> {
  const totals = [0, 0, 0, 0, 0]
  const rows: Array<Mark> = []
  const lines: Array<Mark> = []
  const written = plans.filter(({ pieces, notes }) => pieces.length + notes.length > 0)
  for (const [page, plan] of written.entries()) {
    rows.push(...plan.pieces.flatMap(unfold))
    lines.push(...plan.notes.flatMap(unfold))
    const called = [...new Set(callsOf(rows, question))]
    const counts = called.map((index) => {
      return {
        shown: lines.filter((line) => line.index === index).length,
        all: question.notes[index]?.length ?? 0
      }
    })
    const late = counts.filter(({ shown, all }) => shown < Math.min(2, all)).length
    const parted = counts.filter(({ shown, all }) => shown > 1 && shown < all).length
    const next = written.slice(page + 1).find(({ pieces }) => pieces.length > 0)?.pieces[0]
    const isFree = !next || beginsPage({ index: next.index, offset: next.from }, question)
    const free = isFree ? 0 : Math.max(0, question.room.lines - heightOf(plan, question))
    const worth = [
      late,
      isFree ? 0 : bare(rows, question, (lines) => lines === 0),
      isFree ? 0 : bare(rows, question, (lines) => lines > 0),
      isFree ? 0 : lone(rows, question),
      free ** 2 + 100 * parted
    ]
    for (const [place, value] of worth.entries()) totals[place] = (totals[place] ?? 0) + value
  }
  return totals
}

/** Measure the content of a page, in grid lines. */
export function heightOf(plan: PagePlan, { blocks, notes, room }: Question): number {
  const text = plan.pieces.map(({ index, from, to, above }) => {
    const heights = blocks[index]?.rows.slice(from, to).map(({ height }) => height) ?? []
    return above + (from > 0 ? (blocks[index]?.repeat ?? 0) : 0) + roundUp(heights)
  })
  const foot = plan.notes.flatMap(({ index, from, to }) => notes[index]?.slice(from, to) ?? [])
  return sum(text) + (foot.length > 0 ? roundUp(foot) + room.rule : 0)
}

/** List the rows of a piece one by one. */
export function unfold({ index, from, to }: RowRange): ReadonlyArray<Mark> {
  return Array.from({ length: to - from }, (_, place) => ({ index, offset: from + place }))
}

type Mark = Readonly<{ index: number; offset: number }>

function fold(marks: ReadonlyArray<Mark>): ReadonlyArray<RowRange> {
  const indices = [...new Set(marks.map(({ index }) => index))]
  return indices.map((index) => {
    const offsets = marks.filter((mark) => mark.index === index).map(({ offset }) => offset)
    return { index, from: Math.min(...offsets), to: Math.max(...offsets) + 1 }
  })
}

function callsOf(rows: ReadonlyArray<Mark>, { blocks }: Question): ReadonlyArray<number> {
  return rows.flatMap(({ index, offset }) => blocks[index]?.rows[offset]?.notes ?? [])
}

function beginsPage(row: Mark | undefined, { blocks }: Question): boolean {
  return row?.offset === 0 && blocks[row.index]?.begins !== 'anywhere'
}

function freeAbove(piece: RowRange, previous: RowRange | undefined, { blocks }: Question): number {
  const block = blocks[piece.index]
  if (!block || piece.from > 0) return 0
  if (previous) return Math.max(blocks[previous.index]?.after ?? 0, block.before)
  return block.begins === 'anywhere' ? 0 : block.drop
}

/** A single row may be taller than its page; notes must fit below the text. */
function fits(plan: PagePlan, question: Question): boolean {
  if (heightOf(plan, question) <= question.room.lines) return true
  const rows = plan.pieces.flatMap(unfold).length
  const lines = plan.notes.flatMap(unfold).length
  return rows + lines === 1
}

/** Count the headings that lack lines where a page ends behind these rows, by how many they have. */
function bare(
  rows: ReadonlyArray<Mark>,
  { blocks }: Question,
  isSo: (lines: number) => boolean
): number {
  const last = rows.at(-1)
  return blocks.filter(({ keep, rows: own }, index) => {
    if (keep === 0 || !last || index > last.index) return false
    if (index === last.index && last.offset < own.length - 1) {
      return isSo(0) && isLone(last, blocks)
    }
    const after = rows.filter((row) => row.index > index)
    const lines = after.map((row) => Math.max(1, blocks[row.index]?.rows[row.offset]?.height ?? 0))
    // A forced page break ends what the heading before it requires.
    const isCut = after.some((row) => row.offset === 0 && blocks[row.index]?.begins !== 'anywhere')
    return !isCut && sum(lines) < keep && isSo(sum(lines))
  }).length
}

/** Count the paragraphs parted too near their ends where a page ends behind these rows: 0 or 1. */
function lone(rows: ReadonlyArray<Mark>, { blocks }: Question): number {
  const last = rows.at(-1)
  return last && blocks[last.index]?.keep === 0 && isLone(last, blocks) ? 1 : 0
}

function isLone({ index, offset }: Mark, blocks: ReadonlyArray<Block>): boolean {
  const block = blocks[index]
  if (!block) return false
  const before = offset + 1
  const after = block.rows.length - before
  return after > 0 && (before < block.orphans || after < block.widows)
}

function range(from: number, to: number): ReadonlyArray<number> {
  return Array.from({ length: to - from + 1 }, (_, place) => from + place)
}

function roundUp(heights: ReadonlyArray<number>): number {
  return Math.ceil(sum(heights) - 1e-6)
}

function sum(values: ReadonlyArray<number>): number {
  return values.reduce((total, value) => total + value, 0)
}
