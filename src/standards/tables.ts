import type { PDFDict } from '@cantoo/pdf-lib'
import { dictOf, listAt, nameAt, numberAt, textAt, textOf } from '../pdf/objects.ts'
import type { StructureElement } from '../pdf/structure-tree.ts'
import { type Check, read, unless } from './fault.ts'
import { inElements } from './in-structure.ts'

/** Tables: every cell in its place, and every cell with its head. */
export const tableChecks: ReadonlyArray<Check> = [
  {
    id: 'table-grid',
    clauses: 'ISO 14289-1, 7.2',
    profiles: read,
    find: (file) =>
      inElements(file, (tag) => {
        if (tag.type !== 'Table') return []
        const { isCrossed, columns } = layOut(tag)
        return [
          ...unless(!isCrossed, 'cells in one place', 'each in its own'),
          ...unless(new Set(columns).size <= 1, `rows of ${columns.join(', ')} columns`, 'as many')
        ]
      })
  },
  {
    id: 'table-heads',
    clauses: 'ISO 14289-1, 7.5',
    profiles: read,
    find: (file) =>
      inElements(file, (tag) => {
        const isBare =
          tag.type === 'Table' &&
          !rowsOf(tag)
            .flat()
            .some(({ type }) => type === 'TH')
        if (isBare) return [{ what: 'table without heads', want: 'TH' }]
        const isRight =
          tag.type !== 'TH' || /^(?:Row|Column|Both)$/.test(nameIn(tag, 'Scope') ?? '')
        return unless(isRight, 'head without Scope', 'Row, Column or Both')
      })
  },
  {
    id: 'table-headers',
    clauses: 'ISO 14289-1, 7.5',
    profiles: read,
    find: (file) => {
      const ids = new Set(
        file.tags.all.flatMap(({ type, dict }) => (type === 'TH' ? [textAt(dict, 'ID') ?? ''] : []))
      )
      return inElements(file, (tag) => {
        const unknown = headersOf(tag).find((id) => !ids.has(id))
        return unless(unknown === undefined, `head ${unknown} named`, 'the ID of a TH')
      })
    }
  }
]

/** Lay out the cells of a table: how many columns each row fills, and whether two cells meet. */
function layOut(
  table: StructureElement
): Readonly<{ isCrossed: boolean; columns: ReadonlyArray<number> }> {
  const taken: Array<Set<number>> = []
  let isCrossed = false
  for (const [row, cells] of rowsOf(table).entries()) {
    let column = 0
    for (const cell of cells) {
      while (taken[row]?.has(column)) column += 1
      const [across, down] = [numberIn(cell, 'ColSpan') ?? 1, numberIn(cell, 'RowSpan') ?? 1]
      for (let y = row; y < row + down; y++) {
        const line = taken[y] ?? new Set()
        taken[y] = line
        for (let x = column; x < column + across; x++) {
          if (line.has(x)) isCrossed = true
          line.add(x)
        }
      }
      column += across
    }
  }
  return { isCrossed, columns: taken.map((line) => line.size) }
}

function rowsOf({ kids }: StructureElement): ReadonlyArray<ReadonlyArray<StructureElement>> {
  return kids.flatMap((kid) => {
    if (kid.kind !== 'tag') return []
    if (kid.tag.type !== 'TR')
      return /^T(?:Head|Body|Foot)$/.test(kid.tag.type) ? rowsOf(kid.tag) : []
    return [kid.tag.kids.flatMap((cell) => (cell.kind === 'tag' ? [cell.tag] : []))]
  })
}

/** Attributes of a cell (PDF 32000-1, 14.8.5.7). */
function attributesOf({ dict }: StructureElement): ReadonlyArray<PDFDict> {
  return listAt(dict, 'A').flatMap((entry) => {
    const attributes = dictOf(entry)
    return attributes && nameAt(attributes, 'O') === 'Table' ? [attributes] : []
  })
}

function nameIn(tag: StructureElement, key: string): string | undefined {
  return attributesOf(tag).flatMap((attributes) => nameAt(attributes, key) ?? [])[0]
}

function numberIn(tag: StructureElement, key: string): number | undefined {
  return attributesOf(tag).flatMap((attributes) => numberAt(attributes, key) ?? [])[0]
}

function headersOf(tag: StructureElement): ReadonlyArray<string> {
  return attributesOf(tag).flatMap((attributes) =>
    listAt(attributes, 'Headers').flatMap((entry) => textOf(entry) ?? [])
  )
}
