import type { Setting } from '../pages/lines.ts'
import type { Finding, Print } from '../pages/print.ts'

/** A row of a table stands on one page. */
export function checkRows({ text }: Print): ReadonlyArray<Finding> {
  return [...groupBy(text.filter(isCell), ({ block }) => block.row).values()].flatMap(
    (cells): ReadonlyArray<Finding> => {
      const lines = cells.flatMap((cell) => cell.lines)
      const parted = lines.find((line) => line.page !== lines[0]?.page)
      if (!parted) return []
      return [{ rule: 'table-row', what: 'page end in a row', want: 'it whole', at: parted }]
    }
  )
}

/** The head of a table is repeated on every page the table goes on to. */
export function checkHeads({ text, pageContents }: Print): ReadonlyArray<Finding> {
  const tables = groupBy(text.filter(isCell), ({ block }) => block.table)
  return [...tables.values()].flatMap((cells) => {
    const heads = cells.filter(({ block }) => block.role === 'head')
    const head = heads.flatMap(({ lines }) => lines.flatMap((line) => line.letters))
    const title = head.map(({ value }) => value).join('')
    const lines = cells.flatMap((cell) => cell.lines)
    return lines.flatMap((line, index): ReadonlyArray<Finding> => {
      const isOpening = index > 0 && line.page !== lines[index - 1]?.page
      if (!isOpening || title === '') return []
      const apparatus = pageContents[line.page]?.apparatus.map((glyph) => glyph.text).join('') ?? ''
      if (apparatus.replaceAll(/\s/gu, '').includes(title)) return []
      return [{ rule: 'table-head', what: 'table without its head', want: title, at: line }]
    })
  })
}

function isCell({ block }: Setting): boolean {
  return block.role === 'head' || block.role === 'cell'
}

/** Group settings by a number, in order. */
export function groupBy(
  settings: ReadonlyArray<Setting>,
  keyOf: (setting: Setting) => number
): ReadonlyMap<number, ReadonlyArray<Setting>> {
  const groups = new Map<number, Setting[]>()
  for (const setting of settings) {
    const group = groups.get(keyOf(setting))
    if (group) group.push(setting)
    else groups.set(keyOf(setting), [setting])
  }
  return groups
}
