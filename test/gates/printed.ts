import { readFile } from 'node:fs/promises'
import { getDocument } from '../../src/verify/read/pdf/pdfjs.ts'

/** Where words are printed: the label of the page, and the line, counted from 1 below the head. */
export type Printed = Readonly<{ page: string; line: number }>

/** Find where words begin in a PDF with horizontal lines; undefined if they are not there. */
export async function findPrinted(path: string, words: string): Promise<Printed | undefined> {
  const task = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 })
  const document = await task.promise
  const labels = (await document.getPageLabels()) ?? []
  try {
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = labels[number - 1] ?? String(number)
      const { items } = await (await document.getPage(number)).getTextContent()
      const rows = rowsOf(items.flatMap((item) => ('str' in item ? [item] : [])))
      // The folio is not a line of text.
      const lines = rows.filter((row) => row.replaceAll(/[—\s]/g, '') !== page)
      const at = lines.join('').indexOf(words)
      if (at >= 0) return { page, line: lineAt(lines, at) }
    }
    return undefined
  } finally {
    await task.destroy()
  }
}

/** Count the pages of a PDF. */
export async function countPages(path: string): Promise<number> {
  const task = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 })
  const { numPages } = await task.promise
  await task.destroy()
  return numPages
}

type Item = Readonly<{ str: string; transform: ReadonlyArray<number> }>

/** Group items at one height into rows, from the top of the page down. */
function rowsOf(items: ReadonlyArray<Item>): ReadonlyArray<string> {
  const rows: Array<{ y: number; items: Array<Item> }> = []
  for (const item of items) {
    const y = item.transform[5] ?? 0
    const row = rows.find((row) => Math.abs(row.y - y) < 3)
    if (item.str.trim() === '') continue
    if (row) row.items.push(item)
    else rows.push({ y, items: [item] })
  }
  const x = ({ transform }: Item): number => transform[4] ?? 0
  return rows
    .sort((one, other) => other.y - one.y)
    .map((row) =>
      row.items
        .sort((one, other) => x(one) - x(other))
        .map(({ str }) => str)
        .join('')
    )
}

function lineAt(lines: ReadonlyArray<string>, at: number): number {
  const before = lines.findIndex((_, index) => lines.slice(0, index + 1).join('').length > at)
  return before + 1
}
